import {describe, expect, it} from 'vitest';
import {aFakeEngine, anEndpoint} from '../../builders/fake-engine.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aManager, aService, aTask} from '../../builders/objects.ts';
import {aSwarm, count, runningTask, start} from './running-feeds.ts';

describe('the feeds', () => {
  it('list everything once the event stream is open, and everything is live', async () => {
    const {engine} = aSwarm();
    const {clock, store, kind} = start([engine]);
    await clock.advance(100);
    expect(store.connection.phase).toBe('connected');
    expect([...store.derived('services').values()].map(row => row.replicas.running)).toEqual([1]);
    for (const source of [
      'events',
      'nodes',
      'services',
      'tasks',
      'secrets',
      'configs',
      'networks',
      'volumes',
      'containers',
    ] as const)
      expect([source, kind(source)]).toEqual([source, 'live']);
  });

  it('list the tasks once at the start when none of them moves', async () => {
    const {engine} = aSwarm();
    const {clock} = start([engine]);
    await clock.advance(20_000);
    expect(engine.calls.filter(call => call.startsWith('tasks'))).toEqual(['tasks']);
  });

  it('ask a manager at rest no more than two questions a minute beside the narrow check', async () => {
    const {engine} = aSwarm();
    const {clock} = start([engine]);
    await clock.advance(20_000);
    engine.calls.length = 0;
    for (let minute = 0; minute < 10; minute++) {
      engine.calls.length = 0;
      await clock.advance(60_000);
      const others = engine.calls.filter(call => call !== 'services');
      expect(others.length).toBeLessThanOrEqual(2);
      expect(new Set(others)).toEqual(new Set(['nodes', 'tasks']));
      expect(count(engine, 'services')).toBeLessThanOrEqual(20);
    }
  });

  it('are not woken by the noise of health checks', async () => {
    const {engine} = aSwarm();
    const {clock} = start([engine]);
    await clock.advance(20_000);
    engine.calls.length = 0;
    for (let second = 0; second < 10; second++) {
      for (const action of ['exec_create: wget', 'exec_start: wget', 'exec_die'])
        engine.emit({type: 'container', action, attributes: {'com.docker.swarm.service.id': 'x'}});
      await clock.advance(100);
    }
    expect(engine.calls.filter(call => call !== 'services')).toEqual([]);
  });

  it('show a changed service within one narrow request after its event', async () => {
    const {engine, service} = aSwarm();
    const {clock, store} = start([engine]);
    await clock.advance(20_000);
    engine.calls.length = 0;
    engine.services = [{...service, version: service.version + 1, mode: {kind: 'replicated', replicas: 2}}];
    engine.emit({type: 'service', action: 'update', id: service.id});
    await clock.advance(50);
    expect(store.table('services').get(service.id)?.mode).toEqual({kind: 'replicated', replicas: 2});
    expect(engine.calls[0]).toBe(`services:${service.id}`);
  });

  it('show the waiting tasks of a new service, whose counts will never change, before a frame could have come', async () => {
    const {engine, service} = aSwarm();
    const {clock, store} = start([engine], {frameMs: 33});
    await clock.advance(20_000);
    const huge = aService({id: serviceId('huge'), name: 'huge', mode: {kind: 'replicated', replicas: 2}});
    engine.services = [...engine.services, {...huge, status: {running: 0, desired: 2, completed: 0}}];
    const waiting = [1, 2].map(slot =>
      aTask({id: taskId(`h${slot}`), serviceId: huge.id, slot, nodeId: null, state: 'pending'}),
    );
    engine.tasks = [...engine.tasks, ...waiting];
    engine.emit({type: 'service', action: 'create', id: huge.id});
    await clock.advance(1_000);
    expect(store.taskIdsOfService(huge.id).size).toBe(2);
    expect(store.taskIdsOfService(service.id).size).toBe(1);
  });

  it('show each of twenty service changes right after one another, by that service alone', async () => {
    const {engine, service} = aSwarm();
    const {clock, store} = start([engine], {frameMs: 33});
    await clock.advance(20_000);
    engine.calls.length = 0;
    for (let change = 1; change <= 20; change++) {
      const labels = {change: String(change)};
      engine.services = engine.services.map(each => ({...each, version: each.version + 1, labels}));
      engine.emit({type: 'service', action: 'update', id: service.id});
      await clock.advance(64);
      expect(store.table('services').get(service.id)?.labels).toEqual(labels);
    }
    expect(count(engine, `services:${service.id}`)).toBe(20);
    expect(count(engine, 'services')).toBeLessThanOrEqual(1);
    expect(count(engine, `tasks:${service.id}`)).toBeLessThanOrEqual(21);
  });

  it('show each of twenty node changes right after one another, by that node alone', async () => {
    const {engine, node} = aSwarm();
    const {clock, store} = start([engine], {frameMs: 33});
    await clock.advance(20_000);
    engine.calls.length = 0;
    for (let change = 1; change <= 20; change++) {
      const availability = change % 2 === 0 ? 'active' : 'drain';
      engine.nodes = engine.nodes.map(each => ({...each, version: each.version + 1, availability}));
      engine.emit({
        type: 'node',
        action: 'update',
        id: node.id,
        attributes: {'availability.new': availability},
      });
      await clock.advance(64);
      expect(store.table('nodes').get(node.id)?.availability).toBe(availability);
    }
    expect([count(engine, `nodes:${node.id}`), count(engine, 'nodes')]).toEqual([20, 0]);
  });

  it('list a node once more behind a list that was made before its change', async () => {
    const {engine, node} = aSwarm();
    const {clock, store, feeds} = start([engine]);
    await clock.advance(20_000);
    const arrive = engine.delay('nodes');
    feeds.refresh();
    await clock.advance(1);
    engine.nodes = [{...node, version: node.version + 1, availability: 'drain'}];
    engine.emit({type: 'node', action: 'update', id: node.id, attributes: {'availability.new': 'drain'}});
    await clock.advance(100);
    arrive();
    await clock.advance(10);
    expect(store.table('nodes').get(node.id)?.availability).toBe('drain');
  });

  it('ask the engine for the swarm itself with a refresh: no event tells of its keys', async () => {
    const {engine} = aSwarm();
    const {clock, feeds} = start([engine]);
    await clock.advance(20_000);
    expect(count(engine, 'info')).toBe(1);
    feeds.refresh();
    await clock.advance(10);
    expect(count(engine, 'info')).toBe(2);
  });

  it('follow the tasks of a service that moves, and stop when it is settled', async () => {
    const {engine, node, service} = aSwarm();
    const {clock, store} = start([engine]);
    await clock.advance(20_000);
    engine.services = [{...service, version: service.version + 1, mode: {kind: 'replicated', replicas: 2}}];
    engine.emit({type: 'service', action: 'update', id: service.id});
    await clock.advance(600);
    expect(store.derived('services').get(service.id)?.replicas).toMatchObject({running: 1, desired: 2});
    engine.tasks = [...engine.tasks, runningTask(service, node, 2)];
    await clock.advance(1_000);
    expect(store.derived('services').get(service.id)?.replicas.running).toBe(2);
    await clock.advance(10_000);
    engine.calls.length = 0;
    await clock.advance(20_000);
    expect(engine.calls.filter(call => call.startsWith('tasks:'))).toEqual([]);
  });

  it('tell a leader election from a dead engine: stale, with the reason, and live again without a key', async () => {
    const {engine} = aSwarm();
    const {clock, store, kind} = start([engine]);
    await clock.advance(5_000);
    engine.hang();
    await clock.advance(8_000);
    expect(kind('services')).toBe('stale');
    expect(store.connection).toMatchObject({phase: 'connected', trouble: {kind: 'waiting'}});
    engine.release();
    await clock.advance(1_000);
    expect(kind('services')).toBe('live');
    expect(store.connection.trouble).toBeNull();
  });

  it('keep the last picture, marked stale, when the quorum is lost, and are right again when it is back', async () => {
    const {engine} = aSwarm();
    const {clock, store, kind} = start([engine]);
    await clock.advance(5_000);
    engine.fail('no-quorum', 'swarm');
    engine.membership = {kind: 'no-quorum', reason: 'no leader'};
    await clock.advance(8_000);
    expect(store.connection.membership?.kind).toBe('no-quorum');
    expect(store.connection.trouble?.kind).toBe('no-quorum');
    expect(kind('services')).toBe('stale');
    expect(store.table('services').size).toBe(1);
    engine.heal();
    engine.membership = {kind: 'manager'};
    await clock.advance(8_000);
    expect(kind('services')).toBe('live');
    expect(store.connection.trouble).toBeNull();
  });

  it('believe no answer of a manager that can reach too few others', async () => {
    const {engine, node} = aSwarm();
    const others = ['manager-2', 'manager-3'].map(hostname => aManager({id: nodeId(hostname), hostname}));
    engine.nodes = [node, ...others];
    const {clock, store, kind} = start([engine]);
    await clock.advance(5_000);
    expect(kind('services')).toBe('live');
    engine.nodes = [
      node,
      ...others.map(other => ({
        ...other,
        version: other.version + 1,
        manager: {leader: false, address: '', reachability: 'unreachable' as const},
      })),
    ];
    await clock.advance(65_000);
    expect(kind('services')).toBe('stale');
    expect(store.connection.trouble?.kind).toBe('no-quorum');
  });

  it('connect again by themselves when the engine was restarted, and list everything anew', async () => {
    const {engine} = aSwarm();
    const {clock, store, kind, die, revive} = start([engine]);
    await clock.advance(5_000);
    die(engine);
    await clock.advance(1_000);
    expect(store.connection.phase).toBe('waiting');
    expect(kind('services')).toBe('stale');
    engine.services = [];
    revive(engine);
    await clock.advance(10_000);
    expect(store.connection.phase).toBe('connected');
    expect(kind('services')).toBe('live');
    expect(store.table('services').size).toBe(0);
  });

  it('move to another manager of the same swarm when theirs dies, and say so', async () => {
    const {engine} = aSwarm();
    const other = aSwarm(aFakeEngine(anEndpoint('tcp://10.0.0.2:2375'))).engine;
    const {clock, store, die, feeds} = start([engine, other]);
    await clock.advance(5_000);
    die(engine);
    await clock.advance(2_000);
    expect(feeds.endpoint.host).toBe('tcp://10.0.0.2:2375');
    expect(store.connection).toMatchObject({phase: 'connected', moved: {from: 'tcp://10.0.0.1:2375'}});
  });

  it('do not move to a manager of another swarm', async () => {
    const {engine} = aSwarm();
    const other = aSwarm(aFakeEngine(anEndpoint('tcp://10.0.0.2:2375'))).engine;
    other.clusterId = 'another';
    const {clock, store, die, feeds} = start([engine, other]);
    await clock.advance(5_000);
    die(engine);
    await clock.advance(5_000);
    expect(feeds.endpoint.host).toBe('tcp://10.0.0.1:2375');
    expect(store.connection.phase).not.toBe('connected');
  });

  it('say of a worker that it is one, and see it when it was promoted', async () => {
    const {engine} = aSwarm();
    engine.membership = {kind: 'worker'};
    engine.fail('not-a-manager', 'swarm');
    const {clock, store, kind} = start([engine]);
    await clock.advance(1_000);
    expect(store.connection.trouble?.kind).toBe('worker');
    expect(kind('services')).toBe('unavailable');
    expect(kind('containers')).toBe('live');
    engine.membership = {kind: 'manager'};
    engine.heal();
    await clock.advance(5_000);
    expect(kind('services')).toBe('live');
  });

  it('leave no timer and no stream behind when they are closed', async () => {
    const {engine} = aSwarm();
    const {clock, feeds} = start([engine]);
    await clock.advance(5_000);
    await feeds.close();
    await clock.advance(0);
    expect(engine.isFollowed).toBe(false);
    engine.calls.length = 0;
    await clock.advance(120_000);
    expect(engine.calls).toEqual([]);
  });
});
