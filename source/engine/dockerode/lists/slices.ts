import {Buffer} from 'node:buffer';
import {createElementScanner, type ElementScanner} from './element-scanner.ts';
import {type Found, type Recall, recallNothing} from './known-elements.ts';
import type {Pace} from './pace.ts';
import {createPartRelease} from './passing-parts.ts';

/**
 * Decodes a list as it arrives and yields it in slices. One `JSON.parse` of 10,000 tasks would hold the event loop for
 * 100 ms and keep all of their 20 MB; here each element is parsed, trimmed by `decode` and forgotten.
 */
export async function* slicesOf<Value>(
  chunks: AsyncIterable<Buffer>,
  decode: (element: unknown) => Value | null,
  pace: Pace,
  begin: () => Promise<Recall<Value>> = async () => recallNothing,
): AsyncGenerator<readonly Value[], void> {
  let slice: Value[] = [];
  let sinceMs = pace.now();
  for await (const values of valuesOf(chunks, decode, pace.wholeBytes, begin)) {
    for (const value of values) {
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

async function* valuesOf<Value>(
  chunks: AsyncIterable<Buffer>,
  decode: (element: unknown) => Value | null,
  wholeBytes: number,
  begin: () => Promise<Recall<Value>>,
): AsyncGenerator<Iterable<Value | null>, void> {
  const held: Buffer[] = [];
  let size = 0;
  let long: LongList<Value> | null = null;
  const release = createPartRelease();
  for await (const chunk of chunks) {
    if (long !== null) {
      yield each(long.scanner.feed(chunk), long.read);
      release.seen(chunk);
      continue;
    }
    held.push(chunk);
    size += chunk.length;
    if (size <= wholeBytes) continue;
    long = longList(await begin(), decode);
    const first = Buffer.concat(held);
    for (const part of held.splice(0)) release.seen(part);
    yield each(long.scanner.feed(first), long.read);
  }
  if (long === null) yield each(whole(Buffer.concat(held).toString('utf8')), decode);
  else {
    long.scanner.end();
    long.recall.end();
    release.seen(null);
  }
}

interface LongList<Value> {
  readonly scanner: ElementScanner<Value>;
  readonly recall: Recall<Value>;
  readonly read: (element: Buffer | Found<Value>) => Value | null;
}

const longList = <Value>(
  recall: Recall<Value>,
  decode: (element: unknown) => Value | null,
): LongList<Value> => ({
  scanner: createElementScanner(recall.find),
  recall,
  read: element =>
    Buffer.isBuffer(element)
      ? recall.read(element, () => decode(JSON.parse(element.toString('utf8'))))
      : element.value,
});

function* each<Element, Value>(
  elements: Iterable<Element>,
  read: (element: Element) => Value,
): Generator<Value, void> {
  for (const element of elements) yield read(element);
}

const whole = (text: string): readonly unknown[] => {
  const list: unknown = JSON.parse(text);
  // Go writes an empty list that it never made as `null`.
  if (list === null) return [];
  if (!Array.isArray(list)) throw new SyntaxError('the answer is not a list');
  return list;
};
