import type {Clock} from './clock.ts';

/** Runs an action once for a burst of requests with the same key; the earliest wish wins. */
export interface Debouncer {
  after(key: string, delayMs: number, action: () => void): void;
  cancel(key: string): void;
  stop(): void;
}

export const createDebouncer = (clock: Clock): Debouncer => {
  const waiting = new Map<string, {readonly dueMs: number; readonly cancel: () => void}>();
  return {
    after(key, delayMs, action) {
      const dueMs = clock.now() + delayMs;
      const before = waiting.get(key);
      if (before !== undefined && before.dueMs <= dueMs) return;
      before?.cancel();
      const cancel = clock.after(delayMs, () => {
        waiting.delete(key);
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
