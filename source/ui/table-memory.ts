import {useRef} from 'react';
import type {Column} from './column.ts';
import {type ContentWidths, type PlacedColumn, widenFor} from './column-layout.ts';
import type {Line} from './span.ts';
import {type RowState, rowLine} from './table-lines.ts';

/** Widths seen so far, for as long as the table shows columns of the same ids in the same width, of the same subject. */
export function useContentWidths<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  {width, nowMs, subject}: {readonly width: number; readonly nowMs: number; readonly subject: string},
): ContentWidths {
  const seen = useRef<{
    readonly shape: string;
    readonly widths: ContentWidths;
    readonly nowMs: number;
    readonly rows: readonly Row[];
  } | null>(null);
  const shape = [subject, width, ...columns.map(column => column.id)].join(' ');
  const last = seen.current?.shape === shape ? seen.current : null;
  // A row that is still the same object says the same at the same time.
  const known = new Set(last?.nowMs === nowMs ? last.rows : []);
  const unknown = rows.filter(row => !known.has(row));
  const widths =
    unknown.length === 0 ? (last?.widths ?? {}) : widenFor(last?.widths ?? {}, columns, unknown, nowMs);
  seen.current = {shape, widths, nowMs, rows};
  return widths;
}

interface Kept {
  readonly state: RowState;
  readonly line: Line;
}

/** Makes the lines of rows; one that would come out the same is given again, and so is not painted again. */
export function useRowLines<Row>(placed: readonly PlacedColumn<Row>[]): {
  readonly lineOf: (row: Row, state: RowState) => Line;
} {
  const last = useRef<{readonly placed: readonly PlacedColumn<Row>[]; readonly lines: Map<Row, Kept>} | null>(
    null,
  );
  const before =
    last.current !== null && isSamePlace(last.current.placed, placed) ? last.current.lines : null;
  const lines = new Map<Row, Kept>();
  last.current = {placed, lines};
  return {
    lineOf(row, state) {
      const kept = before?.get(row);
      const line =
        kept !== undefined && isSameState(kept.state, state) ? kept.line : rowLine(placed, row, state);
      lines.set(row, {state, line});
      return line;
    },
  };
}

function isSamePlace<Row>(a: readonly PlacedColumn<Row>[], b: readonly PlacedColumn<Row>[]): boolean {
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
    a.nowMs === b.nowMs &&
    a.width === b.width
  );
}
