import type {Table} from '../cluster-store.ts';
import {isSame} from '../same.ts';

/** A table that can be written. Every difference, and nothing else, is told to `onChange`. */
export interface StoredTable<Value> extends Table<Value> {
  has(id: string): boolean;
  ids(): IterableIterator<string>;
  /** What the engine says now about one object; an older version than ours has been overtaken and is ignored. */
  put(value: Value): void;
  /** What a list says: believed also where the version is lower, as after a restore from a backup. */
  putListed(value: Value): void;
  remove(id: string): void;
  /** A full list: everything else is gone. */
  replace(values: readonly Value[]): void;
}

export interface TableRules<Value> {
  readonly idOf: (value: Value) => string;
  /** 0 for objects without versions. */
  readonly versionOf: (value: Value) => number;
  /** Called after each difference has been stored. */
  readonly onChange: (id: string, before: Value | undefined, after: Value | undefined) => void;
}

export function createStoredTable<Value>({idOf, versionOf, onChange}: TableRules<Value>): StoredTable<Value> {
  const rows = new Map<string, Value>();

  const write = (id: string, before: Value | undefined, value: Value) => {
    // The counts of a service change without its version, so equal versions alone do not mean equal objects.
    if (before !== undefined && versionOf(before) === versionOf(value) && isSame(before, value)) return;
    rows.set(id, value);
    onChange(id, before, value);
  };
  const putListed = (value: Value) => {
    const id = idOf(value);
    write(id, rows.get(id), value);
  };
  const remove = (id: string) => {
    const before = rows.get(id);
    if (before === undefined) return;
    rows.delete(id);
    onChange(id, before, undefined);
  };

  return {
    get size() {
      return rows.size;
    },
    get: id => rows.get(id),
    has: id => rows.has(id),
    values: () => rows.values(),
    ids: () => rows.keys(),
    put(value) {
      const id = idOf(value);
      const before = rows.get(id);
      if (before === undefined || versionOf(value) >= versionOf(before)) write(id, before, value);
    },
    putListed,
    remove,
    replace(values) {
      const listed = new Set(values.map(idOf));
      for (const id of [...rows.keys()]) if (!listed.has(id)) remove(id);
      for (const value of values) putListed(value);
    },
  };
}
