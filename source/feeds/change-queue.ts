import type {Change} from '../store/changes.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {Clock} from './clock.ts';

/** Collects changes from all feeds and applies them together, at most once per frame. */
export interface ChangeQueue {
  push(changes: readonly Change[]): void;
  /** Applies what is waiting now. */
  flush(): void;
  close(): void;
}

/**
 * A change after a quiet time is applied at once; while changes keep coming they wait for the frame, because applying
 * in batches costs a fraction of applying one by one.
 */
export const createChangeQueue = (store: ClusterStore, clock: Clock, frameMs: number): ChangeQueue => {
  let waiting: Change[] = [];
  let cancelFrame: (() => void) | null = null;
  let cancelTick: (() => void) | null = null;
  let lastFlushMs = Number.NEGATIVE_INFINITY;

  const scheduleTick = () => {
    cancelTick?.();
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
    if (waiting.length === 0) return;
    const changes = waiting;
    waiting = [];
    lastFlushMs = clock.now();
    store.applyChanges(changes, lastFlushMs);
    scheduleTick();
  };

  return {
    push(changes) {
      for (const change of changes) waiting.push(change);
      if (cancelFrame !== null || waiting.length === 0) return;
      cancelFrame = clock.after(Math.max(0, frameMs - (clock.now() - lastFlushMs)), flush);
    },
    flush,
    close() {
      flush();
      cancelTick?.();
      cancelTick = null;
    },
  };
};
