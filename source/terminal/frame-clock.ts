/** Timers as the frame clock needs them; a test passes its own. */
export interface Timers {
  now(): number;
  /** Returns a function that cancels. */
  after(delayMs: number, run: () => void): () => void;
}

/** The process's own timers. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Brings background changes together: whatever is scheduled within one frame runs together, once. */
export interface FrameClock {
  /** Runs the task with the next frame; the same function scheduled twice runs once. */
  schedule(task: () => void): void;
  /** Runs what waits, now. Called when a key is answered, so that a key never waits for a frame. */
  flush(): void;
  /** Forgets what waits. */
  stop(): void;
}

/**
 * A clock that ticks only while something waits: at rest there is no timer. `intervalMs` is the shortest time between
 * two frames, asked for each; `onFrame` is called before the tasks of one run.
 */
export function createFrameClock(
  intervalMs: () => number,
  timers: Timers,
  onFrame: () => void = () => {},
): FrameClock {
  const waiting = new Set<() => void>();
  let lastFrameMs = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;

  const runAll = () => {
    cancel?.();
    cancel = null;
    if (waiting.size === 0) return;
    lastFrameMs = timers.now();
    const tasks = [...waiting];
    waiting.clear();
    onFrame();
    for (const task of tasks) task();
  };

  return {
    schedule(task) {
      waiting.add(task);
      const due = Math.max(0, lastFrameMs + intervalMs() - timers.now());
      cancel ??= timers.after(due, runAll);
    },
    flush: runAll,
    stop() {
      waiting.clear();
      cancel?.();
      cancel = null;
    },
  };
}
