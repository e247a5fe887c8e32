import type {Line} from '../../ui/span.ts';
import {hint, type OpenDialog} from './dialog.ts';

/** Something to be read and closed. */
export const createNoticeDialog = (title: string, body: readonly Line[], close: () => void): OpenDialog => ({
  view: () => ({title, body, buttons: [{id: 'close', title: 'Close'}], selected: 'close'}),
  hints: () => [hint('<esc>', 'close')],
  key(key) {
    if (key === 'esc' || key === 'enter' || key === 'ctrl+c') close();
  },
  press: close,
  dismissed: () => undefined,
});
