import {useMemo} from 'react';
import type {Column} from './column.ts';
import {placeColumns} from './column-layout.ts';
import {Lines} from './lines.tsx';
import type {Line} from './span.ts';
import {gutterWidth, headerLine, type Sort} from './table-lines.ts';
import {useMeasuredRows, useRowLines} from './table-memory.ts';
import {layoutText} from './text-layout.ts';
import type {Tone} from './tones.ts';

export interface TableProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rowCount: number;
  /** Called for visible rows only. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  /** Null: nothing is selected. */
  readonly selectedKey: string | null;
  /** Index of the first visible row; `scrollTo` in scroll.ts finds it. */
  readonly top: number;
  readonly marked?: (key: string) => boolean;
  /** Tone of cells that have none. */
  readonly rowTone?: (row: Row) => Tone | undefined;
  readonly sort?: Sort | null;
  /** Cells, with the line of titles. */
  readonly width: number;
  readonly height: number;
  readonly focused: boolean;
  readonly nowMs: number;
  /** Whose rows these are, where that may change in place: columns grown for other rows are then forgotten. */
  readonly subject?: string;
  /** What an empty table says: why, and what to do next. One line or several, parted by line ends. */
  readonly empty?: string;
}

/** Rows below the line of titles. */
export function tableBodyHeight(height: number): number {
  return Math.max(0, height - 1);
}

function visibleRows<Row>({rowCount, rowAt, top, height}: TableProps<Row>): readonly Row[] {
  const rows: Row[] = [];
  const body = tableBodyHeight(height);
  // A list that became shorter than it was scrolled must not look empty.
  const first = Math.max(0, Math.min(top, rowCount - body));
  const end = Math.min(rowCount, first + body);
  for (let index = first; index < end; index++) {
    const row = rowAt(index);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** A list of objects: as many rows as fit are asked for and painted, whatever their number. Never wider than `width`. */
export function Table<Row>(props: TableProps<Row>) {
  const {columns, rowKey, selectedKey, marked, rowTone, sort = null, width, height, focused, nowMs} = props;
  const rows = visibleRows(props);
  const {cells, widths} = useMeasuredRows(columns, rows, {width, nowMs, subject: props.subject ?? ''});
  // A right-aligned last column must not touch the frame.
  const placed = useMemo(
    () => placeColumns(columns, widths, width - gutterWidth - 1),
    [columns, widths, width],
  );
  const {lineOf} = useRowLines(placed, cells);
  const body: Line[] = rows.map(row => {
    const key = rowKey(row);
    return lineOf(row, {
      isSelected: key === selectedKey,
      isMarked: marked?.(key) ?? false,
      isFocused: focused,
      tone: rowTone?.(row),
      width,
    });
  });
  const said: Line[] = (props.empty ?? '').split('\n').map(text => [{text, tone: 'muted'}]);
  const empty = layoutText(said, Math.max(1, width - 4), 'word').map(
    ({line}): Line => [{text: '  '}, ...line],
  );
  const lines = [headerLine(placed, sort), ...(props.rowCount === 0 ? empty : body)];
  return <Lines lines={lines} width={width} height={height} />;
}
