/** Numbers in ascending order that grow at the end and shrink at the front; a million of them take 8 MB. */
export interface NumberList {
  readonly length: number;
  at(index: number): number;
  /** Puts a number in its place, once; most come in order. */
  add(value: number): void;
  /** Forgets those below a number. */
  dropBelow(value: number): void;
  /** How many are below a number. */
  countBelow(value: number): number;
  clear(): void;
}

const firstRoom = 1_024;

export const createNumberList = (): NumberList => {
  let values = new Float64Array(firstRoom);
  let from = 0;
  let to = 0;
  const countBelow = (value: number): number => {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low - from;
  };
  const makeRoom = () => {
    const kept = values.subarray(from, to);
    const next = new Float64Array(Math.max(firstRoom, kept.length * 2));
    next.set(kept);
    values = next;
    to -= from;
    from = 0;
  };
  return {
    get length() {
      return to - from;
    },
    at: index => values[from + index] ?? -1,
    add(value) {
      const last = values[to - 1];
      const place = to === from || (last !== undefined && last < value) ? to : from + countBelow(value);
      if (place < to && values[place] === value) return;
      const moved = to - place;
      if (to === values.length) makeRoom();
      values.copyWithin(to - moved + 1, to - moved, to);
      values[to - moved] = value;
      to += 1;
    },
    dropBelow(value) {
      from += countBelow(value);
    },
    countBelow,
    clear() {
      from = 0;
      to = 0;
    },
  };
};
