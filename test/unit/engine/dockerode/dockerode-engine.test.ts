import {describe, expect, it} from 'vitest';
import {dockerodeEngine} from '../../../../source/engine/dockerode/dockerode-engine.ts';
import {socketEndpoint} from '../../../builders/endpoints.ts';
import {type Answer, aWire} from '../../../builders/fake-wire.ts';
import {recorded} from '../recorded/recorded.ts';

const greeting = {apiVersion: '1.51', swarm: 'active/manager'};
const engineOn = (answers: Readonly<Record<string, Answer>>) => {
  const wire = aWire(answers);
  return {wire, engine: dockerodeEngine(wire, socketEndpoint(), '1.51', greeting)};
};

const collect = async <Value>(slices: AsyncIterable<Value>) => {
  const all: Value[] = [];
  for await (const slice of slices) all.push(slice);
  return all;
};

const signal = new AbortController().signal;

describe('the engine port over dockerode', () => {
  it('speaks the pinned version in every call', async () => {
    const answers = recorded('28.5');
    const {wire, engine} = engineOn({
      '/v1.51/info': answers.info as object,
      '/v1.51/nodes': answers.nodes,
      '/v1.51/services': answers.services,
      '/v1.51/tasks': answers.tasks,
      '/v1.51/networks': answers.networks,
      '/v1.51/secrets': answers.secrets,
      '/v1.51/configs': answers.configs,
      '/v1.51/volumes': answers.volumes,
      '/v1.51/containers/json': answers.containers,
    });
    expect((await engine.info()).membership.kind).toBe('manager');
    expect(await engine.listNodes()).toHaveLength(answers.nodes.length);
    expect(await engine.listServices()).toHaveLength(answers.services.length);
    expect((await collect(engine.listTasks())).flat()).toHaveLength(answers.tasks.length);
    expect(await engine.listNetworks()).toHaveLength(answers.networks.length);
    expect(await engine.listSecrets()).toHaveLength(answers.secrets.length);
    expect(await engine.listConfigs()).toHaveLength(answers.configs.length);
    expect(await engine.listVolumes()).toHaveLength(answers.volumes.Volumes.length);
    expect(await engine.listContainers()).toHaveLength(answers.containers.length);
    expect(wire.asked.every(({path}) => path.startsWith('/v1.51/'))).toBe(true);
    expect(engine.traffic).toMatchObject({requests: wire.asked.length, skippedLines: 0});
  });

  it('asks for the counts of services, and narrows at the engine', async () => {
    const {wire, engine} = engineOn({'/v1.51/services': [], '/v1.51/tasks': []});
    await engine.listServices({ids: ['a', 'b']});
    await collect(engine.listTasks({services: ['a'], nodes: ['n'], desiredStates: ['running']}));
    await collect(engine.listTasks());
    expect(wire.asked.map(({query}) => query)).toEqual([
      {status: 'true', filters: '{"id":["a","b"]}'},
      {filters: '{"service":["a"],"node":["n"],"desired-state":["running"]}'},
      {},
    ]);
  });

  it('tells that a part of a long list of services has come, so that it is not taken for a silence', async () => {
    const {engine} = engineOn({'/v1.51/services': [{ID: 'a', Spec: {Name: 'web'}}]});
    let parts = 0;
    await engine.listServices({}, undefined, () => {
      parts += 1;
    });
    expect(parts).toBeGreaterThan(0);
  });

  it('asks nothing where nothing is named: the engine would answer with everything', async () => {
    const {wire, engine} = engineOn({});
    expect(await engine.listServices({ids: []})).toEqual([]);
    expect(await collect(engine.listTasks({services: []}))).toEqual([]);
    expect(wire.asked).toEqual([]);
  });

  it('keeps tokens and keys of the swarm to itself', async () => {
    const swarm = {
      ID: 's',
      JoinTokens: {Worker: 'SWMTKN-1-w', Manager: 'SWMTKN-1-m'},
      Spec: {CAConfig: {NodeCertExpiry: 1, SigningCAKey: 'key'}, EncryptionConfig: {AutoLockManagers: true}},
      UnlockKey: 'SWMKEY-1-x',
    };
    const {engine} = engineOn({'/v1.51/swarm': swarm});
    expect(await engine.inspect('swarm', '')).toEqual({
      ID: 's',
      Spec: {CAConfig: {NodeCertExpiry: 1}, EncryptionConfig: {AutoLockManagers: true}},
    });
  });

  it('shows every other object as the engine has it', async () => {
    const {wire, engine} = engineOn({
      '/v1.51/services/a%2Fb': {ID: 'x', Spec: {UnlockKey: 'a name like any other'}},
      '/v1.51/containers/c/json': {Id: 'c'},
      '/v1.51/volumes/v': {Name: 'v'},
    });
    expect(await engine.inspect('service', 'a/b')).toEqual({
      ID: 'x',
      Spec: {UnlockKey: 'a name like any other'},
    });
    await engine.inspect('container', 'c');
    await engine.inspect('volume', 'v');
    expect(wire.asked.map(({target}) => target)).toEqual(['service a/b', 'container c', 'volume v']);
  });

  it('rejects with a typed error where the answer is no list', async () => {
    const {engine} = engineOn({'/v1.51/nodes': '<html>', '/v1.51/tasks': '[{"ID":"t"}'});
    await expect(engine.listNodes()).rejects.toMatchObject({name: 'EngineError', operation: 'list nodes'});
    await expect(collect(engine.listTasks())).rejects.toMatchObject({name: 'EngineError'});
  });
});

describe('the events of an engine', () => {
  const line = (action: string) => `${JSON.stringify({Type: 'service', Action: action, Actor: {ID: 's'}})}\n`;

  it('are filtered at the engine, announced when it answers, and read on after lines that are none', async () => {
    const {wire, engine} = engineOn({
      '/v1.51/events': `${line('create')}no json\n{"Type":"service"}\n${line('update')}`,
    });
    const order: string[] = [];
    const filter = {types: ['service'], actions: ['create', 'health_status'], sinceMs: 1_500};
    for await (const event of engine.watchEvents(filter, signal, () => order.push('opened')))
      order.push(event.action);
    expect(order).toEqual(['opened', 'create', 'update']);
    expect(wire.asked[0]?.query).toEqual({
      filters: '{"type":["service"],"event":["create","health_status"]}',
      since: '1.500',
    });
    expect(engine.traffic.skippedLines).toBe(2);
  });

  it('are not announced where the engine refuses', async () => {
    const {engine} = engineOn({'/v1.51/events': new Error('no')});
    let isOpen = false;
    const events = engine.watchEvents({types: []}, signal, () => {
      isOpen = true;
    });
    await expect(collect(events)).rejects.toThrow('no');
    expect(isOpen).toBe(false);
  });
});
