/** Worst last, so that levels compare by their index. */
export const levels = ['ok', 'progress', 'unknown', 'warning', 'critical'] as const;

/** `progress`: on its way and in time. `unknown`: cannot be told, which is never the same as fine. */
export type Level = (typeof levels)[number];

/** A judgement and its reasons, worst reason first. */
export interface Verdict {
  readonly level: Level;
  readonly reasons: readonly string[];
}

/** Places of levels: higher is worse. */
export const severity: Readonly<Record<Level, number>> = {
  ok: 0,
  progress: 1,
  unknown: 2,
  warning: 3,
  critical: 4,
};

/** The worse of two levels. */
export const worse = (a: Level, b: Level): Level => (severity[a] >= severity[b] ? a : b);
