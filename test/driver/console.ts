import {type IPty, spawn} from '@lydell/node-pty';
import {bytesOf} from './keys.ts';
import {type ProgramOptions, prepareProgram} from './program.ts';
import {createScreen, type Screen, type ScreenCell} from './screen.ts';

export interface ConsoleOptions extends ProgramOptions {
  /** Default 120. */
  readonly columns?: number;
  /** Default 40. */
  readonly rows?: number;
}

/** The built console in a pseudo-terminal. What is expected is waited for, and a failure shows the screen. */
export interface Console {
  readonly pid: number;
  /** Presses keys by name, as the keymap names them. */
  press(...keys: readonly string[]): void;
  /** Types text in one chunk, as a fast typist over a slow link. */
  type(text: string): void;
  /** Resolves with the first row that matches. */
  expectRow(pattern: RegExp, timeoutMs?: number): Promise<string>;
  /** Until no row matches. */
  expectNoRow(pattern: RegExp, timeoutMs?: number): Promise<void>;
  expectScreen(holds: (rows: readonly string[]) => boolean, what: string, timeoutMs?: number): Promise<void>;
  /**
   * Looks at every screen from now on; the function that it returns ends that, and throws when one was as it must
   * never be.
   */
  forbid(isWrong: (rows: readonly string[]) => boolean, what: string): () => void;
  rows(): readonly string[];
  text(): string;
  cellAt(column: number, row: number): ScreenCell;
  /** The cell in which a text on the screen begins. */
  cellOf(text: string): ScreenCell;
  /** Keeps what the console writes from now on; the function that it returns gives that. */
  record(): () => string;
  /** Bytes that the console wrote to its terminal so far. */
  bytesWritten(): number;
  resize(columns: number, rows: number): void;
  /** Waits for the end and resolves with the exit code. */
  exit(timeoutMs?: number): Promise<number>;
  /** Whether the person's own screen is back. */
  isScreenRestored(): boolean;
  /** Ends the console if it still runs, and removes what was made for it. */
  close(): Promise<void>;
}

const patienceMs = 10_000;

export function startConsole(options: ConsoleOptions = {}): Console {
  const columns = options.columns ?? 120;
  const rows = options.rows ?? 40;
  const program = prepareProgram(options);
  const screen = createScreen(columns, rows);
  const pty = spawn(program.file, [...program.args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    env: {TERM: 'xterm-256color', FORCE_COLOR: '2', ...program.env},
  });
  const life = follow(pty, screen);
  const expect = <Value>(what: string, look: () => Value | null, timeoutMs = patienceMs) =>
    life.until(what, look, timeoutMs);

  return {
    pid: pty.pid,
    press: (...keys) => {
      for (const key of keys) pty.write(bytesOf(key));
    },
    type: text => pty.write(text),
    expectRow: (pattern, timeoutMs) =>
      expect(`a row like ${pattern}`, () => screen.rows().find(row => pattern.test(row)) ?? null, timeoutMs),
    expectNoRow: async (pattern, timeoutMs) => {
      const gone = () => (screen.rows().some(row => pattern.test(row)) ? null : true);
      await expect(`no row like ${pattern}`, gone, timeoutMs);
    },
    expectScreen: async (holds, what, timeoutMs) => {
      await expect(what, () => (holds(screen.rows()) ? true : null), timeoutMs);
    },
    forbid: (isWrong, what) => {
      let seen: string | null = null;
      const unwatch = life.watch(() => {
        if (seen === null && isWrong(screen.rows())) seen = picture(screen);
      });
      return () => {
        unwatch();
        if (seen !== null) throw new Error(`must never be seen: ${what}\n${seen}`);
      };
    },
    rows: screen.rows,
    text: () => screen.rows().join('\n'),
    cellAt: screen.cellAt,
    cellOf: text => {
      const row = screen.rows().findIndex(line => line.includes(text));
      if (row === -1) throw new Error(`"${text}" is not on the screen:\n${picture(screen)}`);
      return screen.cellAt(screen.rows()[row]?.indexOf(text) ?? 0, row);
    },
    record: () => {
      const pieces: string[] = [];
      const {dispose} = pty.onData(piece => pieces.push(piece));
      return () => {
        dispose();
        return pieces.join('');
      };
    },
    bytesWritten: life.bytes,
    resize: (newColumns, newRows) => {
      screen.resize(newColumns, newRows);
      pty.resize(newColumns, newRows);
    },
    exit: timeoutMs => expect('the console ends', life.exitCode, timeoutMs),
    isScreenRestored: () => !screen.isAlternate(),
    close: async () => {
      if (life.exitCode() === null) pty.kill('SIGTERM');
      await expect('the console ends on SIGTERM', life.exitCode, 3000).catch(() => {
        pty.kill('SIGKILL');
        return expect('the console ends on SIGKILL', life.exitCode);
      });
      screen.close();
      program.dispose();
    },
  };
}

/** Brings the terminal's output onto the screen and looks, after each piece, whether what is awaited is there. */
function follow(pty: IPty, screen: Screen) {
  let bytes = 0;
  let exitCode: number | null = null;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of [...waiting]) check();
  };
  screen.onReply(data => {
    if (exitCode === null) pty.write(data);
  });
  pty.onData(data => {
    bytes += Buffer.byteLength(data);
    void screen.write(data).then(wake);
  });
  pty.onExit(event => {
    exitCode = event.signal ? 128 + event.signal : event.exitCode;
    // What it wrote last is on its way to the screen.
    void screen.write('').then(wake);
  });

  async function until<Value>(what: string, look: () => Value | null, timeoutMs: number): Promise<Value> {
    await screen.write('');
    return new Promise((resolve, reject) => {
      const check = () => {
        const value = look();
        if (value !== null) {
          finish();
          resolve(value);
        } else if (exitCode !== null) give(`it ended with exit code ${exitCode}`);
      };
      const give = (reason: string) => {
        finish();
        reject(new Error(`${reason}, not seen: ${what}\n${picture(screen)}`));
      };
      const late = () => give(`not within ${timeoutMs / 1000} s`);
      const timer = setTimeout(late, timeoutMs);
      const finish = () => {
        clearTimeout(timer);
        waiting.delete(check);
      };
      waiting.add(check);
      check();
    });
  }

  /** Looks now and after each piece; ends with the function that it returns. */
  const watch = (look: () => void): (() => void) => {
    waiting.add(look);
    look();
    return () => waiting.delete(look);
  };

  return {until, watch, bytes: () => bytes, exitCode: () => exitCode};
}

function picture(screen: Screen): string {
  const rows = screen.rows();
  const width = Math.max(...rows.map(row => row.length), 20);
  const edge = `+${'-'.repeat(width)}+`;
  return [edge, ...rows.map(row => `|${row.padEnd(width)}|`), edge].join('\n');
}
