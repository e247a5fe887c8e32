import {describe, expect, it} from 'vitest';
import {aFakeEngine, anEndpoint} from '../../builders/fake-engine.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aManager, aService, aTask} from '../../builders/objects.ts';
import {aSwarm, count, start} from './running-feeds.ts';

const elsewhere = () => aSwarm(aFakeEngine(anEndpoint('tcp://10.0.0.2:2375'))).engine;

describe('the feeds under strain', () => {
  it('move to a working manager when theirs was demoted, and say why', async () => {
    const {engine} = aSwarm();
    const other = elsewhere();
    const {clock, store, opened} = start([engine, other]);
    await clock.advance(5_000);
    engine.membership = {kind: 'worker'};
    engine.fail('not-a-manager', 'swarm');
    await clock.advance(10_000);
    expect(store.connection).toMatchObject({phase: 'connected', host: other.endpoint.host, trouble: null});
    expect(store.connection.moved?.reason).toContain('worker');
    expect(opened).toEqual([engine.endpoint.host, other.endpoint.host]);
    expect(other.closes).toBe(0);
  });

  it('list again by themselves what failed once', async () => {
    const {engine} = aSwarm();
    const {clock, kind} = start([engine]);
    engine.refuse('networks', 'unexpected');
    engine.refuse('secrets', 'timed-out');
    await clock.advance(5_000);
    expect(kind('networks')).toBe('lost');
    engine.heal();
    await clock.advance(30_000);
    expect([kind('networks'), kind('secrets')]).toEqual(['live', 'live']);
  });

  it('ask seldom for what fails every time', async () => {
    const {engine} = aSwarm();
    const {clock} = start([engine]);
    engine.refuse('volumes', 'unexpected');
    await clock.advance(300_000);
    expect(count(engine, 'volumes')).toBeGreaterThan(3);
    expect(count(engine, 'volumes')).toBeLessThan(15);
  });

  it('list again by themselves what failed once on a worker, and clear the trouble', async () => {
    const {engine} = aSwarm();
    engine.membership = {kind: 'worker'};
    engine.fail('not-a-manager', 'swarm');
    engine.refuse('volumes', 'unexpected');
    const {clock, store, kind} = start([engine]);
    await clock.advance(1_000);
    expect(kind('volumes')).toBe('lost');
    engine.heal();
    engine.fail('not-a-manager', 'swarm');
    await clock.advance(30_000);
    expect(kind('volumes')).toBe('live');
    expect(store.connection.trouble?.kind).toBe('worker');
  });

  it('do not call tasks live while the tasks of a moving service cannot be listed', async () => {
    const {engine, service} = aSwarm();
    const {clock, kind} = start([engine]);
    await clock.advance(20_000);
    engine.refuse(`tasks:${service.id}`, 'unexpected');
    engine.services = [{...service, version: service.version + 1, mode: {kind: 'replicated', replicas: 2}}];
    engine.emit({type: 'service', action: 'update', id: service.id});
    await clock.advance(2_000);
    expect(kind('tasks')).toBe('stale');
    engine.heal();
    await clock.advance(30_000);
    expect(kind('tasks')).toBe('live');
  });

  it('do not say that managers are silent after they have answered', async () => {
    const {engine} = aSwarm();
    const {clock, store} = start([engine]);
    await clock.advance(5_000);
    engine.hang();
    const pong = engine.delay('ping');
    while (!engine.calls.includes('ping')) await clock.advance(500);
    engine.release();
    await clock.advance(10);
    pong();
    await clock.advance(10_000);
    expect(store.connection.trouble).toBeNull();
  });

  it('follow moving tasks at once again after an election, not a minute later', async () => {
    const {engine, service} = aSwarm();
    const {clock} = start([engine]);
    await clock.advance(20_000);
    engine.services = [{...service, version: service.version + 1, mode: {kind: 'replicated', replicas: 2}}];
    engine.emit({type: 'service', action: 'update', id: service.id});
    await clock.advance(60);
    engine.hang();
    await clock.advance(18_000);
    engine.release();
    await clock.advance(3_000);
    engine.calls.length = 0;
    await clock.advance(10_000);
    expect(count(engine, `tasks:${service.id}`)).toBeGreaterThanOrEqual(2);
  });

  it('come to rest after many services were touched at once', async () => {
    const engine = aFakeEngine();
    engine.nodes = [aManager({id: nodeId('m1')})];
    engine.services = Array.from({length: 60}, (_, index) =>
      aService({id: serviceId(`s${index}`), name: `web-${index}`}),
    );
    engine.tasks = engine.services.map((service, index) =>
      aTask({id: taskId(`t${index}`), serviceId: service.id, nodeId: nodeId('m1')}),
    );
    const {clock} = start([engine]);
    await clock.advance(20_000);
    engine.services = engine.services.map(service => ({...service, version: 2, labels: {tier: 'web'}}));
    await clock.advance(20_000);
    engine.calls.length = 0;
    await clock.advance(30_000);
    expect(engine.calls.filter(call => call.startsWith('tasks')).length).toBeLessThanOrEqual(1);
  });

  it('do not bring back a removed service from a list that was made before', async () => {
    const {engine, service} = aSwarm();
    const {clock, store} = start([engine], {timings: {checkMs: 60_000}});
    await clock.advance(59_000);
    const arrive = engine.delay('services');
    await clock.advance(1_500);
    engine.services = [];
    engine.emit({type: 'service', action: 'remove', id: service.id});
    await clock.advance(100);
    arrive();
    await clock.advance(200);
    expect(store.table('services').size).toBe(0);
  });

  it('do not flood an engine whose role changes with every question', async () => {
    const {engine} = aSwarm();
    const {clock} = start([engine]);
    await clock.advance(5_000);
    engine.fail('no-quorum', 'swarm');
    let asked = 0;
    Object.defineProperty(engine, 'membership', {
      get: () => (asked++ % 2 === 0 ? {kind: 'no-quorum', reason: 'no leader'} : {kind: 'manager'}),
    });
    engine.calls.length = 0;
    await clock.advance(60_000);
    expect(count(engine, 'info')).toBeLessThan(120);
  });

  it('connect at once on a refresh while they wait for the next attempt', async () => {
    const {engine} = aSwarm();
    const {clock, store, feeds, die, revive} = start([engine]);
    await clock.advance(5_000);
    die(engine);
    await clock.advance(60_000);
    expect(store.connection.phase).toBe('waiting');
    revive(engine);
    feeds.refresh();
    await clock.advance(10);
    expect(store.connection.phase).toBe('connected');
  });

  it('tell nothing of the trouble and the role of the engine before, when another one is connected', async () => {
    const {engine} = aSwarm();
    const {clock, store, queue, feeds} = start([engine]);
    engine.membership = {kind: 'worker'};
    engine.fail('not-a-manager', 'swarm');
    await clock.advance(1_000);
    await feeds.close();
    const other = elsewhere();
    other.membership = {kind: 'pending', reason: ''};
    other.mute('info');
    const next = start([other], {store, queue, clock});
    await clock.advance(10);
    expect(store.connection).toMatchObject({phase: 'connecting', trouble: null, membership: null});
    await next.feeds.close();
  });

  it('end while a question to another engine is open', async () => {
    const {engine} = aSwarm();
    const other = elsewhere();
    other.mute('info');
    const {clock, feeds, die} = start([engine, other]);
    await clock.advance(5_000);
    die(engine);
    await clock.advance(100);
    let isClosed = false;
    void feeds.close().then(() => {
      isClosed = true;
    });
    await clock.advance(10);
    expect(isClosed).toBe(true);
    expect(other.closes).toBe(1);
  });

  it('take in a list in which everything changed by and by, and never show a service half-listed', async () => {
    const engine = aFakeEngine();
    engine.nodes = [aManager({id: nodeId('m1')})];
    engine.services = Array.from({length: 300}, (_, index) =>
      aService({id: serviceId(`s${index}`), name: `web-${index}`, mode: {kind: 'replicated', replicas: 10}}),
    );
    engine.tasks = Array.from({length: 3_000}, (_, index) =>
      aTask({
        id: taskId(`t${index}`),
        serviceId: serviceId(`s${index % 300}`),
        nodeId: nodeId('m1'),
        slot: index,
      }),
    );
    const {clock, store} = start([engine]);
    await clock.advance(5_000);
    let most = 0;
    let flushes = 0;
    const stop = store.onChange(({tables}) => {
      flushes += tables.tasks === undefined ? 0 : 1;
      most = Math.max(most, tables.tasks?.size ?? 0);
      for (const {replicas} of store.derived('services').values()) expect(replicas.running).toBe(10);
    });
    engine.tasks = engine.tasks.map(task => ({...task, id: taskId(`${task.id}-new`), version: 2}));
    await clock.advance(61_000);
    stop();
    expect(store.table('tasks').size).toBe(3_000);
    expect(store.table('tasks').get('t0')).toBeUndefined();
    expect(flushes).toBeGreaterThan(3);
    // As many new ones as gone ones.
    expect(most).toBeLessThanOrEqual(1_000);
  });

  it('stay with an engine that answers, though it is slow to say what it is', async () => {
    const {engine} = aSwarm();
    const {clock, store, opened, kind} = start([engine]);
    await clock.advance(5_000);
    engine.mute('info');
    engine.fail('no-quorum', 'swarm');
    await clock.advance(20_000);
    expect([store.connection.phase, store.connection.trouble?.kind]).toEqual(['connected', 'no-quorum']);
    engine.heal();
    await clock.advance(20_000);
    expect([opened.length, kind('services'), store.connection.trouble]).toEqual([1, 'live', null]);
  });

  it('go on when the clock of the machine is set back by an hour', async () => {
    const {engine, service} = aSwarm();
    const {clock, store} = start([engine], {frameMs: 33});
    await clock.advance(20_000);
    engine.services = [{...service, version: service.version + 1, mode: {kind: 'replicated', replicas: 2}}];
    engine.emit({type: 'service', action: 'update', id: service.id});
    await clock.advance(1_000);
    clock.setBack(3_600_000);
    engine.calls.length = 0;
    engine.emit({type: 'network', action: 'create'});
    await clock.advance(100);
    expect(store.events.at(-1)?.type).toBe('network');
    await clock.advance(10_000);
    expect(count(engine, `tasks:${service.id}`)).toBeGreaterThan(2);
  });

  it('tell a long answer from a silence', async () => {
    const {engine} = aSwarm();
    const {clock, store, kind} = start([engine]);
    await clock.advance(5_000);
    const {tasks} = engine;
    engine.listTasks = async function* () {
      for (let part = 0; part < 40; part++) {
        await new Promise<void>(resolve => void clock.after(1_000, resolve));
        yield part === 0 ? tasks : [];
      }
    };
    engine.tasks = [];
    await clock.advance(85_000);
    expect([kind('tasks'), store.connection.trouble]).toEqual(['live', null]);
  });

  it('make few requests however many events come', async () => {
    const {engine, service} = aSwarm();
    const {clock, store} = start([engine], {frameMs: 33});
    await clock.advance(20_000);
    engine.calls.length = 0;
    for (let round = 0; round < 100; round++) {
      for (let each = 0; each < 100; each++) {
        engine.emit({type: 'container', action: 'start', id: `c${each}`});
        engine.emit({type: 'service', action: 'update', id: service.id, attributes: {name: 'web'}});
      }
      await clock.advance(100);
    }
    expect(store.events.length).toBeLessThanOrEqual(2_000);
    expect(count(engine, 'containers')).toBeLessThan(40);
    expect(count(engine, `services:${service.id}`)).toBeLessThan(40);
    engine.services = [{...service, version: 9}];
    engine.emit({type: 'service', action: 'update', id: service.id});
    await clock.advance(1_100);
    expect(store.table('services').get(service.id)?.version).toBe(9);
  });
});
