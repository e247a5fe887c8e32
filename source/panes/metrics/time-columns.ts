import type {HistoryPoints} from '../../domain/metrics/history.ts';
import type {Metric} from '../../domain/metrics/metric.ts';
import type {MetricsStore, Points, Subject} from '../../store/metrics/metrics-store.ts';

/** The columns of a chart: equal stretches of time, the last of which ends now. */
export interface TimeColumns {
  readonly nowMs: number;
  readonly forMs: number;
  readonly count: number;
}

/** What somebody else has kept of the time before our own; null: nobody has, or it has not come yet. */
export type OlderPast = (of: Subject, metric: Metric, columns: TimeColumns) => HistoryPoints | null;

/** When a column begins. */
export const columnStartMs = ({nowMs, forMs, count}: TimeColumns, column: number): number =>
  nowMs - forMs + (column * forMs) / count;

/** The column of a moment; outside of the chart one that it does not have. */
export const columnOf = ({nowMs, forMs, count}: TimeColumns, atMs: number): number =>
  Math.floor(((atMs - (nowMs - forMs)) / forMs) * count);

/** A point stands until the next one is due: two seconds after it, or a minute where only minutes are kept. */
const longestStandMs = 90_000;
const shortestStandMs = 2_000;

/** A figure by columns, each the peak of its time, of several subjects together; NaN where nothing was known. */
export const inColumns = (
  subjects: readonly Subject[],
  metric: Metric,
  metrics: MetricsStore,
  columns: TimeColumns,
  older: OlderPast = () => null,
): readonly number[] => {
  const totals = new Array<number>(columns.count).fill(Number.NaN);
  for (const subject of subjects) {
    const values = peaks(metrics.points(subject, metric, columns), columns);
    fillOlder(values, columns, () => older(subject, metric, columns));
    for (const [column, value] of values.entries()) {
      const before = totals[column] ?? Number.NaN;
      if (!Number.isNaN(value)) totals[column] = Number.isNaN(before) ? value : before + value;
    }
  }
  return totals;
};

/** Our own figures are finer and newer: only what lies before the first of them is filled. */
const fillOlder = (values: Float64Array, columns: TimeColumns, ask: () => HistoryPoints | null): void => {
  const own = values.findIndex(value => !Number.isNaN(value));
  const end = own < 0 ? values.length : own;
  const told = end <= 1 ? null : ask();
  if (told === null) return;
  const stepMs = (told.timesMs[1] ?? 0) - (told.timesMs[0] ?? 0);
  for (let column = 0; column < end; column += 1) {
    const index = Math.round(
      (columnStartMs(columns, column + 0.5) - (told.timesMs[0] ?? 0)) / Math.max(1, stepMs),
    );
    values[column] = told.values[index] ?? Number.NaN;
  }
};

const peaks = (points: Points, columns: TimeColumns): Float64Array => {
  const values = new Float64Array(columns.count).fill(Number.NaN);
  for (const [index, peak] of points.peaks.entries()) {
    if (Number.isNaN(peak)) continue;
    const atMs = points.timesMs[index] ?? 0;
    const first = Math.max(0, columnOf(columns, atMs));
    const last = Math.min(columns.count - 1, columnOf(columns, atMs + standMs(points, index)));
    for (let column = first; column <= last; column += 1) {
      const before = values[column] ?? Number.NaN;
      // Only in its own column does a point vie with others; beyond it, it fills what nobody tells of.
      if (Number.isNaN(before) || (column === first && peak > before)) values[column] = peak;
    }
  }
  return values;
};

const standMs = ({timesMs}: Points, index: number): number => {
  const next = timesMs[index + 1];
  const before = timesMs[index - 1];
  const at = timesMs[index] ?? 0;
  const step = next !== undefined ? next - at : before !== undefined ? at - before : shortestStandMs;
  // Just short of the next one, whose column it must not reach into.
  return Math.max(shortestStandMs, Math.min(longestStandMs, step)) - 1;
};
