import {naturalCompareKey} from '../domain/natural-key.ts';
import {createSortedList} from '../store/sorted-list.ts';

export interface OrderedRow<Row> {
  readonly key: string;
  readonly row: Row;
  readonly sortKey: string | number;
  readonly nameKey: string;
}

/** Rows in order. A change moves only the rows that it touches; the rest of the order stays as it is. */
export interface RowOrder<Row> {
  readonly count: number;
  /** Rows in scope, whether or not the filter shows them. */
  readonly total: number;
  at(index: number): OrderedRow<Row> | undefined;
  indexOf(key: string): number;
  rebuild(rows: Iterable<Row>): void;
  update(keys: ReadonlySet<string>, get: (key: string) => Row | undefined): void;
}

/** From this share of the rows on, sorting all of them is cheaper than moving each. */
const rebuildShare = 0.25;

export const createRowOrder = <Row>(parts: {
  readonly key: (row: Row) => string;
  readonly name: (row: Row) => string;
  readonly sortKey: (row: Row) => string | number;
  readonly descending: boolean;
  readonly isInScope: (row: Row) => boolean;
  readonly isWanted: (row: Row) => boolean;
}): RowOrder<Row> => {
  const direction = parts.descending ? -1 : 1;
  const list = createSortedList<OrderedRow<Row>>(
    (a, b) =>
      direction * compare(a.sortKey, b.sortKey) || compare(a.nameKey, b.nameKey) || compare(a.key, b.key),
  );
  /** Rows in scope by key; null for those that the filter hides. */
  const known = new Map<string, OrderedRow<Row> | null>();

  const enter = (row: Row): OrderedRow<Row> | null => {
    if (!parts.isInScope(row)) return null;
    const key = parts.key(row);
    const entry = parts.isWanted(row)
      ? {key, row, sortKey: parts.sortKey(row), nameKey: naturalCompareKey(parts.name(row))}
      : null;
    known.set(key, entry);
    return entry;
  };

  const rebuild = (rows: Iterable<Row>) => {
    known.clear();
    const entries: OrderedRow<Row>[] = [];
    for (const row of rows) {
      const entry = enter(row);
      if (entry !== null) entries.push(entry);
    }
    list.rebuild(entries);
  };

  return {
    get count() {
      return list.size;
    },
    get total() {
      return known.size;
    },
    at: index => list.at(index),
    indexOf(key) {
      const entry = known.get(key);
      return entry === null || entry === undefined ? -1 : list.indexOf(entry);
    },
    rebuild,
    update(keys, get) {
      const isWhole = keys.size >= known.size * rebuildShare;
      const fresh: OrderedRow<Row>[] = [];
      for (const key of keys) {
        const before = known.get(key);
        known.delete(key);
        if (before !== null && before !== undefined && !isWhole) list.remove(before);
        const row = get(key);
        const entry = row === undefined ? null : enter(row);
        if (entry !== null) fresh.push(entry);
      }
      if (isWhole) list.rebuild([...known.values()].filter(entry => entry !== null));
      else for (const entry of fresh) list.insert(entry);
    },
  };
};

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
