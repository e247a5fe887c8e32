import type {NodeUsage, Sample, Usage} from '../../source/domain/metrics/usage.ts';

export const aUsage = (changes: Partial<Usage> = {}): Usage => ({
  cpuPercent: 10,
  memoryBytes: 1_000,
  memoryLimitBytes: 10_000,
  receivedRate: 1,
  sentRate: 2,
  readRate: 3,
  writtenRate: 4,
  ...changes,
});

export const aNodeUsage = (changes: Partial<NodeUsage> = {}): NodeUsage => ({
  ...aUsage(),
  cpus: 4,
  load: 0.5,
  diskBytes: 100,
  diskLimitBytes: 1_000,
  ...changes,
});

type TaskSample = Extract<Sample, {kind: 'task'}>;
type NodeSample = Extract<Sample, {kind: 'node'}>;

export const aTaskSample = (changes: Partial<TaskSample> = {}): TaskSample => ({
  kind: 'task',
  id: 't1',
  serviceId: 's1',
  nodeId: 'n1',
  atMs: 0,
  source: 'agent',
  usage: aUsage(),
  ...changes,
});

export const aNodeSample = (changes: Partial<NodeSample> = {}): NodeSample => ({
  kind: 'node',
  id: 'n1',
  atMs: 0,
  source: 'agent',
  usage: aNodeUsage(),
  ...changes,
});
