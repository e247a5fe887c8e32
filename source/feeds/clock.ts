/** Time as the feeds see it, so that tests can turn it by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment. Unlike `now` it never jumps when the machine's clock is set, so intervals are measured with it. */
  elapsed(): number;
  /** Calls `action` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, action: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock = (): Clock => ({
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
});

/** Resolves after `delayMs`, or at once when the signal is aborted. */
export const pause = (clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = clock.after(delayMs, done);
    signal.addEventListener('abort', done);
  });

/** A signal that ends with its parent or after some time. */
export interface Limit {
  readonly signal: AbortSignal;
  /** Counts the time anew: something has come. */
  extend(): void;
  /** To be called when what it limits is over, or a listener stays on the parent for as long as that lives. */
  release(): void;
}

/** Unlike `AbortSignal.any` it leaves nothing behind on a parent that lives for days. */
export const limitOf = (parent: AbortSignal, clock: Clock, limitMs: number): Limit => {
  const ending = new AbortController();
  const end = () => ending.abort(parent.reason);
  const arm = () =>
    clock.after(limitMs, () => ending.abort(new DOMException('it took too long', 'TimeoutError')));
  let cancel = arm();
  if (parent.aborted) end();
  else parent.addEventListener('abort', end);
  return {
    signal: ending.signal,
    extend() {
      cancel();
      cancel = arm();
    },
    release() {
      cancel();
      parent.removeEventListener('abort', end);
    },
  };
};

/** Does something that may take so long, and no longer. */
export const within = async <Value>(
  parent: AbortSignal,
  clock: Clock,
  limitMs: number,
  act: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> => {
  const limit = limitOf(parent, clock, limitMs);
  try {
    return await act(limit.signal);
  } finally {
    limit.release();
  }
};
