import type {Table} from '../cluster-store.ts';
import {isSame} from '../same.ts';

/** Rows made from the tables. A row that comes out the same keeps its reference and was not touched. */
export interface DerivedTable<Row> extends Table<Row> {
  /** Undefined: there is no such row any more. Tells whether anything changed. */
  set(id: string, row: Row | undefined): boolean;
}

export function createDerivedTable<Row>(
  onChange: (id: string, before: Row | undefined, after: Row | undefined) => void,
): DerivedTable<Row> {
  const rows = new Map<string, Row>();
  return {
    get size() {
      return rows.size;
    },
    get: id => rows.get(id),
    values: () => rows.values(),
    set(id, row) {
      const before = rows.get(id);
      if (isSame(before, row)) return false;
      if (row === undefined) rows.delete(id);
      else rows.set(id, row);
      onChange(id, before, row);
      return true;
    },
  };
}
