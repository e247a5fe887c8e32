import type {ReactNode} from 'react';
import type {Source} from '../domain/freshness.ts';
import type {ListPaneId, ObjectRef, Place} from '../panes/pane.ts';
import type {Touched} from '../store/cluster-store.ts';
import type {TouchedMetrics} from '../store/metrics/metrics-store.ts';
import type {ListState} from '../store/session.ts';

/** A column by what the keys need to know of it. */
interface ColumnInfo {
  readonly id: string;
  readonly title: string;
  readonly sortLetter: string | null;
  readonly canSort: boolean;
}

/** What the table of a list needs to be drawn. */
interface TableLook {
  readonly state: ListState;
  /** Index of the first row shown. */
  readonly top: number;
  readonly selectedKey: string | null;
  readonly width: number;
  readonly height: number;
  readonly focused: boolean;
  readonly nowMs: number;
}

/**
 * The rows of one list as they are shown now: scoped, filtered, sorted, kept up to date. What a row is made of is known
 * only inside, so that every list can be handled alike.
 */
export interface LiveList {
  readonly pane: ListPaneId;
  readonly title: string;
  readonly columns: readonly ColumnInfo[];
  readonly sources: readonly Source[];
  readonly sort: {readonly id: string; readonly descending: boolean};
  readonly count: number;
  /** Rows before the filter. */
  readonly total: number;
  /** Whether all rows were taken in; of a long list they are in parts, so that keys are answered meanwhile. */
  readonly isWhole: boolean;
  /** Takes in the next part. */
  fill(): void;
  /** The rows from one index to before another; a row that did not change is the same object as before. */
  rowsIn(from: number, to: number): readonly unknown[];
  keyAt(index: number): string | null;
  /** -1 when the row is not shown. */
  indexOf(key: string): number;
  /** Whether there is such a row, shown or filtered out. */
  has(key: string): boolean;
  /** As the docker CLI names it; empty where there is no such row. */
  nameAt(index: number): string;
  /** Null when rows of this list are no objects. */
  objectAt(index: number): ObjectRef | null;
  /** Where Enter leads. */
  placeAt(index: number): Place | null;
  watchesAt(index: number): {readonly service?: string; readonly node?: string};
  /** The cells of a row as plain text, all columns. */
  cellsAt(index: number, nowMs: number): readonly string[];
  table(look: TableLook): ReactNode;
  /** Why the filter is not what was meant; null when it is. */
  readonly filterProblem: string | null;
  /** Brings up to date the rows that a flush touched; tells whether any of them is listed. */
  apply(touched: Touched): boolean;
  /** Whether any of its columns shows figures. */
  readonly hasFigures: boolean;
  /** Sorts anew what an intake of figures touched, where the order hangs on them; tells whether it does. */
  applyFigures(touched: TouchedMetrics): boolean;
  /** Whether a row between two indexes shows a figure that was touched. */
  showsFigures(touched: TouchedMetrics, from: number, to: number): boolean;
}
