import {spawn} from '@lydell/node-pty';
import {bytesOf} from '../driver/keys.ts';
import {type ProgramOptions, prepareProgram} from '../driver/program.ts';
import {createScreen} from '../driver/screen.ts';

type Rows = readonly string[];

/** A program in a pseudo-terminal whose output is stamped as it arrives, before the emulator draws it. */
export interface TimedTerminal {
  readonly pid: number;
  /** By the clock of `performance.now()`. */
  readonly startedAtMs: number;
  /** When the bytes arrived that made it so; a screen that is so already gives the last arrival. */
  when(holds: (rows: Rows) => boolean, what: string, timeoutMs?: number): Promise<number>;
  press(...keys: readonly string[]): void;
  type(text: string): void;
  rows(): Rows;
  bytesWritten(): number;
  ended(timeoutMs?: number): Promise<number>;
  close(): Promise<void>;
}

export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  dispose(): void;
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

const patienceMs = 20_000;
const usualSize: TerminalSize = {columns: 120, rows: 40};

export function startTimedConsole(options: ProgramOptions, size?: TerminalSize): TimedTerminal {
  return startTimed(prepareProgram(options), size);
}

export function startTimed(program: CommandLine, {columns, rows}: TerminalSize = usualSize): TimedTerminal {
  const screen = createScreen(columns, rows);
  const startedAtMs = performance.now();
  const env = {TERM: 'xterm-256color', ...program.env};
  const pty = spawn(program.file, [...program.args], {name: 'xterm-256color', cols: columns, rows, env});
  const waiting = new Set<(atMs: number) => void>();
  let bytes = 0;
  let lastMs = startedAtMs;
  let endedAtMs: number | null = null;
  const wake = (atMs: number) => {
    for (const check of [...waiting]) check(atMs);
  };
  pty.onData(data => {
    const atMs = performance.now();
    lastMs = atMs;
    bytes += Buffer.byteLength(data);
    void screen.write(data).then(() => wake(atMs));
  });
  pty.onExit(() => {
    endedAtMs = performance.now();
    wake(endedAtMs);
  });
  screen.onReply(data => {
    if (endedAtMs === null) pty.write(data);
  });

  const until = (what: string, look: () => boolean, timeoutMs = patienceMs): Promise<number> =>
    new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        waiting.delete(check);
      };
      const check = (atMs: number) => {
        if (look()) {
          finish();
          resolve(atMs);
        } else if (endedAtMs !== null) fail('the program ended before');
      };
      const fail = (why: string) => {
        finish();
        reject(new Error(`${why}: ${what}\n${screen.rows().join('\n')}`));
      };
      const timer = setTimeout(() => fail(`not within ${timeoutMs / 1000} s`), timeoutMs);
      waiting.add(check);
      check(lastMs);
    });
  const ended = async (timeoutMs?: number) => {
    await until('the program ends', () => endedAtMs !== null, timeoutMs);
    return endedAtMs ?? lastMs;
  };

  return {
    pid: pty.pid,
    startedAtMs,
    when: (holds, what, timeoutMs) => until(what, () => holds(screen.rows()), timeoutMs),
    press: (...keys) => {
      for (const key of keys) pty.write(bytesOf(key));
    },
    type: text => pty.write(text),
    rows: screen.rows,
    bytesWritten: () => bytes,
    ended,
    async close() {
      if (endedAtMs === null) pty.kill('SIGTERM');
      await ended(3000).catch(() => {
        pty.kill('SIGKILL');
        return ended();
      });
      screen.close();
      program.dispose();
    },
  };
}
