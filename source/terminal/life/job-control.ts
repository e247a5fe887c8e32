import type {ProcessLike} from './process-guard.ts';

/** A process that nobody can stop (no job control) goes on after this. */
const stopGraceMs = 300;

/** Stops this process as Ctrl-Z does and resolves when it was continued. `onStop` listens for SIGTSTP meanwhile not. */
export async function stopUntilContinued(target: ProcessLike, onStop: () => void): Promise<void> {
  const {promise: continued, resolve} = Promise.withResolvers<unknown>();
  target.on('SIGCONT', resolve);
  // With a listener of ours the signal would not stop us.
  target.off('SIGTSTP', onStop);
  const timer = setTimeout(resolve, stopGraceMs);
  // The whole group, as a key press would: a wrapper such as npm must stop too, or the shell does not come back.
  target.kill(0, 'SIGTSTP');
  await continued;
  clearTimeout(timer);
  target.off('SIGCONT', resolve);
  target.on('SIGTSTP', onStop);
}
