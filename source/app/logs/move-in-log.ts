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
  const more = pane.scroll(steps[move]);
  if (more === null) return;
  const which = steps[move] < 0 ? 'older' : 'newer';
  const isWindow = pane.choice.range.window !== undefined;
  model.tell(`asking for ${which} lines …`);
  void more.then(how => {
    if (how === 'none')
      model.tell(
        isWindow ? `none near; the same key looks for ${which} ones further on` : 'there are no older lines',
      );
    if (how === 'full')
      model.tell('older lines have no room; the setting logs.memoryMb gives more', 'warning');
    if (how === 'found') model.tell(`${which} lines are ${which === 'older' ? 'above' : 'below'}`);
  });
};

export const scrollLogSideways = ({pane}: LogContent, cells: number): void => {
  const {look} = pane.choice;
  if (!look.wrap) pane.choose({look: {...look, left: Math.max(0, look.left + cells)}});
};
