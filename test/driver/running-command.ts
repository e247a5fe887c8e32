import {type ChildProcess, spawn} from 'node:child_process';
import {type ProgramOptions, prepareProgram} from './program.ts';

/** A command that runs until it is stopped. */
export interface RunningCommand {
  /** The lines that it has printed so far, whole ones only. */
  lines(): readonly string[];
  errors(): string;
  /** Null while it runs. */
  exitCode(): number | null;
  /** Ends it as ctrl+c does. */
  stop(): Promise<void>;
  /** Ends it as a loss of power does. */
  kill(): Promise<void>;
}

/** Starts a command of the built program that goes on by itself. */
export function startCommand(
  args: readonly string[],
  options: Omit<ProgramOptions, 'args'> = {},
): RunningCommand {
  const program = prepareProgram({...options, args});
  const child: ChildProcess = spawn(program.file, [...program.args], {
    env: {...program.env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let rest = '';
  let errors = '';
  const lines: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
    program.dispose();
  };
  return {
    lines: () => lines,
    errors: () => errors,
    exitCode: () => child.exitCode,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}
