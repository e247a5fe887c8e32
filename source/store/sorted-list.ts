/** An array kept in order: what is put in or taken out is found by binary search, the rest stays where it is. */
export interface SortedList<Entry> {
  readonly size: number;
  at(index: number): Entry | undefined;
  /** Place of an entry that is in the list; -1 if it is not. */
  indexOf(entry: Entry): number;
  insert(entry: Entry): void;
  remove(entry: Entry): void;
  /** Puts one entry in the place of another that is in the list; only what lies between their places moves. */
  replace(before: Entry, after: Entry): void;
  /** Puts in many at once, in whatever order they come. */
  merge(unsorted: Entry[]): void;
  /** Puts these in the place of everything, in whatever order they come. */
  rebuild(entries: Entry[]): void;
  slice(from?: number, to?: number): Entry[];
}

/** `compare` must tell any two entries apart: 0 means the same entry. */
export function createSortedList<Entry>(compare: (a: Entry, b: Entry) => number): SortedList<Entry> {
  let entries: Entry[] = [];

  /** First place, up to `end`, whose entry does not come before the given one. */
  const placeOf = (entry: Entry, end = entries.length): number => {
    let low = 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = entries[middle];
      if (other !== undefined && compare(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const indexOf = (entry: Entry): number => {
    const place = placeOf(entry);
    const found = entries[place];
    return found !== undefined && compare(found, entry) === 0 ? place : -1;
  };

  return {
    get size() {
      return entries.length;
    },
    at: index => entries[index],
    indexOf,
    insert: entry => void entries.splice(placeOf(entry), 0, entry),
    remove(entry) {
      const place = indexOf(entry);
      if (place >= 0) entries.splice(place, 1);
    },
    replace(before, after) {
      const from = indexOf(before);
      if (from < 0) return;
      const place = placeOf(after);
      // Taking the old entry out moves what is behind it one place forward.
      const to = place > from ? place - 1 : place;
      if (to < from) entries.copyWithin(to + 1, to, from);
      else entries.copyWithin(from, from + 1, to + 1);
      entries[to] = after;
    },
    merge(unsorted) {
      const added = unsorted.sort(compare);
      let end = entries.length;
      // In place and from behind: a new array for each part of a long list would be much to collect.
      for (const more of added) entries.push(more);
      for (let left = added.length; left > 0; left -= 1) {
        const more = added[left - 1];
        if (more === undefined) return;
        const place = placeOf(more, end);
        entries.copyWithin(place + left, place, end);
        entries[place + left - 1] = more;
        end = place;
      }
    },
    rebuild(unsorted) {
      entries = unsorted.sort(compare);
    },
    slice: (from, to) => entries.slice(from, to),
  };
}
