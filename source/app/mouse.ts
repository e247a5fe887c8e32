import {panelBorder} from '../ui/panel.tsx';
import type {ConsoleModel, ListContent, OverviewContent} from './console-model.ts';
import {openSelected} from './handlers/looking.ts';
import {moveBy, selectLine, selectRow} from './handlers/moving.ts';

/** Rows above the panes. */
export const headerHeight = 2;
/** Rows below the panes. */
export const footerHeight = 1;

/** Rows of text for one notch of the wheel; a list moves its selection by one row, which stays in view. */
const textRowsPerNotch = 3;

const paneAt = (model: ConsoleModel, column: number, row: number): number =>
  model
    .contents()
    .findIndex(
      ({panel}) =>
        column >= panel.x && column < panel.x + panel.width && row >= panel.y && row < panel.y + panel.height,
    );

/** The wheel moves what is under the pointer, and leaves the keys where they are. */
export const wheelAt = (
  model: ConsoleModel,
  column: number,
  screenRow: number,
  direction: 'up' | 'down',
): void => {
  const content = model.contents()[paneAt(model, column, screenRow - headerHeight)];
  if (content === undefined) return;
  const steps = content.kind === 'text' || content.kind === 'log' ? textRowsPerNotch : 1;
  for (let step = 0; step < steps; step++) moveBy(model, direction, content);
};

/** A click gives the keys to the pane under it and selects the row; a click on the selected row opens it. */
export const clickAt = (model: ConsoleModel, column: number, screenRow: number): void => {
  const row = screenRow - headerHeight;
  const index = paneAt(model, column, row);
  const content = model.contents()[index];
  if (content === undefined) return;
  const {zoomed, overlay} = model.session.getState();
  const isFocused = model.focused() === content;
  // What was being typed stays where it was typed.
  if (overlay.kind !== 'none') model.session.setState({overlay: {kind: 'none'}});
  if (!zoomed) model.session.setState({focus: index});
  const line = row - content.panel.y - 1;
  if (line < 0 || line >= content.panel.height - panelBorder) return;
  if (content.kind === 'list') clickRow(model, content, content.top + line - 1, isFocused);
  else if (content.kind === 'overview') clickLine(model, content, content.top + line, isFocused);
};

/** The first line of a list is that of the titles. */
const clickRow = (model: ConsoleModel, content: ListContent, at: number, isFocused: boolean): void => {
  if (at < content.top || at >= content.live.count) return;
  if (at === content.selectedIndex && isFocused) openSelected(model);
  else selectRow(model, content, at);
};

const clickLine = (model: ConsoleModel, content: OverviewContent, at: number, isFocused: boolean): void => {
  const line = stopOf(content, at);
  if (line === null) return;
  if (line === content.selectedLine && isFocused) openSelected(model);
  else selectLine(model, content, line);
};

/**
 * The line that a click means: what is told below one belongs to it. A selected finding is told whole and the one before no
 * more, so that a second click on the same place meets what is below it.
 */
const stopOf = (content: OverviewContent, at: number): number | null => {
  const stops = content.keys ?? content.targets;
  for (let line = at; line >= content.top && (content.lines[line - content.top]?.length ?? 0) > 0; line -= 1)
    if ((stops[line] ?? null) !== null) return line;
  return null;
};
