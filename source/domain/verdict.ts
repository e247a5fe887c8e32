/** Worst last, so that levels compare by their index. */
export const levels = ['ok', 'progress', 'unknown', 'warning', 'critical'] as const;

/** `progress`: on its way and in time. `unknown`: cannot be told, which is never the same as fine. */
export type Level = (typeof levels)[number];

/** A judgement and its reasons, worst reason first. */
export interface Verdict {
  readonly level: Level;
  readonly reasons: readonly string[];
}
