import {describe, expect, it} from 'vitest';
import {createMetricsStore} from '../../../source/store/metrics/create-metrics-store.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nowMs} from '../../builders/objects.ts';
import {aNodeSample, aNodeUsage, aTaskSample, aUsage} from '../../builders/samples.ts';
import {run, snapshotOf} from './command-line.ts';

const store = aCluster().withManagers(1).withWorkers(1).withService('web', 2).store();
const [first, second] = [...store.table('tasks').values()];
const mib = 1_048_576;

const usageOf = (task: typeof first, memoryBytes: number) =>
  aTaskSample({
    id: task?.id ?? '',
    serviceId: task?.serviceId ?? '',
    nodeId: task?.nodeId ?? '',
    atMs: nowMs - 700,
    usage: aUsage({cpuPercent: 12.3456, memoryBytes, memoryLimitBytes: 64 * mib}),
  });

/** Lists as JSON, where agents said so much; the sources that were asked for beside it. */
const listed = async (
  command: string,
  samples: Parameters<ReturnType<typeof createMetricsStore>['take']>[0],
) => {
  const metrics = createMetricsStore();
  metrics.take(samples, nowMs);
  const asked: string[] = [];
  const {out} = await run([command, '--json'], {
    takeSnapshot: async options => {
      asked.push(...options.sources);
      return {...(await snapshotOf(store)(options)), metrics};
    },
  });
  return {rows: JSON.parse(out) as Record<string, unknown>[], asked};
};

const unknown = {
  cpuPercent: null,
  memoryBytes: null,
  memoryLimitBytes: null,
  metricsSource: null,
  metricsAgeMs: null,
};

describe('figures in the JSON of lists', () => {
  it('tell what each task uses, from where, and how old that is', async () => {
    const {rows, asked} = await listed('tasks', [usageOf(first, 5 * mib)]);
    expect(asked).toContain('agents');
    expect(rows.find(row => row['id'] === first?.id)).toMatchObject({
      cpuPercent: 12.35,
      memoryBytes: 5 * mib,
      memoryLimitBytes: 64 * mib,
      metricsSource: 'agent',
      metricsAgeMs: 700,
    });
    expect(rows.find(row => row['id'] === second?.id)).toMatchObject(unknown);
  });

  it('add up the tasks of a service, and know no sum that lacks one', async () => {
    const whole = await listed('services', [usageOf(first, 5 * mib), usageOf(second, 6 * mib)]);
    expect(whole.rows[0]).toMatchObject({cpuPercent: 24.69, memoryBytes: 11 * mib, metricsSource: 'agent'});
    const part = await listed('services', [usageOf(first, 5 * mib)]);
    expect(part.rows[0]).toMatchObject({cpuPercent: null, memoryBytes: null});
  });

  it('tell of nodes by their own word', async () => {
    const [node] = [...store.table('nodes').values()];
    const usage = aNodeUsage({cpuPercent: 150, memoryBytes: 100, memoryLimitBytes: 200});
    const {rows} = await listed('nodes', [aNodeSample({id: node?.id ?? '', atMs: nowMs, usage})]);
    expect(rows.find(row => row['id'] === node?.id)).toMatchObject({cpuPercent: 150, memoryBytes: 100});
    expect(rows.find(row => row['id'] !== node?.id)).toMatchObject(unknown);
  });

  it('are not asked for by tables, which do not show them', async () => {
    let asked: readonly string[] = [];
    await run(['services'], {
      takeSnapshot: options => {
        asked = options.sources;
        return snapshotOf(store)(options);
      },
    });
    expect(asked).not.toContain('agents');
  });
});
