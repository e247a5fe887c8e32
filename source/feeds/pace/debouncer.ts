import type {Clock} from '../clock.ts';
import {type Allowance, allowanceOfRuns} from './allowance.ts';

/** Runs an action once for a burst of requests with the same key; the earliest wish wins. In a storm it runs seldom. */
export interface Debouncer {
  after(key: string, delayMs: number, action: () => void): void;
  cancel(key: string): void;
  stop(): void;
}

/** `allowanceOf` says how quickly a key may run again. */
export const createDebouncer = (
  clock: Clock,
  allowanceOf: (key: string) => Allowance = allowanceOfRuns,
): Debouncer => {
  const waiting = new Map<string, {readonly dueMs: number; readonly cancel: () => void}>();
  const allowances = new Map<string, Allowance>();
  const allowanceFor = (key: string): Allowance => {
    const allowance = allowances.get(key) ?? allowanceOf(key);
    allowances.set(key, allowance);
    return allowance;
  };

  return {
    after(key, delayMs, action) {
      const now = clock.elapsed();
      const allowance = allowanceFor(key);
      allowance.wished(now);
      const waitMs = Math.max(delayMs, allowance.waitMs(now));
      const dueMs = now + waitMs;
      const before = waiting.get(key);
      if (before !== undefined && before.dueMs <= dueMs) return;
      before?.cancel();
      const cancel = clock.after(waitMs, () => {
        waiting.delete(key);
        allowance.ran(clock.elapsed());
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
