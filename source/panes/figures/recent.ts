import type {Metric} from '../../domain/metrics/metric.ts';
import type {MetricsStore, Points, Subject} from '../../store/metrics/metrics-store.ts';

/** Steps of time up to now. */
interface Steps {
  readonly nowMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** The newest of a figure, oldest first, each the mean of a step, of several subjects together; NaN where nothing was known. */
export const recent = (
  subjects: readonly Subject[],
  metric: Metric,
  metrics: MetricsStore,
  steps: Steps,
): readonly number[] => {
  const window = {nowMs: steps.nowMs, forMs: steps.count * steps.stepMs};
  const each = subjects.map(subject => means(metrics.points(subject, metric, window), steps));
  const values = Array.from({length: steps.count}, (_, step) => {
    const known = each.flatMap(values => knownIn(values[step]));
    return known.length === 0 ? Number.NaN : known.reduce((total, value) => total + value, 0);
  });
  // A step that has just begun has no measurement yet; until then what was goes on.
  const [before, newest] = values.slice(-2);
  return before !== undefined && Number.isNaN(newest) ? [...values.slice(0, -1), before] : values;
};

const knownIn = (value: number | undefined): readonly number[] =>
  value === undefined || Number.isNaN(value) ? [] : [value];

/** Steps stand still between two of them: a figure moves one cell to the left, and does not flow. */
const means = ({timesMs, values}: Points, {nowMs, stepMs, count}: Steps): readonly number[] => {
  const first = Math.floor(nowMs / stepMs) + 1 - count;
  const sums = new Float64Array(count);
  const known = new Int32Array(count);
  for (const [index, value] of values.entries()) {
    const step = Math.floor((timesMs[index] ?? 0) / stepMs) - first;
    if (step < 0 || step >= count || Number.isNaN(value)) continue;
    sums[step] = (sums[step] ?? 0) + value;
    known[step] = (known[step] ?? 0) + 1;
  }
  return Array.from(sums, (sum, step) => sum / (known[step] ?? 0));
};
