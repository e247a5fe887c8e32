import type {Timer} from './integration.ts';

/** Resolves after some time, or at once when the signal ends. */
export const pauseFor = (timer: Timer, delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = timer.after(delayMs, done);
    signal.addEventListener('abort', done);
  });
