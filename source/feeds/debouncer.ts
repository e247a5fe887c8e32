import type {Clock} from './clock.ts';

/** Runs an action once for a burst of requests with the same key; the earliest wish wins. In a storm it runs seldom. */
export interface Debouncer {
  after(key: string, delayMs: number, action: () => void): void;
  cancel(key: string): void;
  stop(): void;
}

/** So many runs of a key may follow each other quickly … */
const spareRuns = 5;
/** … and one more after each such time: a thousand events a second cost two requests a second. */
const runEveryMs = 500;

export const createDebouncer = (clock: Clock): Debouncer => {
  const waiting = new Map<string, {readonly dueMs: number; readonly cancel: () => void}>();
  /** By key, when all its runs will have been regained. */
  const regained = new Map<string, number>();

  /** How long a key that has used up its runs must wait. */
  const waitOf = (key: string, now: number): number =>
    Math.max(0, (regained.get(key) ?? 0) - now - (spareRuns - 1) * runEveryMs);
  const spend = (key: string) => {
    const now = clock.elapsed();
    regained.set(key, Math.max(now, regained.get(key) ?? 0) + runEveryMs);
  };

  return {
    after(key, delayMs, action) {
      const now = clock.elapsed();
      const waitMs = Math.max(delayMs, waitOf(key, now));
      const dueMs = now + waitMs;
      const before = waiting.get(key);
      if (before !== undefined && before.dueMs <= dueMs) return;
      before?.cancel();
      const cancel = clock.after(waitMs, () => {
        waiting.delete(key);
        spend(key);
        action();
      });
      waiting.set(key, {dueMs, cancel});
    },
    cancel(key) {
      waiting.get(key)?.cancel();
      waiting.delete(key);
    },
    stop() {
      for (const {cancel} of waiting.values()) cancel();
      waiting.clear();
    },
  };
};
