import type {TerminalOptions} from '../terminal-options.ts';
import {captureConsole} from './capture-console.ts';
import {type EndSignal, guardProcess} from './process-guard.ts';

/** What can happen around the terminal. */
export interface Happenings {
  readonly crash: (error: unknown) => void;
  readonly end: (signal: EndSignal) => void;
  /** Continued after a stop. */
  readonly resume: () => void;
  /** Ctrl-Z, from outside. */
  readonly stop: () => void;
  readonly resize: () => void;
  /** The process ends. */
  readonly exit: () => void;
  /** The terminal went away under us. */
  readonly lost: () => void;
}

/** Listens to the process, the streams and the console of the libraries. Returns how to stop each. */
export function listen(
  {stdin, stdout, process, log}: Pick<TerminalOptions, 'stdin' | 'stdout' | 'process' | 'log'>,
  on: Happenings,
): readonly (() => void)[] {
  process.on('SIGTSTP', on.stop);
  process.on('exit', on.exit);
  stdout.on('resize', on.resize);
  // These stay for good: a listener keeps a terminal that goes away from looking like a bug.
  stdout.on('error', on.lost);
  stdin.on('error', on.lost);
  stdin.on('end', on.lost);
  return [
    captureConsole(console, text => log.write(text)),
    guardProcess(process, on),
    () => process.off('SIGTSTP', on.stop),
    () => process.off('exit', on.exit),
    () => stdout.off('resize', on.resize),
  ];
}
