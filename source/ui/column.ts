import type {Line, Span} from './span.ts';

/** A column of a table, as data. */
export interface Column<Row> {
  readonly id: string;
  /** Upper case, as the docker CLI writes it. */
  readonly title: string;
  /** Cells: never narrower than `min`; grows to its content, at most `max` (default no limit) when there is room. */
  readonly min: number;
  readonly max?: number;
  readonly align?: 'left' | 'right';
  /** 1 stays longest on a narrow screen; the highest number folds away first. */
  readonly priority: number;
  /** Lower-case letter that sorts by this column together with Shift. */
  readonly sortLetter?: string;
  readonly cell: (row: Row, nowMs: number) => string | Span | Line;
  /** Sort value; columns without one cannot be sorted by. Precomputable: depends on the row only. */
  readonly sortKey?: (row: Row) => string | number;
}
