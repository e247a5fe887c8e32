import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Sample} from '../../../../source/domain/metrics/usage.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import type {MetricsStore, Whole} from '../../../../source/store/metrics/metrics-store.ts';
import {aNodeSample, aNodeUsage, aTaskSample, aUsage} from '../../../builders/samples.ts';

const startMs = Date.UTC(2026, 10, 24);
const later = (seconds: number) => startMs + seconds * 1_000;
const taskAt = (seconds: number, changes: Parameters<typeof aTaskSample>[0] = {}) =>
  aTaskSample({atMs: later(seconds), ...changes});

describe('what a task uses now', () => {
  it('is what was said last, with its source and when it came', () => {
    const store = createMetricsStore();
    const touched = store.take([taskAt(0)], later(0));
    expect([...touched.tasks, ...touched.services]).toEqual(['t1', 's1']);
    expect(store.task('t1', later(1))).toEqual({usage: aUsage(), source: 'agent', atMs: startMs});
    expect(store.task('t2', later(1))).toBeNull();
  });

  it('is unknown after three intervals of its source, and never frozen', () => {
    const store = createMetricsStore();
    store.take([taskAt(0), taskAt(0, {id: 't2', everyMs: 10_000})], later(0));
    expect(store.task('t1', later(5.9))).not.toBeNull();
    expect(store.task('t1', later(6))).toBeNull();
    expect([...store.expire(later(7)).tasks]).toEqual(['t1']);
    expect(store.task('t2', later(29))).not.toBeNull();
    expect([...store.expire(later(31)).tasks]).toEqual(['t2']);
    expect(store.sum({kind: 'tasks'})).toBeNull();
  });

  it('comes from the best source that is alive', () => {
    const store = createMetricsStore();
    const from = (source: Sample['source'], seconds: number, cpuPercent: number) =>
      store.take([taskAt(seconds, {source, usage: aUsage({cpuPercent})})], later(seconds));
    from('engine', 0, 1);
    from('agent', 1, 2);
    expect(from('engine', 2, 3).tasks.size).toBe(0);
    expect(store.task('t1', later(2))).toMatchObject({source: 'agent', usage: {cpuPercent: 2}});
    from('engine', 8, 4);
    expect(store.task('t1', later(8))).toMatchObject({source: 'engine', usage: {cpuPercent: 4}});
  });

  it('is unknown as soon as its node is down or it has ended, and its past stays', () => {
    const store = createMetricsStore();
    store.take([taskAt(0), taskAt(0, {id: 't2'}), aNodeSample({atMs: startMs})], later(0));
    expect([...store.endTasks(['t2', 'none']).tasks]).toEqual(['t2']);
    const touched = store.forgetNode('n1');
    expect([[...touched.tasks], [...touched.nodes]]).toEqual([['t1'], ['n1']]);
    expect(store.task('t1', later(1))).toBeNull();
    expect(store.node('n1', later(1))).toBeNull();
    expect(store.sum({kind: 'nodes'})).toBeNull();
    const window = {nowMs: later(1), forMs: 60_000};
    expect(store.points({kind: 'task', id: 't1'}, 'cpuPercent', window).values).toHaveLength(1);
  });
});

const wholes: readonly Whole[] = [
  {kind: 'service', id: 's0'},
  {kind: 'service', id: 's1'},
  {kind: 'tasks-of-node', id: 'n0'},
  {kind: 'tasks'},
  {kind: 'nodes'},
];

const figure = fc.option(fc.integer({min: 0, max: 1e9}), {nil: null});
const anySample = (index: number): fc.Arbitrary<Sample> =>
  fc.oneof(
    fc
      .record({id: fc.integer({min: 0, max: 5}), cpuPercent: figure, memoryBytes: figure})
      .map(({id, ...usage}) =>
        aTaskSample({
          id: `t${id}`,
          serviceId: `s${id % 2}`,
          nodeId: `n${id % 3}`,
          atMs: later(index),
          usage: aUsage(usage),
        }),
      ),
    fc
      .record({id: fc.integer({min: 0, max: 2}), cpuPercent: figure})
      .map(({id, cpuPercent}) =>
        aNodeSample({id: `n${id}`, atMs: later(index), usage: aNodeUsage({cpuPercent})}),
      ),
  );
const anySamples = fc
  .integer({min: 1, max: 40})
  .chain(length => fc.tuple(...Array.from({length}, (_, index) => anySample(index))));

/** The sum as a person would make it: over all that are alive. */
const byHand = (store: MetricsStore, whole: Whole, nowMs: number) => {
  const tasks = ['t0', 't1', 't2', 't3', 't4', 't5'].filter((_, index) => {
    if (whole.kind === 'service') return `s${index % 2}` === whole.id;
    if (whole.kind === 'tasks-of-node') return `n${index % 3}` === whole.id;
    return whole.kind === 'tasks';
  });
  const nodes = whole.kind === 'nodes' ? ['n0', 'n1', 'n2'] : [];
  const parts = [...tasks.map(id => store.task(id, nowMs)), ...nodes.map(id => store.node(id, nowMs))];
  const known = parts.flatMap(part => part?.usage.cpuPercent ?? []);
  return {
    total: known.length === 0 ? null : known.reduce((total, each) => total + each, 0),
    known: known.length,
  };
};

