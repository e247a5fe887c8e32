import type {TableName, Tables} from '../store/changes.ts';
import type {Derived, DerivedName} from '../store/cluster-store.ts';
import type {RowSource} from './pane.ts';

/** Rows that are the objects of a table themselves. */
export const tableRows = <Name extends TableName>(name: Name): RowSource<Tables[Name]> => ({
  all: store => store.table(name).values(),
  get: (store, key) => store.table(name).get(key),
  touched: touched => touched.tables[name],
});

/** Rows that the store derives from several objects. */
export const derivedRows = <Name extends DerivedName>(name: Name): RowSource<Derived[Name]> => ({
  all: store => store.derived(name).values(),
  get: (store, key) => store.derived(name).get(key),
  touched: touched => touched.derived[name],
});
