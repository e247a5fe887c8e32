import type {Timers} from '../../source/terminal/frame-clock.ts';
import type {Device} from '../../source/terminal/link/device.ts';

/** Timers that a test moves by hand. */
export interface HandTimers extends Timers {
  advance(byMs: number): void;
  readonly waiting: number;
}

export const handTimers = (): HandTimers => {
  let nowMs = 0;
  const timers = new Set<{readonly dueMs: number; readonly run: () => void}>();
  return {
    now: () => nowMs,
    after(delayMs, run) {
      const timer = {dueMs: nowMs + delayMs, run};
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(byMs) {
      const endMs = nowMs + byMs;
      for (;;) {
        const [next] = [...timers].filter(({dueMs}) => dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs);
        if (next === undefined) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.run();
      }
      nowMs = endMs;
    },
    get waiting() {
      return timers.size;
    },
  };
};

/** A terminal behind a buffer that holds so much and is emptied at a rate, both as a pty on a slow line has them. */
export interface SlowTerminal extends Device {
  /** Everything that was taken, in order. */
  text(): string;
  /** Bytes taken and not yet carried off. */
  held(): number;
  setRate(bytesPerMs: number): void;
  /** From now on writing throws. */
  hangUp(): void;
  readonly isClosed: boolean;
}

export const aSlowTerminal = (
  timers: HandTimers,
  {bytesPerMs, capacity}: {readonly bytesPerMs: number; readonly capacity: number},
): SlowTerminal => {
  const taken: Uint8Array[] = [];
  const state = {held: 0, atMs: 0, rate: bytesPerMs, isFull: false, isGone: false, isClosed: false};
  const flow = () => {
    state.held = Math.max(0, state.held - state.rate * (timers.now() - state.atMs));
    state.atMs = timers.now();
  };
  const write = (bytes: Uint8Array): number => {
    if (state.isGone) throw new Error('EIO');
    flow();
    const count = Math.min(bytes.length, Math.floor(capacity - state.held));
    taken.push(bytes.slice(0, count));
    state.held += count;
    state.isFull = count < bytes.length;
    return count;
  };
  return {
    get isFull() {
      return state.isFull;
    },
    get isClosed() {
      return state.isClosed;
    },
    write,
    whenReady: run =>
      timers.after(5, () => {
        state.isFull = false;
        run();
      }),
    writeNow(bytes, patienceMs) {
      let rest = bytes;
      for (let spentMs = 0; ; spentMs += 5) {
        rest = rest.subarray(write(rest));
        if (rest.length === 0) return true;
        if (spentMs >= patienceMs) return false;
        timers.advance(5);
      }
    },
    close() {
      state.isClosed = true;
    },
    text: () => Buffer.concat(taken).toString(),
    held() {
      flow();
      return state.held;
    },
    setRate(rate) {
      flow();
      state.rate = rate;
    },
    hangUp() {
      state.isGone = true;
    },
  };
};
