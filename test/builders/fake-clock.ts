import type {Clock} from '../../source/feeds/clock.ts';

/** A clock that a test turns by hand. */
export interface FakeClock extends Clock {
  /** Moves on, running what falls due in order, and lets promises settle after each. */
  advance(byMs: number): Promise<void>;
  /** Sets the time of day to another, as an administrator or NTP does; timers go on. */
  setBack(byMs: number): void;
  /** Timers that wait. */
  readonly waiting: number;
}

export const aClock = (startMs = 1_000_000): FakeClock => {
  let nowMs = startMs;
  let setBackMs = 0;
  let serial = 0;
  const timers = new Map<number, {readonly dueMs: number; readonly action: () => void}>();
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    await new Promise(resolve => setImmediate(resolve));
  };
  return {
    now: () => nowMs - setBackMs,
    elapsed: () => nowMs,
    after(delayMs, action) {
      const id = ++serial;
      timers.set(id, {dueMs: nowMs + Math.max(0, delayMs), action});
      return () => timers.delete(id);
    },
    async advance(byMs) {
      const untilMs = nowMs + byMs;
      await settle();
      for (;;) {
        const next = [...timers].sort(([a, x], [b, y]) => x.dueMs - y.dueMs || a - b)[0];
        if (next === undefined || next[1].dueMs > untilMs) break;
        timers.delete(next[0]);
        nowMs = Math.max(nowMs, next[1].dueMs);
        next[1].action();
        await settle();
      }
      nowMs = untilMs;
    },
    setBack(byMs) {
      setBackMs += byMs;
    },
    get waiting() {
      return timers.size;
    },
  };
};
