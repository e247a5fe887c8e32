import {EventEmitter} from 'node:events';
import {Writable} from 'node:stream';
import type {Terminal as Xterm} from '@xterm/headless';

/** Bytes that a terminal sends for keys with a name. */
const keyBytes: Readonly<Record<string, string>> = {
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  'shift+tab': '\x1b[Z',
  space: ' ',
  backspace: '\x7f',
  'ctrl+space': '\0',
  'ctrl+\\': '\x1c',
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
  f5: '\x1b[15~',
};

/** What a terminal sends when a key is pressed. */
export function bytesOf(key: string): string {
  const control = /^ctrl\+([a-z])$/.exec(key)?.[1];
  const bytes = control ? String.fromCharCode(control.charCodeAt(0) - 96) : (keyBytes[key] ?? key);
  if ([...key].length > 1 && bytes === key) throw new Error(`the test terminal has no key "${key}"`);
  return bytes;
}

/** An output that is a terminal of the emulator's size and paints into it. */
export class FakeOutput extends Writable {
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
export class FakeProcess extends EventEmitter {
  readonly killed: string[] = [];

  kill(_pid: number, signal: string): boolean {
    this.killed.push(signal);
    return true;
  }
}
