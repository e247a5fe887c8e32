import {createTimerQueue} from './timer-queue.ts';

/** Time as the simulated swarm knows it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Runs something once, so much later; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** A clock that only moves when told to. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due in order; equal moments run in the order in which they were asked for. */
  advance(byMs: number): void;
}

export const manualClock = (startMs = Date.UTC(2026, 0, 1)): ManualClock => {
  const queue = createTimerQueue();
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const timer = queue.add(nowMs + Math.max(0, delayMs), run);
      return () => {
        timer.run = null;
      };
    },
    advance(byMs) {
      const untilMs = nowMs + byMs;
      for (let timer = queue.takeDue(untilMs); timer !== null; timer = queue.takeDue(untilMs)) {
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.run?.();
      }
      nowMs = untilMs;
    },
  };
};

export interface RealClock extends Clock {
  /** Drops all that waits, so that the process can end. */
  close(): void;
}

/** The machine's time, so many times as fast. One timer of the machine serves all that wait. */
export const realClock = (speed = 1): RealClock => {
  const queue = createTimerQueue();
  const startMs = Date.now();
  const started = performance.now();
  const nowMs = () => startMs + (performance.now() - started) * speed;
  let armed: {readonly dueMs: number; readonly timeout: NodeJS.Timeout} | null = null;
  let isClosed = false;

  const arm = () => {
    const dueMs = queue.nextDueMs();
    if (dueMs === null || isClosed) return;
    if (armed !== null && armed.dueMs <= dueMs) return;
    if (armed !== null) clearTimeout(armed.timeout);
    const delayMs = Math.min(maxDelayMs, Math.max(0, (dueMs - nowMs()) / speed));
    armed = {dueMs, timeout: setTimeout(runDue, delayMs)};
  };

  const runDue = () => {
    armed = null;
    const untilMs = nowMs();
    const mustYieldAt = performance.now() + sliceMs;
    for (let timer = queue.takeDue(untilMs); timer !== null; timer = queue.takeDue(untilMs)) {
      timer.run?.();
      if (performance.now() > mustYieldAt) break;
    }
    arm();
  };

  return {
    nowMs,
    after(delayMs, run) {
      const timer = queue.add(nowMs() + Math.max(0, delayMs), run);
      arm();
      return () => {
        timer.run = null;
      };
    },
    close() {
      isClosed = true;
      if (armed !== null) clearTimeout(armed.timeout);
    },
  };
};

/** The longest that `setTimeout` can wait. */
const maxDelayMs = 2 ** 31 - 1;
/** So long may timers run before sockets get their turn. */
const sliceMs = 20;
