import {fitLine} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';

/** How many tasks are shown beside and below each other. */
export interface LogGrid {
  readonly columns: number;
  readonly rows: number;
}

interface Area {
  readonly width: number;
  readonly height: number;
}

/** A narrower column cuts most lines before their message. */
const leastWidth = 56;
/** With the line that names the task. */
const leastHeight = 12;
const edge: Line = [{text: '│', tone: 'muted'}];

/** The grid for so many tasks, as many of them as there is room for. */
export const gridFor = (count: number, {width, height}: Area): LogGrid => {
  const mostColumns = Math.max(1, Math.floor((width + 1) / (leastWidth + 1)));
  const mostRows = Math.max(1, Math.floor(height / leastHeight));
  const rows = Math.min(mostRows, Math.max(1, Math.ceil(count / mostColumns)));
  const shown = Math.min(count, rows * mostColumns);
  return {rows, columns: Math.max(1, Math.ceil(shown / rows))};
};

/** The room of one task. */
export const cellOf = ({columns, rows}: LogGrid, {width, height}: Area): Area => ({
  width: Math.floor((width - columns + 1) / columns),
  height: Math.floor(height / rows),
});

/** Puts the rows of tasks beside and below each other. */
export const layOut = (cells: readonly (readonly Line[])[], grid: LogGrid, area: Area): readonly Line[] => {
  const cell = cellOf(grid, area);
  const empty = fitLine([], cell.width);
  return Array.from({length: grid.rows}, (_, band) => {
    const side = cells.slice(band * grid.columns, (band + 1) * grid.columns);
    return Array.from({length: cell.height}, (_row, row) =>
      side.flatMap((rows, column) => {
        const line = rows[row];
        const own = line === undefined ? empty : fitLine(line, cell.width);
        return column === 0 ? own : [...edge, ...own];
      }),
    );
  }).flat();
};
