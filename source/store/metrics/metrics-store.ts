import type {Metric} from '../../domain/metrics/metric.ts';
import type {MetricSource, NodeUsage, Sample, Usage} from '../../domain/metrics/usage.ts';

/** The figures of a task or node as they are now, with where they come from and when they arrived. */
export interface Current<Figures> {
  readonly usage: Figures;
  readonly source: MetricSource;
  readonly atMs: number;
}

/** Points of one series, oldest first; NaN where nothing was known. */
export interface Points {
  readonly timesMs: Float64Array;
  /** The mean where a point stands for more than one measurement. */
  readonly values: Float64Array;
  /** The largest of what a point stands for. */
  readonly peaks: Float64Array;
}

/** Ids whose figures changed with one intake. */
export interface TouchedMetrics {
  readonly tasks: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

/** What is added up: the tasks of a service, those of a node, all tasks, all nodes. */
export type Whole =
  | {readonly kind: 'service'; readonly id: string}
  | {readonly kind: 'tasks-of-node'; readonly id: string}
  | {readonly kind: 'tasks'}
  | {readonly kind: 'nodes'};

/** The use of all parts that are known, added up. A figure that no part has is null. */
export interface Sum {
  readonly usage: NodeUsage;
  /** How many parts have a figure for it now: fewer than there are means "at least". */
  readonly known: {readonly cpu: number; readonly memory: number};
  /** The worst source of a part, and the oldest arrival. */
  readonly source: MetricSource;
  readonly atMs: number;
}

/** Whose past is asked for. */
export type Subject =
  | {readonly kind: 'task'; readonly id: string}
  | {readonly kind: 'node'; readonly id: string}
  | Whole;

/**
 * What the swarm uses: figures of tasks and nodes with a bounded past, beside the cluster store. Figures are forgotten as
 * soon as they are too old to be believed (three of their own intervals, or when the node is down): nothing frozen is shown.
 */
export interface MetricsStore {
  /** Of a task or node that several sources tell of, the best one that is alive is believed. */
  take(samples: readonly Sample[], nowMs: number): TouchedMetrics;
  /** Forgets what is too old as of `nowMs`; to be called also when nothing arrives. */
  expire(nowMs: number): TouchedMetrics;
  /** Null when nothing can be said as of `nowMs`. */
  task(id: string, nowMs: number): Current<Usage> | null;
  node(id: string, nowMs: number): Current<NodeUsage> | null;
  /** Null when no part is known as of the last intake. */
  sum(of: Whole): Sum | null;
  /** Where the figures of some part come from; null: none is known. Costs nothing, however many there are. */
  sourceOf(of: Whole): MetricSource | null;
  /** The past of one figure, at most `forMs` back. */
  points(of: Subject, metric: Metric, window: {readonly nowMs: number; readonly forMs: number}): Points;
  /** The node is down or gone: what was said of it and of its tasks is no longer so. Their past stays. */
  forgetNode(id: string): TouchedMetrics;
  /** Of tasks that have ended, what they use now; of tasks that are gone, everything. */
  endTasks(ids: Iterable<string>): TouchedMetrics;
  forgetTasks(ids: Iterable<string>): void;
  /** Of nodes and services that are gone, also the past. */
  forgetGone(gone: {readonly nodes: Iterable<string>; readonly services: Iterable<string>}): void;
  onChange(listener: (touched: TouchedMetrics) => void): () => void;
  /** Grows by one with every intake that changed something. */
  readonly version: number;
  /** What is held: tasks and nodes with a past, and the bytes of all pasts. */
  readonly size: {readonly subjects: number; readonly bytes: number};
  /** Forgets everything, as when another swarm is shown. */
  clear(): void;
}
