/** One thing to do at a moment. Equal moments keep the order in which they were asked for. */
interface Timer {
  readonly dueMs: number;
  readonly serial: number;
  /** Null once cancelled: it is dropped when it reaches the top. */
  run: (() => void) | null;
}

/** A heap of timers: a hundred thousand tasks may wait for something at once. */
export interface TimerQueue {
  add(dueMs: number, run: () => void): Timer;
  /** When the next one is due; null for none. */
  nextDueMs(): number | null;
  /** Takes the next one that is due by then. */
  takeDue(nowMs: number): Timer | null;
}

export const createTimerQueue = (): TimerQueue => {
  const heap: Timer[] = [];
  let serial = 0;

  const dropCancelled = () => {
    while (heap[0] !== undefined && heap[0].run === null) takeTop(heap);
  };

  return {
    add(dueMs, run) {
      serial += 1;
      const timer = {dueMs, serial, run};
      heap.push(timer);
      siftUp(heap);
      return timer;
    },
    nextDueMs() {
      dropCancelled();
      return heap[0]?.dueMs ?? null;
    },
    takeDue(nowMs) {
      dropCancelled();
      const next = heap[0];
      if (next === undefined || next.dueMs > nowMs) return null;
      return takeTop(heap);
    },
  };
};

const isBefore = (a: Timer, b: Timer) => (a.dueMs === b.dueMs ? a.serial < b.serial : a.dueMs < b.dueMs);

const siftUp = (heap: Timer[]) => {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfBefore(heap, at, parent)) return;
    at = parent;
  }
};

const takeTop = (heap: Timer[]): Timer | null => {
  const top = heap[0] ?? null;
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const smaller = isSmaller(heap, left + 1, left) ? left + 1 : left;
    if (smaller >= heap.length || !swapIfBefore(heap, smaller, at)) return top;
    at = smaller;
  }
};

const isSmaller = (heap: readonly Timer[], a: number, b: number) => {
  const [left, right] = [heap[a], heap[b]];
  return left !== undefined && right !== undefined && isBefore(left, right);
};

const swapIfBefore = (heap: Timer[], lower: number, upper: number): boolean => {
  const [below, above] = [heap[lower], heap[upper]];
  if (below === undefined || above === undefined || !isBefore(below, above)) return false;
  heap[lower] = above;
  heap[upper] = below;
  return true;
};
