import type {Change} from '../store/changes.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {Clock} from './clock.ts';

/** Collects changes from all feeds and applies them together, at most once per frame. */
export interface ChangeQueue {
  push(changes: readonly Change[]): void;
  /** Applies what is waiting now, unless it is held. */
  flush(): void;
  /**
   * Applies nothing until it is released, for so long, or until so many objects wait: what comes together is shown
   * together, unless it is too much for one turn of the event loop.
   */
  hold(limitMs: number, limitObjects: number): Hold;
  close(): void;
}

/** What comes is being held back. */
export interface Hold {
  release(): void;
  /** Resolves when it was released, or took too long. */
  readonly over: Promise<void>;
}

/** Nothing is held back. */
export const noHold: Hold = {release: () => undefined, over: Promise.resolve()};

/**
 * A change after a quiet time is applied at once; while changes keep coming they wait for the frame, because applying
 * in batches costs a fraction of applying one by one.
 */
export const createChangeQueue = (store: ClusterStore, clock: Clock, frameMs: number): ChangeQueue => {
  let waiting: Change[] = [];
  let cancelFrame: (() => void) | null = null;
  let cancelTick: (() => void) | null = null;
  let lastFlushMs = Number.NEGATIVE_INFINITY;
  let isClosed = false;
  let held: Hold | null = null;
  let heldLimit = Number.POSITIVE_INFINITY;

  const scheduleTick = () => {
    cancelTick?.();
    if (isClosed) return;
    const due = store.nextTickMs();
    cancelTick = due === null ? null : clock.after(Math.max(0, due - clock.now()), tick);
  };
  const tick = () => {
    cancelTick = null;
    store.tick(clock.now());
    scheduleTick();
  };
  const flush = () => {
    cancelFrame?.();
    cancelFrame = null;
    if (waiting.length === 0 || held !== null) return;
    const changes = waiting;
    waiting = [];
    lastFlushMs = clock.elapsed();
    store.applyChanges(changes, clock.now());
    scheduleTick();
  };

  return {
    push(changes) {
      if (isClosed) return;
      for (const change of changes) waiting.push(change);
      if (held !== null && waiting.reduce((sum, change) => sum + sizeOf(change), 0) > heldLimit)
        held.release();
      if (cancelFrame !== null || waiting.length === 0 || held !== null) return;
      cancelFrame = clock.after(Math.max(0, frameMs - (clock.elapsed() - lastFlushMs)), flush);
    },
    flush,
    hold(limitMs, limitObjects) {
      const {promise: over, resolve} = Promise.withResolvers<void>();
      const release = () => {
        cancelLimit();
        if (held === hold) held = null;
        flush();
        resolve();
      };
      const cancelLimit = clock.after(limitMs, release);
      const hold = {release, over};
      held = hold;
      heldLimit = limitObjects;
      return hold;
    },
    close() {
      held?.release();
      flush();
      isClosed = true;
      cancelTick?.();
      cancelTick = null;
    },
  };
};

const sizeOf = (change: Change): number => ('values' in change ? change.values.length : 0);

/** The same queue for as long as a signal allows: what an engine says after it was left is not believed. */
export const gatedQueue = (queue: ChangeQueue, signal: AbortSignal): ChangeQueue => ({
  ...queue,
  push(changes) {
    if (!signal.aborted) queue.push(changes);
  },
});
