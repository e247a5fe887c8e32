import {describe, expect, it} from 'vitest';
import type {Service, Task} from '../../../source/domain/model/index.ts';
import {createChangeQueue} from '../../../source/feeds/change-queue.ts';
import type {Touched} from '../../../source/store/cluster-store.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {aClock} from '../../builders/fake-clock.ts';
import {aFakeEngine, type FakeEngine} from '../../builders/fake-engine.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aManager, aNode, aService, aTask} from '../../builders/objects.ts';
import {start} from './running-feeds.ts';

const many = <Value>(count: number, make: (index: number) => Value): readonly Value[] =>
  Array.from({length: count}, (_, index) => make(index));

/** A swarm of 600 nodes and 1,000 services, of which the last 100 have no task, with 4,500 tasks. */
const aLargeSwarm = (): FakeEngine => {
  const engine = aFakeEngine();
  engine.nodes = [
    aManager({id: nodeId('n0'), hostname: 'n0'}, {leader: true, reachability: 'reachable'}),
    ...many(599, index => aNode({id: nodeId(`n${index + 1}`), hostname: `n${index + 1}`})),
  ];
  engine.services = many(1_000, index =>
    aService({
      id: serviceId(`s${index}`),
      name: `s${index}`,
      mode: {kind: 'replicated', replicas: index < 900 ? 5 : 0},
    }),
  );
  // As engines list them: the tasks of one service are not beside one another.
  engine.tasks = many(4_500, index =>
    aTask({
      id: taskId(`t${index}`),
      serviceId: serviceId(`s${index % 900}`),
      slot: 1 + Math.floor(index / 900),
      nodeId: nodeId(`n${index % 600}`),
    }),
  );
  return engine;
};

const sizeOf = ({tables, derived}: Touched): number =>
  Object.values(tables).reduce((sum, ids) => sum + ids.size, 0) +
  Object.values(derived).reduce((sum, ids) => sum + ids.size, 0);

/** Feeds that have everything, and how much each flush of the store touched. */
const watched = async (engine: FakeEngine) => {
  const clock = aClock();
  const store = createClusterStore(clock.now());
  const flushes: number[] = [];
  store.onChange(touched => flushes.push(sizeOf(touched)));
  const queue = createChangeQueue(store, clock, 33);
  const feeds = start([engine], {clock, store, queue, frameMs: 33});
  await clock.advance(1_000);
  return {...feeds, flushes};
};

const replaced = <Value extends {readonly id: string}>(
  values: readonly Value[],
  id: string,
  change: (value: Value) => Value,
): readonly Value[] => values.map(value => (value.id === id ? change(value) : value));

describe('long lists', () => {
  it('come in by parts, none of which is much for one turn', async () => {
    const {flushes, store, kind} = await watched(aLargeSwarm());
    expect([kind('nodes'), kind('services'), kind('tasks')]).toEqual(['live', 'live', 'live']);
    expect([store.table('nodes').size, store.table('services').size, store.table('tasks').size]).toEqual([
      600, 1_000, 4_500,
    ]);
    // With 250 tasks come their rows, and those of as many services and nodes.
    expect(Math.max(...flushes)).toBeLessThan(1_100);
    expect(flushes.length).toBeGreaterThan(20);
  });

  it('leave every service judged, those without a task too', async () => {
    const {store} = await watched(aLargeSwarm());
    expect(store.totals.services.byLevel).toMatchObject({ok: 1_000, unknown: 0});
    expect(store.totals.tasks).toEqual({running: 4_500, desired: 4_500});
  });

  it('do not judge a service by some of its tasks', async () => {
    const engine = aLargeSwarm();
    const clock = aClock();
    const store = createClusterStore(clock.now());
    const queue = createChangeQueue(store, clock, 33);
    const levels = new Set<string>();
    store.onChange(() => {
      for (const [level, count] of Object.entries(store.totals.services.byLevel))
        if (count > 0) levels.add(level);
    });
    start([engine], {clock, store, queue, frameMs: 33});
    await clock.advance(1_000);
    expect(levels).toEqual(new Set(['ok', 'unknown']));
  });

  it('touch nothing when they come again as they were', async () => {
    const {clock, flushes, feeds} = await watched(aLargeSwarm());
    await clock.advance(4_000);
    flushes.length = 0;
    feeds.refresh();
    await clock.advance(1_000);
    expect(Math.max(0, ...flushes)).toBe(0);
  });

  it('take in what has changed, what is new, what is gone and what went back in version', async () => {
    const engine = aLargeSwarm();
    const {clock, store, feeds} = await watched(engine);
    await clock.advance(4_000);
    engine.services = replaced(engine.services.slice(0, -1), 's7', (service: Service) => ({
      ...service,
      version: service.version - 1,
      image: 'older',
    })).concat(aService({id: serviceId('new'), name: 'new'}));
    engine.tasks = replaced(engine.tasks.slice(0, -1), 't3', (task: Task) => ({
      ...task,
      version: task.version - 1,
      state: 'failed',
    }));
    feeds.refresh();
    await clock.advance(1_000);
    expect(store.table('services').get('s7')?.image).toBe('older');
    expect(store.table('services').get('new')).toBeDefined();
    expect(store.table('services').get('s999')).toBeUndefined();
    expect(store.table('tasks').get('t3')?.state).toBe('failed');
    expect(store.table('tasks').get('t4499')).toBeUndefined();
    expect(store.table('services').size).toBe(1_000);
    expect(store.table('tasks').size).toBe(4_499);
  });
});
