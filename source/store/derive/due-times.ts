/** What is to be judged anew when: a heap, so that neither setting nor asking grows with the number of things waiting. */
export interface DueTimes {
  /** Null: never. */
  set(key: string, dueMs: number | null): void;
  readonly nextMs: number | null;
  /** Takes out everything due by then. */
  take(nowMs: number): readonly string[];
  clear(): void;
}

interface Entry {
  readonly key: string;
  readonly dueMs: number;
}

export function createDueTimes(): DueTimes {
  const due = new Map<string, number>();
  // Entries that were overtaken by a later `set` stay until they come to the top.
  let heap: Entry[] = [];

  const isValid = (entry: Entry): boolean => due.get(entry.key) === entry.dueMs;
  const dropOvertaken = () => {
    while (heap[0] !== undefined && !isValid(heap[0])) pop(heap);
  };
  const compact = () => {
    if (heap.length < 64 + 4 * due.size) return;
    heap = [...due].map(([key, dueMs]) => ({key, dueMs})).sort((a, b) => a.dueMs - b.dueMs);
  };

  return {
    set(key, dueMs) {
      if (dueMs === null) {
        due.delete(key);
        return;
      }
      if (due.get(key) === dueMs) return;
      due.set(key, dueMs);
      push(heap, {key, dueMs});
      compact();
    },
    get nextMs() {
      dropOvertaken();
      return heap[0]?.dueMs ?? null;
    },
    take(nowMs) {
      const keys: string[] = [];
      for (dropOvertaken(); heap[0] !== undefined && heap[0].dueMs <= nowMs; dropOvertaken()) {
        keys.push(heap[0].key);
        due.delete(heap[0].key);
      }
      return keys;
    },
    clear() {
      due.clear();
      heap = [];
    },
  };
}

const dueOf = (heap: readonly Entry[], index: number): number =>
  heap[index]?.dueMs ?? Number.POSITIVE_INFINITY;

function swap(heap: Entry[], a: number, b: number): void {
  const [first, second] = [heap[a], heap[b]];
  if (first === undefined || second === undefined) return;
  heap[a] = second;
  heap[b] = first;
}

function push(heap: Entry[], entry: Entry): void {
  let index = heap.push(entry) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (dueOf(heap, parent) <= entry.dueMs) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const child = dueOf(heap, left + 1) < dueOf(heap, left) ? left + 1 : left;
    if (dueOf(heap, child) >= last.dueMs) return;
    swap(heap, index, child);
    index = child;
  }
}
