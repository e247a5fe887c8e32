import {fitLine, lineWidth} from '../ui/line-text.ts';
import type {Line} from '../ui/span.ts';

/** Rows of cells under each other: every column as wide as its widest cell, the last one as wide as it likes. */
export const alignCells = (rows: readonly (readonly Line[])[]): readonly Line[] => {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, lineWidth(cell));
  }
  return rows.map(row =>
    row.flatMap((cell, index) => [
      {text: '  '},
      ...(index === row.length - 1 ? cell : fitLine(cell, widths[index] ?? 0)),
    ]),
  );
};
