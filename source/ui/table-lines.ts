import type {Column} from './column.ts';
import {columnGap, type MeasuredCell, type PlacedColumn} from './column-layout.ts';
import {fitLine} from './line-text.ts';
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
  readonly width: number;
}

/** Stands out without a colour. Few cells, because each is sent twice when the selection moves (docs/decisions/0006). */
const standOut = (line: Line): Line => line.map(span => ({...span, bold: true, inverse: true}));

/** One row; of a selected one, the sign before it and its first cell stand out. */
export function rowLine<Row>(
  placed: readonly PlacedColumn<Row>[],
  cells: readonly MeasuredCell[],
  state: RowState,
): Line {
  const isOut = state.isSelected && state.isFocused;
  const line: Span[] = [...(isOut ? standOut(gutterOf(state)) : gutterOf(state))];
  // The blanks between two contents are one span, whichever column they belong to.
  let blanks = 0;
  let used = gutterWidth;
  for (const [position, {column, index, width}] of placed.entries()) {
    const content = cells[index] ?? emptyCell;
    if (position > 0) blanks += columnGap;
    used += width + (position > 0 ? columnGap : 0);
    const free = Math.max(0, width - content.width);
    const before = column.align === 'right' ? free : 0;
    if (content.width > 0) {
      pushBlanks(line, blanks + before);
      blanks = -before;
      const shown = content.width > width ? fitLine(content.line, width, column.align) : content.line;
      for (const span of shown) line.push(looked(span, state.tone, isOut && position === 0));
    }
    blanks += free;
  }
  pushBlanks(line, blanks + state.width - used);
  return used > state.width ? fitLine(line, state.width) : line;
}

const emptyCell: MeasuredCell = {line: [], width: 0};

function gutterOf({isSelected, isMarked, isFocused}: RowState): Line {
  return [
    {text: isSelected ? '▸' : ' ', ...(isSelected && !isFocused ? {tone: 'muted'} : {})},
    isMarked ? {text: '●', tone: 'mark'} : {text: ' '},
  ];
}

function pushBlanks(line: Span[], count: number): void {
  if (count > 0) line.push({text: ' '.repeat(count)});
}

/** A span of a cell, in the row's tone where it has none of its own. */
function looked(span: Span, tone: Tone | undefined, isOut: boolean): Span {
  if (isOut) return {...(tone ? {tone} : {}), ...span, bold: true, inverse: true};
  return tone && span.tone === undefined ? {...span, tone} : span;
}
