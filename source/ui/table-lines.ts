import type {Column} from './column.ts';
import {columnGap, type PlacedColumn} from './column-layout.ts';
import {fitLine, toLine} from './line-text.ts';
import type {Line, Span} from './span.ts';
import type {Tone} from './tones.ts';

/** By which column the rows are sorted. */
export interface Sort {
  readonly id: string;
  readonly descending: boolean;
}

/** Cells before the first column: the selection's `▸` and a mark's `●`. */
export const gutterWidth = 2;

const gap: Span = {text: ' '.repeat(columnGap)};

function joinCells(cells: readonly Line[]): Line {
  return cells.flatMap((cell, index) => (index === 0 ? cell : [gap, ...cell]));
}

function titleOf<Row>(column: Column<Row>, sort: Sort | null): string {
  if (sort?.id !== column.id) return column.title;
  return `${column.title}${sort.descending ? '↓' : '↑'}`;
}

/** The line of column titles, with an arrow at the column that the rows are sorted by. */
export function headerLine<Row>(placed: readonly PlacedColumn<Row>[], sort: Sort | null): Line {
  const cells = placed.map(({column, width}) => {
    const tone: Tone = sort?.id === column.id ? 'accent' : 'columnHeader';
    return fitLine([{text: titleOf(column, sort), tone, bold: true}], width, column.align);
  });
  return [{text: ' '.repeat(gutterWidth)}, ...joinCells(cells)];
}

/** What a row's line depends on beside the row. `tone` colours cells that have none of their own. */
export interface RowState {
  readonly isSelected: boolean;
  readonly isMarked: boolean;
  readonly isFocused: boolean;
  readonly tone: Tone | undefined;
  readonly nowMs: number;
  readonly width: number;
}

/** Stands out without a colour. Few cells, because each is sent twice when the selection moves (docs/decisions/0006). */
const standOut = (line: Line): Line => line.map(span => ({...span, bold: true, inverse: true}));

/** One row; of a selected one, the sign before it and its first cell stand out. */
export function rowLine<Row>(placed: readonly PlacedColumn<Row>[], row: Row, state: RowState): Line {
  const {tone, isSelected, isFocused} = state;
  const isOut = isSelected && isFocused;
  const cells = placed.map(({column, width}, index) => {
    const cell = toLine(column.cell(row, state.nowMs));
    const toned = tone ? cell.map(span => ({tone, ...span})) : cell;
    return fitLine(isOut && index === 0 ? standOut(toned) : toned, width, column.align);
  });
  const gutter: Line = [
    {text: isSelected ? '▸' : ' ', ...(isSelected && !isFocused ? {tone: 'muted'} : {})},
    state.isMarked ? {text: '●', tone: 'mark'} : {text: ' '},
  ];
  return fitLine([...(isOut ? standOut(gutter) : gutter), ...joinCells(cells)], state.width);
}
