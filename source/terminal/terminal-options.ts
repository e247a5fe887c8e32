import type {Environment} from './capabilities.ts';
import type {LogFile} from './life/log-file.ts';
import type {ProcessLike} from './life/process-guard.ts';
import type {Device} from './link/device.ts';
import type {InputStream, OutputStream} from './streams.ts';

/** What the terminal is made of; a test passes streams and a process of its own. */
export interface TerminalOptions {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  /** What is written to; absent: the best that the output allows. */
  readonly device?: Device;
  readonly stderr: NodeJS.WritableStream;
  readonly env: Environment;
  readonly log: LogFile;
  readonly process: ProcessLike;
  /** Ends the process; called after the terminal was restored, with 70 for our own bugs, 128 + n for signals. */
  readonly exit: (code: number) => void;
  /** Remembers how the terminal driver is set before a child has it; returns how to set it so again. */
  readonly saveTty?: () => () => void;
  readonly altScreen?: boolean;
  /** Plain lines instead of a screen. */
  readonly screenReader?: boolean;
  readonly mouse?: boolean;
  /** Shortest time between two background frames. */
  readonly frameIntervalMs?: number;
}
