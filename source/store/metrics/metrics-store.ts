import type {MetricSource, NodeUsage, Sample, Usage} from '../../domain/metrics/usage.ts';

/** The figures of a task or node as they are now, with where they come from and when they arrived. */
export interface Current<Figures> {
  readonly usage: Figures;
  readonly source: MetricSource;
  readonly atMs: number;
}

/** What is kept over time. */
export type Metric =
  | 'cpuPercent'
  | 'memoryBytes'
  | 'receivedRate'
  | 'sentRate'
  | 'readRate'
  | 'writtenRate'
  | 'load'
  | 'diskBytes';

/** Points of one series, oldest first; NaN where nothing was known. */
export interface Points {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** Ids whose figures changed with one intake. */
export interface TouchedMetrics {
  readonly tasks: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
}

/**
 * What the swarm uses: figures of tasks and nodes with a bounded past, beside the cluster store. Figures are forgotten as
 * soon as they are too old to be believed (three of their own intervals, or when the node is down): nothing frozen is shown.
 */
export interface MetricsStore {
  take(samples: readonly Sample[], nowMs: number): TouchedMetrics;
  /** Null when nothing can be said as of `nowMs`. */
  task(id: string, nowMs: number): Current<Usage> | null;
  node(id: string, nowMs: number): Current<NodeUsage> | null;
  /** The past of one figure, at most `forMs` back. */
  points(
    of: {readonly kind: 'task' | 'node'; readonly id: string},
    metric: Metric,
    window: {readonly nowMs: number; readonly forMs: number},
  ): Points;
  /** The node is down or gone: what was said of it and of its tasks is no longer so. */
  forgetNode(id: string): TouchedMetrics;
  /** Of tasks that are gone. */
  forgetTasks(ids: Iterable<string>): void;
  onChange(listener: (touched: TouchedMetrics) => void): () => void;
  /** Grows by one with every intake that changed something. */
  readonly version: number;
}
