import {Writable} from 'node:stream';
import type {OutputStream} from '../streams.ts';

/** The stream given to Ink: as large as the terminal, and nothing written to it gets there by itself. */
export class InkStream extends Writable {
  readonly isTTY = true;
  readonly #terminal: OutputStream;
  readonly #take: (text: string) => void;

  constructor(terminal: OutputStream, take: (text: string) => void) {
    super({decodeStrings: false});
    this.#terminal = terminal;
    this.#take = take;
    // Ink may write once more while it is taken down, after this was destroyed.
    this.on('error', () => {});
  }

  get columns(): number {
    return this.#terminal.columns || 80;
  }

  get rows(): number {
    return this.#terminal.rows || 24;
  }

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.#take(String(chunk));
    done();
  }
}
