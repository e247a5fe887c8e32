import type {Line} from '../../ui/span.ts';
import {hint, type OpenDialog} from '../dialogs/dialog.ts';
import type {Batch} from './batches.ts';
import {batchTitle} from './progress-dialog.ts';

/** Asks before the console is left while actions go on. The same key a second time leaves. */
export const createLeaveDialog = (
  running: readonly Batch[],
  {leave, stay}: {readonly leave: () => void; readonly stay: () => void},
): OpenDialog => {
  let selected = 'stay';
  const press = (button: string) => (button === 'leave' ? leave() : stay());
  return {
    view: () => ({
      title: 'Leave while actions go on?',
      body: [
        ...running.map((batch): Line => [{text: '◐ ', tone: 'info'}, {text: batchTitle(batch)}]),
        [],
        [{text: 'What was sent goes on in the swarm. What was not begun will not be.'}],
        [{text: 'Nobody verifies it then, and the journal will not say how it ended.'}],
      ],
      buttons: [
        {id: 'stay', title: 'Stay'},
        {id: 'leave', title: 'Leave'},
      ],
      selected,
    }),
    hints: () => [hint('<tab>', 'next'), hint('^c', 'leave'), hint('<esc>', 'stay')],
    key(key) {
      if (key === 'ctrl+c') leave();
      else if (key === 'esc') stay();
      else if (key === 'enter') press(selected);
      else if (['tab', 'shift+tab', 'left', 'right'].includes(key))
        selected = selected === 'stay' ? 'leave' : 'stay';
    },
    press,
    dismissed: stay,
  };
};
