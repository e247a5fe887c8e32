import type {Metric} from './metric.ts';

/** Whose past is asked for: an object, or the tasks or nodes together. */
export type HistorySubject =
  | {readonly kind: 'task' | 'service' | 'tasks-of-node'; readonly id: string}
  | {readonly kind: 'node'; readonly id: string}
  | {readonly kind: 'tasks'}
  | {readonly kind: 'nodes'};

/** Points at even steps, oldest first; NaN where nothing is known. */
export interface HistoryPoints {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** The past as another program has kept it. */
export interface History {
  /** Where it comes from, for people. */
  readonly name: string;
  /** Rejects with an error in words where it cannot be had. */
  range(
    of: HistorySubject,
    metric: Metric,
    window: {readonly fromMs: number; readonly toMs: number; readonly stepMs: number},
    signal: AbortSignal,
  ): Promise<HistoryPoints>;
}
