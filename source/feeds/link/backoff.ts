/** Delays that double from `firstMs` to `capMs`, each shortened by up to `jitter` (0–1) so that clients spread out. */
export interface Backoff {
  /** The next delay in milliseconds. */
  next(): number;
  reset(): void;
  /** Delays handed out since the last reset. */
  readonly attempts: number;
}

export const createBackoff = (
  {firstMs, capMs, jitter}: {readonly firstMs: number; readonly capMs: number; readonly jitter: number},
  random: () => number,
): Backoff => {
  let attempts = 0;
  return {
    next() {
      const full = Math.min(capMs, firstMs * 2 ** Math.min(attempts, 30));
      attempts += 1;
      return Math.round(full * (1 - jitter * random()));
    },
    reset() {
      attempts = 0;
    },
    get attempts() {
      return attempts;
    },
  };
};
