import {panelBorder} from '../ui/panel.tsx';
import type {ConsoleModel} from './console-model.ts';
import {openSelected} from './handlers/looking.ts';
import {selectRow} from './handlers/moving.ts';

/** Rows above the panes. */
export const headerHeight = 2;
/** Rows below the panes. */
export const footerHeight = 1;

/** A click gives the keys to the pane under it and selects the row; a click on the selected row opens it. */
export const clickAt = (model: ConsoleModel, column: number, screenRow: number): void => {
  const row = screenRow - headerHeight;
  const contents = model.contents();
  const index = contents.findIndex(
    ({panel}) =>
      column >= panel.x && column < panel.x + panel.width && row >= panel.y && row < panel.y + panel.height,
  );
  const content = contents[index];
  if (content === undefined) return;
  if (!model.session.getState().zoomed) model.session.setState({focus: index});
  if (content.kind !== 'list') return;
  // Border and line of titles.
  const at = content.top + (row - content.panel.y - panelBorder);
  if (row - content.panel.y < panelBorder || at >= content.live.count) return;
  if (at === content.selectedIndex && index === model.session.getState().focus) openSelected(model);
  else selectRow(model, content, at);
};
