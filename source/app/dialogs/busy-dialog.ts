import {hint, type OpenDialog} from './dialog.ts';

/** Takes the keys while something is waited for, so that none of them means something else when it is there; Esc stops. */
export const createBusyDialog = (status: string, stop: () => void): OpenDialog => ({
  view: () => null,
  hints: () => [hint('<esc>', 'stop')],
  status: () => status,
  key(key) {
    if (key === 'esc' || key === 'ctrl+c') stop();
  },
  dismissed: stop,
});
