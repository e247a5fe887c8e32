import {EventEmitter} from 'node:events';
import {PassThrough, Writable} from 'node:stream';
import {Terminal as Xterm} from '@xterm/headless';
import type {ReactNode} from 'react';
import type {LogFile} from '../../source/terminal/log-file.ts';
import {startTerminal} from '../../source/terminal/start-terminal.tsx';
import type {Terminal} from '../../source/terminal/terminal.ts';

/** Bytes that a terminal sends for keys with a name. */
const keyBytes: Readonly<Record<string, string>> = {
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  'ctrl+space': '\0',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  delete: '\x1b[3~',
  f1: '\x1bOP',
};

function bytesOf(key: string): string {
  const control = /^ctrl\+([a-z])$/.exec(key);
  if (control) return String.fromCharCode((control[1] ?? '').charCodeAt(0) - 96);
  return keyBytes[key] ?? key;
}

/** One cell as a person sees it. `fg` and `bg` are indexes or 24 bit numbers; null is the terminal's default. */
interface ScreenCell {
  readonly text: string;
  readonly fg: number | null;
  readonly bg: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
}

class FakeOutput extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  bytes = 0;
  readonly #emulator: Xterm;

  constructor(emulator: Xterm) {
    super({decodeStrings: false});
    this.#emulator = emulator;
    this.columns = emulator.cols;
    this.rows = emulator.rows;
  }

  override _write(chunk: string | Buffer, _encoding: string, done: () => void): void {
    const text = chunk.toString();
    this.bytes += Buffer.byteLength(text);
    this.#emulator.write(text, done);
  }
}

/** A process whose signals come from the test and whose end is only noted. */
class FakeProcess extends EventEmitter {
  readonly killed: string[] = [];

  kill(_pid: number, signal: string): boolean {
    this.killed.push(signal);
    return true;
  }
}

export interface Harness {
  readonly terminal: Terminal;
  readonly process: FakeProcess;
  readonly exitCodes: readonly number[];
  readonly logged: readonly string[];
  /** What was written to the error stream. */
  readonly errors: () => string;
  /** Bytes written to the screen so far. */
  readonly bytesWritten: () => number;
  /** Presses keys by name, one after the other, and waits until the screen shows what came of them. */
  press(...keys: readonly string[]): Promise<void>;
  /** Types text, character by character, in one chunk. */
  type(text: string): Promise<void>;
  /** Sends bytes as they are. */
  send(bytes: string): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  /** Waits until the screen shows all that was changed. */
  settle(): Promise<void>;
  /** Waits until a condition on the screen holds; fails with the screen after two seconds. */
  waitFor(condition: (screen: Harness) => boolean): Promise<void>;
  /** One row as text, without blanks at its end. */
  row(index: number): string;
  rows(): readonly string[];
  text(): string;
  cell(column: number, row: number): ScreenCell;
  /** The cell in which a text on the screen begins. */
  cellOf(text: string): ScreenCell;
  /** Whether the alternate screen is shown. */
  readonly isAlternate: () => boolean;
  close(): Promise<void>;
}

const longestWaitMs = 2000;

/** Renders an element with the program's own terminal into an emulated one of the given size. */
export async function renderScreen(
  node: ReactNode,
  size: {readonly columns: number; readonly rows: number} = {columns: 80, rows: 24},
  env: Readonly<Record<string, string>> = {TERM: 'xterm-256color', LANG: 'en_US.UTF-8'},
): Promise<Harness> {
  const emulator = new Xterm({cols: size.columns, rows: size.rows, allowProposedApi: true, convertEol: true});
  const stdout = new FakeOutput(emulator);
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => {}});
  const stderr = new PassThrough();
  const fakeProcess = new FakeProcess();
  const exitCodes: number[] = [];
  const logged: string[] = [];
  const log: LogFile = {path: 'medianest.log', write: text => void logged.push(text)};
  const terminal = startTerminal({
    stdin,
    stdout,
    stderr,
    env,
    log,
    process: fakeProcess,
    exit: code => void exitCodes.push(code),
  });

  const drained = () => new Promise<void>(resolve => emulator.write('', resolve));
  const settle = async () => {
    // React hands work on through the event loop: input, commit, effects, then the paint.
    for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve));
    await terminal.waitUntilPainted();
    await drained();
  };
  const row = (index: number) => {
    const {active} = emulator.buffer;
    return (active.getLine(active.baseY + index)?.translateToString(true) ?? '').trimEnd();
  };
  const rows = () => Array.from({length: emulator.rows}, (_, index) => row(index));
  const cell = (column: number, index: number): ScreenCell => {
    const {active} = emulator.buffer;
    const found = active.getLine(active.baseY + index)?.getCell(column);
    if (!found) throw new Error(`no cell at column ${column}, row ${index}`);
    return {
      text: found.getChars() || ' ',
      fg: found.isFgDefault() ? null : found.getFgColor(),
      bg: found.isBgDefault() ? null : found.getBgColor(),
      bold: found.isBold() !== 0,
      dim: found.isDim() !== 0,
      inverse: found.isInverse() !== 0,
      underline: found.isUnderline() !== 0,
    };
  };
  const send = async (bytes: string) => {
    stdin.write(bytes);
    await settle();
  };

  const harness: Harness = {
    terminal,
    process: fakeProcess,
    exitCodes,
    logged,
    errors: () => String(stderr.read() ?? ''),
    bytesWritten: () => stdout.bytes,
    async press(...keys) {
      for (const key of keys) {
        const {promise: arrived, resolve} = Promise.withResolvers<void>();
        // A lone Esc is only known to be one when nothing followed it for a while.
        const release = terminal.onInput(() => resolve());
        stdin.write(bytesOf(key));
        await arrived;
        release();
        await settle();
      }
    },
    type: send,
    send,
    async resize(columns, rowCount) {
      emulator.resize(columns, rowCount);
      Object.assign(stdout, {columns, rows: rowCount});
      stdout.emit('resize');
      await settle();
    },
    settle,
    async waitFor(condition) {
      const deadline = performance.now() + longestWaitMs;
      while (!condition(harness)) {
        if (performance.now() > deadline)
          throw new Error(`condition not met; the screen is:\n${harness.text()}`);
        await new Promise(resolve => setTimeout(resolve, 5));
        await settle();
      }
    },
    row,
    rows,
    text: () => rows().join('\n').trimEnd(),
    cell,
    cellOf(text) {
      for (const [index, content] of rows().entries()) {
        const at = content.indexOf(text);
        if (at >= 0) return cell(at, index);
      }
      throw new Error(`"${text}" is not on the screen:\n${harness.text()}`);
    },
    isAlternate: () => emulator.buffer.active.type === 'alternate',
    async close() {
      await terminal.close();
      emulator.dispose();
    },
  };
  terminal.render(node);
  await settle();
  return harness;
}
