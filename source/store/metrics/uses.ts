import {type MetricSource, metricSources, type NodeUsage, type Usage} from '../../domain/metrics/usage.ts';
import type {NodeSummary, ServiceSummary, StackSummary, TaskSummary} from '../../domain/summaries.ts';
import {hasEnded} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../cluster-store.ts';
import type {MetricsStore, Subject, Sum} from './metrics-store.ts';

/** What figures are read from. */
export interface FigureSources {
  readonly store: ClusterStore;
  readonly metrics: MetricsStore;
}

/** What something uses now, and how far that can be believed. */
export interface Use {
  /** 100 is one core; null where nothing is known. */
  readonly cpuPercent: number | null;
  readonly memoryBytes: number | null;
  /** Some parts are not known: it uses at least so much. */
  readonly isCpuPart: boolean;
  readonly isMemoryPart: boolean;
  /** What there is to use: of a node its cores and memory, of a service its limits. Null: there is no limit of its own. */
  readonly cpuLimitPercent: number | null;
  readonly memoryLimitBytes: number | null;
  /** The limit that applies: its own, else what its node has; null where that is not one number. */
  readonly appliedLimitBytes: number | null;
  readonly source: MetricSource;
  readonly atMs: number;
  /** Whose pasts are added up to its own. */
  readonly subjects: readonly Subject[];
}

type PartOfUse = Pick<Use, 'isCpuPart' | 'isMemoryPart' | 'cpuLimitPercent' | 'memoryLimitBytes'>;
type Told = {readonly usage: Usage | NodeUsage; readonly source: MetricSource; readonly atMs: number};

const asUse = (figures: Told, part: PartOfUse, ...subjects: readonly Subject[]): Use => ({
  appliedLimitBytes: part.memoryLimitBytes,
  cpuPercent: figures.usage.cpuPercent,
  memoryBytes: figures.usage.memoryBytes,
  ...part,
  source: figures.source,
  atMs: figures.atMs,
  subjects,
});

const whole: PartOfUse = {
  isCpuPart: false,
  isMemoryPart: false,
  cpuLimitPercent: null,
  memoryLimitBytes: null,
};

const partly = (sum: Sum, of: number) => ({
  isCpuPart: sum.known.cpu < of,
  isMemoryPart: sum.known.memory < of,
});

/** Null where nothing can be said. */
export const taskUse = (row: TaskSummary, {metrics, store}: FigureSources, nowMs: number): Use | null => {
  const {id, serviceId} = row.task;
  const figures = hasEnded(row.task) ? null : metrics.task(id, nowMs);
  if (figures === null) return null;
  const {memoryLimitBytes = 0, nanoCpusLimit = 0} = store.table('services').get(serviceId) ?? {};
  const limits = {
    memoryLimitBytes: memoryLimitBytes > 0 ? memoryLimitBytes : null,
    cpuLimitPercent: nanoCpusLimit > 0 ? nanoCpusLimit / 1e7 : null,
  };
  const use = asUse(figures, {...whole, ...limits}, {kind: 'task', id});
  return {...use, appliedLimitBytes: figures.usage.memoryLimitBytes};
};

export const serviceUse = (row: ServiceSummary, {metrics}: FigureSources): Use | null => {
  const {id, memoryLimitBytes, nanoCpusLimit} = row.service;
  const of = {kind: 'service', id} as const;
  const sum = metrics.sum(of);
  if (sum === null) return null;
  const limits = {
    memoryLimitBytes: memoryLimitBytes > 0 ? memoryLimitBytes * sum.known.memory : null,
    cpuLimitPercent: nanoCpusLimit > 0 ? (nanoCpusLimit / 1e7) * sum.known.cpu : null,
  };
  return asUse(sum, {...whole, ...partly(sum, row.replicas.running), ...limits}, of);
};

/** What the machine tells of itself; else what its tasks use, which is less than the whole. */
export const nodeUse = ({node}: NodeSummary, {metrics}: FigureSources, nowMs: number): Use | null => {
  const limits = {
    cpuLimitPercent: node.nanoCpus > 0 ? node.nanoCpus / 1e7 : null,
    memoryLimitBytes: node.memoryBytes > 0 ? node.memoryBytes : null,
  };
  const own = metrics.node(node.id, nowMs);
  if (own !== null) return asUse(own, {...whole, ...limits}, {kind: 'node', id: node.id});
  const of = {kind: 'tasks-of-node', id: node.id} as const;
  const sum = metrics.sum(of);
  return sum === null ? null : asUse(sum, {isCpuPart: true, isMemoryPart: true, ...limits}, of);
};

export const stackUse = (row: StackSummary, {store, metrics}: FigureSources): Use | null => {
  const ids = [...store.serviceIdsOfStack(row.name)];
  const sums = ids.flatMap(id => metrics.sum({kind: 'service', id}) ?? []);
  if (sums.length === 0) return null;
  const total = (figure: 'cpuPercent' | 'memoryBytes') =>
    sums.reduce<number | null>((all, {usage}) => added(all, usage[figure]), null);
  const known = (figure: 'cpu' | 'memory') => sums.reduce((all, sum) => all + sum.known[figure], 0);
  return {
    ...whole,
    cpuPercent: total('cpuPercent'),
    memoryBytes: total('memoryBytes'),
    isCpuPart: known('cpu') < row.tasksRunning,
    isMemoryPart: known('memory') < row.tasksRunning,
    appliedLimitBytes: null,
    source: worstSource(sums.map(({source}) => source)),
    atMs: Math.min(...sums.map(({atMs}) => atMs)),
    subjects: ids.map(id => ({kind: 'service', id})),
  };
};

/** All nodes that tell of themselves, with what they have; of the others nothing is known. */
export const nodesUse = ({store, metrics}: FigureSources): (Use & {readonly nodes: number}) | null => {
  const of = {kind: 'nodes'} as const;
  const sum = metrics.sum(of);
  if (sum === null) return null;
  const {cpus, memoryLimitBytes} = sum.usage;
  const limits = {cpuLimitPercent: cpus === null ? null : cpus * 100, memoryLimitBytes};
  const ready = store.totals.nodes.ready;
  return {...asUse(sum, {...whole, ...partly(sum, ready), ...limits}, of), nodes: sum.known.memory};
};

const added = (a: number | null, b: number | null): number | null => {
  if (a === null || b === null) return a ?? b;
  return a + b;
};

const worstSource = (sources: readonly MetricSource[]): MetricSource =>
  metricSources.findLast(source => sources.includes(source)) ?? 'agent';
