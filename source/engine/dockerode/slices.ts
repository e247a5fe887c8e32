import type {Buffer} from 'node:buffer';
import {createElementScanner} from './element-scanner.ts';
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
  const scanner = createElementScanner();
  let slice: Value[] = [];
  let sinceMs = pace.now();
  for await (const chunk of chunks) {
    for (const text of scanner.feed(chunk)) {
      const value = decode(JSON.parse(text));
      if (value !== null) slice.push(value);
      if (pace.now() - sinceMs < pace.sliceMs) continue;
      await pace.breathe();
      // The reader's own work on the slice counts as ours: it runs in the same turn.
      sinceMs = pace.now();
      if (slice.length > 0) yield slice;
      slice = [];
    }
  }
  scanner.end();
  if (slice.length > 0) yield slice;
}