describe('sums', () => {
  it('are those of their parts, however samples were batched and whatever has expired', () => {
    fc.assert(
      fc.property(anySamples, fc.integer({min: 1, max: 7}), fc.nat({max: 8}), (samples, batch, silence) => {
        const store = createMetricsStore();
        for (let from = 0; from < samples.length; from += batch) {
          const taken = samples.slice(from, from + batch);
          store.take(taken, taken.at(-1)?.atMs ?? 0);
        }
        const nowMs = later(samples.length + silence);
        store.expire(nowMs);
        for (const whole of wholes) {
          const expected = byHand(store, whole, nowMs);
          const sum = store.sum(whole);
          expect(sum?.usage.cpuPercent ?? null).toBe(expected.total);
          expect(sum?.known.cpu ?? 0).toBe(expected.known);
        }
      }),
    );
  });

  it('say how many parts are known, from the worst source and of the oldest arrival', () => {
    const store = createMetricsStore();
    store.take(
      [taskAt(0), taskAt(1, {id: 't2', source: 'engine', usage: aUsage({cpuPercent: null, memoryBytes: 5})})],
      later(1),
    );
    expect(store.sum({kind: 'service', id: 's1'})).toMatchObject({
      usage: {cpuPercent: 10, memoryBytes: 1_005},
      known: {cpu: 1, memory: 2},
      source: 'engine',
      atMs: startMs,
    });
  });

  it('leave nothing behind when all parts have gone, so that no rest of a rounding looks like use', () => {
    const store = createMetricsStore();
    for (let second = 0; second < 100; second += 1) {
      const usage = aUsage({cpuPercent: 0.1 * second});
      store.take([taskAt(second, {id: `t${second % 7}`, usage})], later(second));
    }
    store.expire(later(200));
    store.take([taskAt(201, {usage: aUsage({cpuPercent: 0})})], later(201));
    expect(store.sum({kind: 'tasks'})?.usage.cpuPercent).toBe(0);
  });
});

describe('the past', () => {
  const cpuOf = (store: MetricsStore, nowMs: number, forMs: number) =>
    store.points({kind: 'task', id: 't1'}, 'cpuPercent', {nowMs, forMs});

  it('has a point every two seconds for an hour, then a mean and a peak every minute for a day', () => {
    const store = createMetricsStore();
    const seconds = 2 * 3_600;
    for (let second = 0; second < seconds; second += 2) {
      // One busy sample a minute.
      const usage = aUsage({cpuPercent: second % 60 === 0 ? 70 : 10});
      store.take([taskAt(second, {usage})], later(second));
    }
    const points = cpuOf(store, later(seconds), seconds * 1_000);
    const fine = points.timesMs.filter((atMs, index) => atMs - (points.timesMs[index - 1] ?? 0) === 2_000);
    expect(fine.length).toBeGreaterThanOrEqual(1_799);
    expect(fine.length).toBeLessThan(1_900);
    expect(points.timesMs[0]).toBe(later(0));
    expect(
      Math.max(...[...points.timesMs].map((atMs, index) => atMs - (points.timesMs[index - 1] ?? atMs))),
    ).toBe(60_000);
    expect([...points.timesMs]).toEqual([...points.timesMs].sort((a, b) => a - b));
    expect(points.values[10]).toBeCloseTo(12, 1);
    expect(points.peaks[10]).toBeCloseTo(70, 0);
    expect(points.values.at(-1)).toBeCloseTo(10, 1);
  });

  it('has a gap where nothing was known, but none where a figure came a little late', () => {
    const store = createMetricsStore();
    for (const second of [0.1, 1.9, 4.1, 6, 14.1, 16]) store.take([taskAt(second)], later(second));
    const values = [...cpuOf(store, later(17), 60_000).values].map(value => !Number.isNaN(value));
    expect(values).toEqual([true, true, true, true, false, false, false, true, true]);
  });

  it('begins where the first figure came, also after minutes were summed up', () => {
    const store = createMetricsStore();
    for (let second = 50; second < 200; second += 2) store.take([taskAt(second)], later(second));
    const {timesMs} = cpuOf(store, later(200), 3_600_000);
    expect(timesMs[0]).toBe(later(50));
    expect(
      [...timesMs].every((atMs, index) => index === 0 || atMs - (timesMs[index - 1] ?? 0) === 2_000),
    ).toBe(true);
  });

  it('of a sum is what its parts were together', () => {
    const store = createMetricsStore();
    for (let second = 0; second < 60; second += 2) {
      store.take([taskAt(second), taskAt(second, {id: 't2', nodeId: 'n2'})], later(second));
    }
    const of = {kind: 'service', id: 's1'} as const;
    const {values} = store.points(of, 'memoryBytes', {nowMs: later(60), forMs: 60_000});
    expect(values.length).toBeGreaterThan(25);
    for (const value of values) expect(Math.round(value / 100)).toBe(20);
  });

  it('takes no more memory than it may, and becomes shorter instead', () => {
    const limit = 200_000;
    const store = createMetricsStore(limit);
    for (let second = 0; second < 3_600; second += 2) {
      const samples = Array.from({length: 20}, (_, index) => taskAt(second, {id: `t${index}`}));
      store.take(samples, later(second));
    }
    expect(store.size.bytes).toBeLessThanOrEqual(limit);
    const {values, timesMs} = cpuOf(store, later(3_600), 3_600_000);
    expect(timesMs[0]).toBeLessThan(later(120));
    expect(values.length).toBeGreaterThan(60);
    store.clear();
    expect(store.size).toEqual({subjects: 0, bytes: 0});
  });

  it('goes with the task, node or service that is gone', () => {
    const store = createMetricsStore();
    store.take([taskAt(0), aNodeSample({atMs: startMs})], later(0));
    store.forgetTasks(['t1']);
    store.forgetGone({nodes: ['n1'], services: ['s1']});
    expect(store.size.subjects).toBe(0);
    expect(store.sum({kind: 'nodes'})).toBeNull();
  });
});
