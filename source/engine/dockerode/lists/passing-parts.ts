import type {Buffer} from 'node:buffer';
import {finished, type Readable} from 'node:stream';

/** Parts of a long answer that are waiting before no more are read. */
const heldAtMost = 2;

/**
 * The parts of a stream as they were received. To iterate over the stream itself would make one of all that are waiting,
 * in memory that is then there twice until it is collected.
 */
export async function* passingParts(stream: Readable): AsyncGenerator<Buffer, void> {
  const waiting: Buffer[] = [];
  let end: {readonly error: Error | null} | null = null;
  let wake = () => {};
  stream.on('data', (part: Buffer) => {
    waiting.push(part);
    if (waiting.length >= heldAtMost) stream.pause();
    wake();
  });
  finished(stream, {writable: false}, error => {
    end = {error: error ?? null};
    wake();
  });
  const ended = () => end;
  try {
    for (;;) {
      const part = waiting.shift();
      if (part !== undefined) {
        yield part;
        continue;
      }
      const over = ended();
      if (over?.error) throw over.error;
      if (over !== null) return;
      const {promise, resolve} = Promise.withResolvers<void>();
      wake = resolve;
      stream.resume();
      await promise;
    }
  } finally {
    stream.destroy();
  }
}

/** Gives back the memory of parts that were looked at. */
export interface PartRelease {
  /** A part, after those before it; `null` after the last. */
  seen(part: Buffer | null): void;
}

/**
 * At once, not when V8 next collects: a list of 10,000 tasks is 9 MB, and the C library keeps what a process once had in
 * small pieces. Several parts can lie in what was received together, so that it is given back with the first part of the next.
 */
export const createPartRelease = (): PartRelease => {
  let last: ArrayBufferLike | null = null;
  return {
    seen(part) {
      const present = part?.buffer ?? null;
      if (last !== null && last !== present) release(last);
      last = present;
    },
  };
};

const release = (memory: ArrayBufferLike): void => {
  if (!(memory instanceof ArrayBuffer)) return;
  try {
    memory.transfer(0);
  } catch {
    // Short parts lie in Node's pool with others, which does not let itself be taken away.
  }
};
