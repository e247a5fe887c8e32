import {targetKey} from '../../panes/overview/targets.ts';
import {updateList, updateText} from '../../store/session.ts';
import {panelBorder} from '../../ui/panel.tsx';
import {moveSelection, scrollTo} from '../../ui/scroll.ts';
import {tableBodyHeight} from '../../ui/table.tsx';
import {textRowCount} from '../../ui/text-view.tsx';
import type {ConsoleModel, ListContent, OverviewContent, TextContent} from '../console-model.ts';
import {moveInLog, scrollLogSideways} from '../logs/move-in-log.ts';

export type Move = Parameters<typeof moveSelection>[0];

/** Rows of a list that a panel shows. */
const listPage = (content: ListContent): number => tableBodyHeight(content.panel.height - panelBorder);
/** Rows of text that a panel shows. */
const textPage = (content: TextContent | OverviewContent): number => content.panel.height - panelBorder;

/** Moves the selection of a list to a row, keeping it in view. */
export const selectRow = (model: ConsoleModel, content: ListContent, index: number): void => {
  const {live, panel} = content;
  updateList(model.session, panel.key, () => ({
    selectedKey: live.keyAt(index),
    selectedIndex: index,
    top: scrollTo({top: content.top, selected: index, rowCount: live.count, height: listPage(content)}),
  }));
};

const moveInText = (model: ConsoleModel, content: TextContent, move: Move): void => {
  const page = textPage(content);
  const rows = textRowCount(content.lines, content.panel.width - panelBorder, content.state.wrap);
  const lowest = Math.max(0, rows - page);
  updateText(model.session, content.panel.key, text => {
    const top = Math.min(text.top, lowest);
    const steps: Readonly<Record<Move, number>> = {
      up: top - 1,
      down: top + 1,
      'page-up': top - page,
      'page-down': top + page,
      first: 0,
      last: lowest,
    };
    return {top: Math.max(0, Math.min(lowest, steps[move]))};
  });
};

/** The identity of a line: its own in a tree, else by the object that it stands for. */
const keyOfLine = ({keys, targets}: OverviewContent, line: number): string | null =>
  keys === undefined ? targetKey(targets, line) : (keys[line] ?? null);

/** Selects a line of the overview that stands for an object. */
export const selectLine = (model: ConsoleModel, content: OverviewContent, line: number): void =>
  updateList(model.session, content.panel.key, () => ({
    selectedIndex: line,
    selectedKey: keyOfLine(content, line),
    top: content.top,
  }));

const moveInOverview = (model: ConsoleModel, content: OverviewContent, move: Move): void => {
  const stops = (content.keys ?? content.targets).flatMap((stop, line) => (stop === null ? [] : [line]));
  const at = stops.indexOf(content.selectedLine);
  const next = stops[moveSelection(move, at, stops.length, textPage(content))];
  const isAtEnd = (move === 'up' && at <= 0) || move === 'first';
  updateList(model.session, content.panel.key, () => ({
    selectedIndex: next ?? 0,
    selectedKey: next === undefined ? null : keyOfLine(content, next),
    top: isAtEnd
      ? 0
      : scrollTo({
          top: content.top,
          selected: next ?? 0,
          rowCount: content.targets.length,
          height: textPage(content),
        }),
  }));
};

/** A movement key, or the wheel, in whatever has the focus unless another pane is named. */
export const moveBy = (model: ConsoleModel, move: Move, content = model.focused()): void => {
  switch (content.kind) {
    case 'list':
      if (content.live.count === 0) return;
      return selectRow(
        model,
        content,
        moveSelection(move, content.selectedIndex, content.live.count, listPage(content)),
      );
    case 'text':
      return moveInText(model, content, move);
    case 'log':
      return moveInLog(model, content, move);
    case 'chart':
      return;
    case 'overview':
      return moveInOverview(model, content, move);
  }
};

/** Scrolls a page sideways. */
export const scrollSideways = (model: ConsoleModel, cells: number): void => {
  const content = model.focused();
  if (content.kind === 'log') return scrollLogSideways(content, cells);
  if (content.kind !== 'text' || content.state.wrap) return;
  updateText(model.session, content.panel.key, text => ({left: Math.max(0, text.left + cells)}));
};
