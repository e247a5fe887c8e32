/** How fast the connected engine answers, by the calls that are made anyway. */
export interface Latency {
  /** Median and longest of the latest calls, in milliseconds. */
  readonly medianMs: number;
  readonly longestMs: number;
  readonly calls: number;
  /** When the latest answer came. */
  readonly atMs: number;
}

/** The figures of the latest calls; null without any. */
export function latencyOf(tookMs: readonly number[], atMs: number): Latency | null {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const medianMs = sorted[Math.floor((sorted.length - 1) / 2)];
  const longestMs = sorted.at(-1);
  if (medianMs === undefined || longestMs === undefined) return null;
  return {medianMs, longestMs, calls: sorted.length, atMs};
}
