import type {TimelineSpan} from './timeline-store.ts';

/** Shorter ones are what passes between two consoles, or between the signs of life of one. */
const shortestGapMs = 15_000;

/** What no span covers within a stretch, from the first span on. */
export const gapsBetween = (
  spans: readonly TimelineSpan[],
  {fromMs, toMs}: TimelineSpan,
): readonly TimelineSpan[] => {
  const sorted = [...spans].sort((a, b) => a.fromMs - b.fromMs);
  const gaps: TimelineSpan[] = [];
  let coveredMs: number | null = null;
  for (const span of sorted) {
    if (coveredMs !== null && span.fromMs - coveredMs >= shortestGapMs)
      gaps.push({fromMs: coveredMs, toMs: span.fromMs});
    coveredMs = Math.max(coveredMs ?? span.toMs, span.toMs);
  }
  if (coveredMs !== null && toMs - coveredMs >= shortestGapMs) gaps.push({fromMs: coveredMs, toMs});
  return gaps.filter(gap => gap.toMs > fromMs && gap.fromMs < toMs);
};
