import {sanitise} from '../terminal/text/sanitise.ts';
import {stringWidth} from '../terminal/text/width.ts';
import type {Column} from './column.ts';
import {lineWidth, toLine} from './line-text.ts';
import type {Line} from './span.ts';

/** A column and the cells it got. */
export interface PlacedColumn<Row> {
  readonly column: Column<Row>;
  /** Which one of all columns it is. */
  readonly index: number;
  readonly width: number;
}

/** Blank cells between two columns. */
export const columnGap = 2;

/** A column that names the row may take this part of the width before less important columns get any. */
const nameShare = 0.4;

/** Content of up to so many cells (an address, a version, a count with its remark) is shown whole or not at all. */
const wholeCells = 22;

/** Widest content seen so far, by column id. */
export type ContentWidths = Readonly<Record<string, number>>;

/** What a column shows of a row, and how many cells of the screen that takes. */
export interface MeasuredCell {
  readonly line: Line;
  readonly width: number;
}

/** A row's cells, in the order of the columns. To measure is dearer than all that is done with it, so it is done once. */
export function measureRow<Row>(
  columns: readonly Column<Row>[],
  row: Row,
  nowMs: number,
): readonly MeasuredCell[] {
  return columns.map(column => {
    const line = toLine(column.cell(row, nowMs));
    return {line, width: lineWidth(line)};
  });
}

/**
 * Takes a row's cells into the widths seen so far, which stay the same object where nothing is wider. Widths never
 * shrink, so that scrolling does not move columns.
 */
export function widenFor<Row>(
  widths: ContentWidths,
  columns: readonly Column<Row>[],
  cells: readonly MeasuredCell[],
): ContentWidths {
  let widened: Record<string, number> | null = null;
  for (const [index, {id}] of columns.entries()) {
    const width = cells[index]?.width ?? 0;
    if (width <= (widths[id] ?? 0)) continue;
    widened ??= {...widths};
    widened[id] = width;
  }
  return widened ?? widths;
}

/** The least a column takes: its `min`, and its title with room for the sort arrow. */
function floorOf<Row>(column: Column<Row>): number {
  return Math.max(column.min, stringWidth(sanitise(column.title)) + (column.sortKey ? 1 : 0));
}

function wantOf<Row>(column: Column<Row>, widths: ContentWidths): number {
  const content = Math.max(floorOf(column), widths[column.id] ?? 0);
  return Math.min(content, Math.max(floorOf(column), column.max ?? Number.POSITIVE_INFINITY));
}

/** The most important columns give up to the second ones what they have beyond so many cells. */
const keptCells = 20;

/** Takes cells from the widest columns of priority 1, where that is enough; tells how many were taken. */
function reclaim<Row>(cells: Map<Column<Row>, number>, wanted: number): number {
  const rest = ({column, given}: {readonly column: Column<Row>; readonly given: number}) =>
    given - Math.max(floorOf(column), keptCells);
  const givers = [...cells]
    .map(([column, given]) => ({column, given}))
    .filter(giver => giver.column.priority === 1 && rest(giver) > 0)
    .toSorted((a, b) => rest(b) - rest(a));
  if (givers.reduce((sum, giver) => sum + rest(giver), 0) < wanted) return 0;
  let left = wanted;
  for (const giver of givers) {
    const taken = Math.min(left, rest(giver));
    cells.set(giver.column, giver.given - taken);
    left -= taken;
  }
  return wanted;
}

/** What a column must have before a less important one is shown at all. */
function needOf<Row>(column: Column<Row>, widths: ContentWidths, width: number): number {
  const want = wantOf(column, widths);
  if (column.priority > 1) return want <= wholeCells ? want : floorOf(column);
  return Math.max(floorOf(column), Math.min(want, Math.floor(width * nameShare)));
}

/**
 * Shares `width` cells among the columns, keeping their order. The least important fold away until the others fit;
 * what is left over goes to those whose content is cut, most important first.
 */
export function placeColumns<Row>(
  columns: readonly Column<Row>[],
  widths: ContentWidths,
  width: number,
): readonly PlacedColumn<Row>[] {
  // A column that has nothing to show gives way to all that have, and to the whole of their content.
  const isEmpty = (column: Column<Row>) => Object.keys(widths).length > 0 && !widths[column.id];
  const byPriority = columns.toSorted((a, b) => a.priority - b.priority);
  const cells = new Map<Column<Row>, number>();
  let free = width + columnGap;
  const place = (some: readonly Column<Row>[]) => {
    for (const column of some) {
      const need = needOf(column, widths, width) + columnGap;
      if (need > free && column.priority === 2 && !isEmpty(column)) free += reclaim(cells, need - free);
      if (need > free && cells.size > 0) break;
      // The most important column stays even where it does not fit, cut to what there is.
      const given = Math.min(need, free);
      cells.set(column, given - columnGap);
      free -= given;
    }
  };
  place(byPriority.filter(column => !isEmpty(column)));
  for (const [column, given] of cells) {
    const more = Math.max(0, Math.min(wantOf(column, widths) - given, free));
    cells.set(column, given + more);
    free -= more;
  }
  place(byPriority.filter(isEmpty));
  return columns.flatMap((column, index) => {
    const given = cells.get(column);
    return given === undefined || given <= 0 ? [] : [{column, index, width: given}];
  });
}
