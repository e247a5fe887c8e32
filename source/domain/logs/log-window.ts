/** A stretch of a log around a moment. */
export interface LogWindow {
  readonly atMs: number;
  /** So much before and after. */
  readonly withinMs: number;
}
