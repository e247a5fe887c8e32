import {Buffer} from 'node:buffer';
import {createElementScanner, type ElementScanner} from './element-scanner.ts';
import type {Pace} from './pace.ts';

/**
 * Decodes a list as it arrives and yields it in slices. One `JSON.parse` of 10,000 tasks would hold the event loop for
 * 100 ms and keep all of their 20 MB; here each element is parsed, trimmed by `decode` and forgotten.
 */
export async function* slicesOf<Value>(
  chunks: AsyncIterable<Buffer>,
  decode: (element: unknown) => Value | null,
  pace: Pace,
): AsyncGenerator<readonly Value[], void> {
  let slice: Value[] = [];
  let sinceMs = pace.now();
  for await (const elements of elementsOf(chunks, pace.wholeBytes)) {
    for (const element of elements) {
      const value = decode(element);
      if (value !== null) slice.push(value);
      if (pace.now() - sinceMs < pace.sliceMs) continue;
      await pace.breathe();
      // The reader's own work on the slice counts as ours: it runs in the same turn.
      sinceMs = pace.now();
      if (slice.length > 0) yield slice;
      slice = [];
    }
  }
  if (slice.length > 0) yield slice;
}

async function* elementsOf(
  chunks: AsyncIterable<Buffer>,
  wholeBytes: number,
): AsyncGenerator<Iterable<unknown>, void> {
  const held: Buffer[] = [];
  let size = 0;
  let scanner: ElementScanner | null = null;
  for await (const chunk of chunks) {
    if (scanner === null) {
      held.push(chunk);
      size += chunk.length;
      if (size <= wholeBytes) continue;
      scanner = createElementScanner();
      yield parsed(scanner.feed(Buffer.concat(held.splice(0))));
    } else yield parsed(scanner.feed(chunk));
  }
  if (scanner === null) yield whole(Buffer.concat(held).toString('utf8'));
  else scanner.end();
}

function* parsed(texts: Iterable<string>): Generator<unknown, void> {
  for (const text of texts) yield JSON.parse(text);
}

const whole = (text: string): readonly unknown[] => {
  const list: unknown = JSON.parse(text);
  // Go writes an empty list that it never made as `null`.
  if (list === null) return [];
  if (!Array.isArray(list)) throw new SyntaxError('the answer is not a list');
  return list;
};
