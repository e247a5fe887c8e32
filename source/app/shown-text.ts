import {stringWidth} from '../terminal/text/width.ts';
import {lineText} from '../ui/line-text.ts';
import type {ListContent, PanelContent} from './console-model.ts';

/** Everything that a pane holds, not only what fits on the screen, as plain text. */
export const shownText = (content: PanelContent): string =>
  content.kind === 'list'
    ? listText(content)
    : `${content.lines.map(line => lineText(line).trimEnd()).join('\n')}\n`;

const listText = ({live}: ListContent): string => {
  const nowMs = Date.now();
  const rows = Array.from({length: live.count}, (_, index) => live.cellsAt(index, nowMs));
  const table = [live.columns.map(column => column.title), ...rows];
  const widths = live.columns.map((_, column) =>
    Math.max(...table.map(cells => stringWidth(cells[column] ?? ''))),
  );
  const padded = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
      .join('  ')
      .trimEnd();
  return `${table.map(padded).join('\n')}\n`;
};
