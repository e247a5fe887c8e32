import type {Readable, Writable} from 'node:stream';
import {childLeftovers} from '../life/loan.ts';

/** A program elsewhere that gets our terminal. */
export interface Attachable {
  readonly input: Writable;
  /** Gives all that comes out. Rejects where the connection breaks. */
  read(take: (bytes: Uint8Array, isError: boolean) => void): Promise<void>;
  resize(size: {readonly columns: number; readonly rows: number}): Promise<void>;
  close(): void;
}

/** Our side of it. */
export interface AttachPorts {
  readonly input: Readable & {readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown};
  readonly output: Writable & {readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number};
  readonly errors: Writable;
  readonly process: {
    once(signal: 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
    off(signal: 'SIGTERM' | 'SIGHUP', listener: () => void): unknown;
  };
  /** Remembers how the terminal driver is set; returns how to set it so again. */
  readonly saveTty: () => () => void;
}

/**
 * Joins our terminal to a program elsewhere until that ends, its connection breaks, or we are told to end; the terminal is
 * put right whichever it is. `isTerminal`: every key goes there, Ctrl-C too.
 */
export async function attachSession(
  session: Attachable,
  isTerminal: boolean,
  {input, output, errors, process, saveTty}: AttachPorts,
): Promise<void> {
  const restoreTty = isTerminal ? saveTty() : () => undefined;
  const give = (chunk: unknown) => void session.input.write(chunk);
  const endInput = () => void session.input.end();
  const resize = () => void session.resize({columns: output.columns ?? 80, rows: output.rows ?? 24});
  const close = () => session.close();
  // Who writes into what has just closed learns of it by the end of what is read.
  const ignore = () => undefined;
  session.input.on('error', ignore);
  try {
    if (isTerminal) input.setRawMode?.(true);
    input.on('data', give);
    input.once('end', endInput);
    output.on('resize', resize);
    process.once('SIGTERM', close);
    process.once('SIGHUP', close);
    await session.read((bytes, isError) => void (isError ? errors : output).write(bytes));
  } finally {
    input.off('data', give);
    input.off('end', endInput);
    output.off('resize', resize);
    process.off('SIGTERM', close);
    process.off('SIGHUP', close);
    input.pause();
    if (isTerminal) {
      input.setRawMode?.(false);
      output.write(childLeftovers);
      restoreTty();
    }
    session.close();
  }
}
