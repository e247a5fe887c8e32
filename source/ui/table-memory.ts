import {useRef} from 'react';
import type {Column} from './column.ts';
import {
  type ContentWidths,
  type MeasuredCell,
  measureRow,
  type PlacedColumn,
  widenFor,
} from './column-layout.ts';
import type {Line} from './span.ts';
import {type RowState, rowLine} from './table-lines.ts';

type CellsByRow<Row> = ReadonlyMap<Row, readonly MeasuredCell[]>;

/** The visible rows, measured, and what their columns need. */
export interface MeasuredRows<Row> {
  readonly cells: CellsByRow<Row>;
  readonly widths: ContentWidths;
}

interface Measured<Row> extends MeasuredRows<Row> {
  readonly shape: string;
  readonly columns: readonly Column<Row>[];
  readonly nowMs: number;
}

/**
 * Measures the rows in view. A row that is still the same object says the same at the same time. Widths are those seen
 * so far, for as long as the table shows columns of the same ids in the same width, of the same subject.
 */
export function useMeasuredRows<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  {width, nowMs, subject}: {readonly width: number; readonly nowMs: number; readonly subject: string},
): MeasuredRows<Row> {
  const last = useRef<Measured<Row> | null>(null);
  const shape = [subject, width, ...columns.map(column => column.id)].join(' ');
  const before = last.current;
  const known = before?.columns === columns && before.nowMs === nowMs ? before.cells : null;
  let widths = before?.shape === shape ? before.widths : {};
  const cells = new Map<Row, readonly MeasuredCell[]>();
  for (const row of rows) {
    const measured = known?.get(row) ?? measureRow(columns, row, nowMs);
    widths = widenFor(widths, columns, measured);
    cells.set(row, measured);
  }
  last.current = {shape, columns, nowMs, cells, widths};
  return last.current;
}

interface Kept {
  readonly cells: readonly MeasuredCell[];
  readonly state: RowState;
  readonly line: Line;
}

interface KeptLines<Row> {
  readonly placed: readonly PlacedColumn<Row>[];
  readonly lines: Map<Row, Kept>;
}

/** Makes the lines of rows; one that would come out the same is given again, and so is not painted again. */
export function useRowLines<Row>(
  placed: readonly PlacedColumn<Row>[],
  cells: CellsByRow<Row>,
): {readonly lineOf: (row: Row, state: RowState) => Line} {
  const last = useRef<KeptLines<Row> | null>(null);
  const before =
    last.current !== null && isSamePlace(last.current.placed, placed) ? last.current.lines : null;
  const lines = new Map<Row, Kept>();
  last.current = {placed, lines};
  return {
    lineOf(row, state) {
      const kept = before?.get(row);
      const measured = cells.get(row) ?? [];
      const line =
        kept?.cells === measured && isSameState(kept.state, state)
          ? kept.line
          : rowLine(placed, measured, state);
      lines.set(row, {cells: measured, state, line});
      return line;
    },
  };
}

function isSamePlace<Row>(a: readonly PlacedColumn<Row>[], b: readonly PlacedColumn<Row>[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every(({column, width}, index) => column === b[index]?.column && width === b[index].width)
  );
}

function isSameState(a: RowState, b: RowState): boolean {
  return (
    a.isSelected === b.isSelected &&
    a.isMarked === b.isMarked &&
    a.isFocused === b.isFocused &&
    a.tone === b.tone &&
    a.width === b.width
  );
}
