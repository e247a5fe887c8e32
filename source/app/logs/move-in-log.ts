import {panelBorder} from '../../ui/panel.tsx';
import type {moveSelection} from '../../ui/scroll.ts';
import type {ConsoleModel} from '../console-model.ts';
import type {LogContent} from './log-content.ts';

type Move = Parameters<typeof moveSelection>[0];

/** A movement key, or the wheel, in a log. Up from the oldest line reads older ones. */
export const moveInLog = (model: ConsoleModel, {pane, panel}: LogContent, move: Move): void => {
  const page = Math.max(1, panel.height - panelBorder - 1);
  const steps: Readonly<Record<Exclude<Move, 'first' | 'last'>, number>> = {
    up: -1,
    down: 1,
    'page-up': -page,
    'page-down': page,
  };
  if (move === 'first' || move === 'last') return pane.toEnd(move);
  const older = pane.scroll(steps[move]);
  if (older === null) return;
  model.tell('asking for older lines …');
  void older.then(how => {
    if (how === 'none') model.tell('there are no older lines');
    if (how === 'full')
      model.tell('older lines have no room; the setting logs.memoryMb gives more', 'warning');
    if (how === 'found') model.tell('older lines are above');
  });
};

export const scrollLogSideways = ({pane}: LogContent, cells: number): void => {
  const {look} = pane.choice;
  if (!look.wrap) pane.choose({look: {...look, left: Math.max(0, look.left + cells)}});
};
