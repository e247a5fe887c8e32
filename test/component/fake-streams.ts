import {EventEmitter} from 'node:events';
import {Writable} from 'node:stream';
import type {Terminal as Xterm} from '@xterm/headless';

/** An output that is a terminal of the emulator's size and paints into it. */
export class FakeOutput extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  bytes = 0;
  /** All that was written. */
  raw = '';
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
    this.raw += text;
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
