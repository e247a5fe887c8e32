import type {TableName} from './changes.ts';
import type {DerivedName, Touched} from './cluster-store.ts';

type OtherName = Touched['other'] extends ReadonlySet<infer Name> ? Name : never;

/** Collects what one flush touches. What ends as it began was not touched. */
export interface TouchLog {
  table(name: TableName, id: string, before: unknown): void;
  derived(name: DerivedName, id: string): void;
  other(name: OtherName): void;
  /** Ends the flush. Null: nothing was touched. */
  take(current: (name: TableName, id: string) => unknown): Touched | null;
}

export function createTouchLog(): TouchLog {
  let tables = new Map<TableName, Map<string, unknown>>();
  let derived: {[Name in DerivedName]?: Set<string>} = {};
  let other = new Set<OtherName>();

  const touchedTables = (current: (name: TableName, id: string) => unknown) => {
    const touched: {[Name in TableName]?: ReadonlySet<string>} = {};
    for (const [name, firsts] of tables) {
      const ids = new Set<string>();
      for (const [id, before] of firsts) if (current(name, id) !== before) ids.add(id);
      if (ids.size > 0) touched[name] = ids;
    }
    return touched;
  };

  return {
    table(name, id, before) {
      const firsts = tables.get(name);
      if (firsts === undefined) tables.set(name, new Map([[id, before]]));
      else if (!firsts.has(id)) firsts.set(id, before);
    },
    derived(name, id) {
      const ids = derived[name];
      if (ids === undefined) derived[name] = new Set([id]);
      else ids.add(id);
    },
    other: name => void other.add(name),
    take(current) {
      const touched: Touched = {tables: touchedTables(current), derived, other};
      tables = new Map();
      derived = {};
      other = new Set();
      const isEmpty =
        touched.other.size === 0 &&
        Object.keys(touched.tables).length === 0 &&
        Object.keys(touched.derived).length === 0;
      return isEmpty ? null : touched;
    },
  };
}

/** Nothing was touched. */
export const untouched: Touched = {tables: {}, derived: {}, other: new Set()};
