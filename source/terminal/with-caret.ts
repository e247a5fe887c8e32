import type {StyledRow} from './style.ts';
import {sanitise} from './text/sanitise.ts';
import {graphemes, stringWidth} from './text/width.ts';

/** The row with the cell at a column inverted, for a screen on which the terminal's own cursor is hidden. */
export function withCaret(row: StyledRow, column: number): StyledRow {
  let start = 0;
  const marked: StyledRow[number][] = [];
  let isPlaced = false;
  for (const {text, style} of row) {
    const safe = sanitise(text);
    const width = stringWidth(safe);
    if (isPlaced || start + width <= column) marked.push({text: safe, style});
    else {
      const parts = graphemes(safe);
      let index = 0;
      let at = start;
      while (at + stringWidth(parts[index] ?? ' ') <= column) at += stringWidth(parts[index++] ?? ' ');
      marked.push(
        {text: parts.slice(0, index).join(''), style},
        {text: parts[index] ?? ' ', style: {...style, inverse: true}},
        {text: parts.slice(index + 1).join(''), style},
      );
      isPlaced = true;
    }
    start += width;
  }
  if (isPlaced) return marked;
  return [...marked, {text: ' '.repeat(column - start), style: {}}, {text: ' ', style: {inverse: true}}];
}
