import {describe, expect, it} from 'vitest';
import {type ChartView, freshChart, zoomed} from '../../../../source/panes/metrics/chart-view.ts';
import {metricsPage} from '../../../../source/panes/metrics/metrics-page.ts';
import type {ObjectRef} from '../../../../source/panes/pane.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {lineText, lineWidth} from '../../../../source/ui/line-text.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {nowMs} from '../../../builders/objects.ts';
import {aNodeSample, aNodeUsage, aTaskSample, aUsage} from '../../../builders/samples.ts';

const mib = 1_048_576;
const store = aCluster()
  .withManagers(1)
  .withWorkers(1)
  .withService('web', 2, {
    memoryLimitBytes: 100 * mib,
    nanoCpusLimit: 1e9,
    reservation: {nanoCpus: 1e8, memoryBytes: 25 * mib, generic: {}},
    update: {
      state: 'completed',
      message: '',
      isHeld: false,
      isManual: false,
      startedAtMs: nowMs - 300_000,
      completedAtMs: nowMs - 240_000,
    },
  })
  .store();
const tasks = [...store.table('tasks').values()];
const [service] = [...store.table('services').values()];
const web: ObjectRef = {kind: 'service', id: service?.id ?? '', name: 'web'};

/** Ten minutes of two tasks, 20 % and 50 MiB each, and of their nodes. */
const fed = () => {
  const metrics = createMetricsStore();
  for (let atMs = nowMs - 600_000; atMs <= nowMs; atMs += 2_000) {
    const samples = tasks.map(({id, serviceId, nodeId}) =>
      aTaskSample({
        ...{id, serviceId, nodeId: nodeId ?? '', atMs},
        usage: aUsage({cpuPercent: 20, memoryBytes: 50 * mib}),
      }),
    );
    const nodes = [...store.table('nodes').values()].map(({id}) =>
      aNodeSample({id, atMs, usage: aNodeUsage({cpuPercent: 100, cpus: 4})}),
    );
    metrics.take([...samples, ...nodes], atMs);
  }
  return metrics;
};

const page = (
  objects: readonly ObjectRef[],
  view: Partial<ChartView> = {},
  size = {width: 78, height: 20},
  metrics = fed(),
) =>
  metricsPage({
    of: {objects},
    view: {...freshChart, ...view},
    sources: {store, metrics},
    journal,
    ...size,
    nowMs,
  });
const journal = [
  {
    id: 'r1',
    startedMs: nowMs - 310_000,
    title: 'update web',
    object: 'web',
    result: 'done',
    level: 'ok' as const,
    message: '',
    durationMs: 1,
    who: 'ann',
    context: 'prod',
  },
];
const textOf = (...args: Parameters<typeof page>) =>
  page(...args)
    .lines.map(lineText)
    .join('\n');

describe('a page of charts', () => {
  it.each([
    [78, 20],
    [118, 34],
    [198, 54],
    [40, 8],
  ])('fills %i×%i cells and no more', (width, height) => {
    for (const objects of [[], [web], [web, {kind: 'node', id: 'n1', name: 'node-1'} as const]]) {
      for (const isSplit of [false, true]) {
        const {lines} = page(objects, {isSplit}, {width, height});
        expect(lines.length).toBeLessThanOrEqual(height);
        for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });

  it('adds up the tasks of a service, and draws its limit', () => {
    const text = textOf([web]);
    expect(text).toContain('cpu 40%');
    expect(text).toContain('memory 100MiB');
    expect(text).toContain('limit 200MiB');
    expect(text).toContain('┄┄┄');
  });

  it('tells how what is used stands to the limits and to what is reserved, of all running tasks', () => {
    const text = textOf([web], {}, {width: 198, height: 54});
    expect(text).toContain('limit 200% ┄, 20% of it used · reserved 20%, 200% of it used');
    expect(text).toContain('limit 200MiB ┄, 50% of it used · reserved 50MiB, 200% of it used');
  });

  it('tells no share of a sum that lacks a part', () => {
    const metrics = fed();
    metrics.endTasks(tasks.slice(0, 1).map(({id}) => id));
    const text = textOf([web], {}, {width: 198, height: 54}, metrics);
    expect(text).toContain('limit 200MiB ┄ · reserved 50MiB');
    expect(text).not.toContain('of it used');
  });

  it('draws each task by itself, told apart by letters where there are no colours', () => {
    const text = textOf([web], {isSplit: true});
    expect(text).toMatch(/ A web\.1 +cpu 20%/);
    expect(text).toMatch(/ B web\.2 +cpu 20%/);
  });

  it('tells the values at the cross-hair, and unknown where nothing was known then', () => {
    const known = textOf([web], {cursorMs: nowMs - 60_000});
    expect(known).toContain(' at ');
    expect(known).toContain('cpu 40%');
    expect(known).toContain('│');
    expect(textOf([web], {cursorMs: nowMs - 800_000})).toContain('cpu –');
  });

  it('marks rollouts and actions on the axis of time, and names them', () => {
    const text = textOf([web], {}, {width: 118, height: 34});
    expect(text).toMatch(/◆▲─+▼/);
    expect(text).toContain('rollout of web began');
    expect(text).toContain('rollout of web completed');
    expect(text).toContain('update web (done)');
  });

  it('tells of the whole swarm as a share of what it has', () => {
    const text = textOf([]);
    expect(text).toContain('all nodes');
    expect(text).toMatch(/CPU · of \d+ cores/);
  });

  it('says how figures are got where there are none', () => {
    expect(textOf([web], {}, {width: 78, height: 20}, createMetricsStore())).toContain(':agent deploy');
  });

  it('zooms between five minutes and a day', () => {
    const minutes = (forMs: number) => forMs / 60_000;
    expect(minutes(zoomed(freshChart.forMs, 1))).toBe(5);
    expect(minutes(zoomed(5 * 60_000, 1))).toBe(5);
    expect(minutes(zoomed(720 * 60_000, -1))).toBe(1_440);
    expect(minutes(zoomed(1_440 * 60_000, -1))).toBe(1_440);
    expect(textOf([web], {forMs: 1_440 * 60_000}, {width: 198, height: 54})).toContain('web');
  });
});
