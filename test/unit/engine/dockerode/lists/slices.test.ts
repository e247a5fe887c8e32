import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createElementScanner} from '../../../../../source/engine/dockerode/lists/element-scanner.ts';
import type {Pace} from '../../../../../source/engine/dockerode/lists/pace.ts';
import {slicesOf} from '../../../../../source/engine/dockerode/lists/slices.ts';

/** Chops bytes at the given places, so that anything may be cut in two. */
const chopped = (bytes: Buffer, cuts: readonly number[]): readonly Buffer[] => {
  const places = [0, ...cuts.map(cut => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
};

/** Bytes that lie alone in their memory, as those of long answers do, so that it can be given back. */
const ownMemory = (bytes: string | Buffer): Buffer => Buffer.from(new Uint8Array(Buffer.from(bytes)).buffer);

async function* arriving(chunks: readonly Buffer[]) {
  yield* chunks;
}

const collect = async <Value>(slices: AsyncIterable<readonly Value[]>) => {
  const all: (readonly Value[])[] = [];
  for await (const slice of slices) all.push(slice);
  return all;
};

/** Time passes only by decoding: each element takes one millisecond. */
const steppedPace = (wholeBytes = 0) => {
  const counts = {ms: 0, sinceBreath: 0, longest: 0, breaths: 0};
  const pace: Pace = {
    sliceMs: 3,
    wholeBytes,
    now: () => counts.ms,
    async breathe() {
      counts.breaths += 1;
      counts.sinceBreath = 0;
    },
  };
  const decode = (element: unknown) => {
    counts.ms += 1;
    counts.sinceBreath += 1;
    counts.longest = Math.max(counts.longest, counts.sinceBreath);
    return element;
  };
  return {counts, pace, decode};
};

describe('a list that arrives in pieces', () => {
  const element = fc.oneof(
    fc.dictionary(fc.string({unit: 'grapheme'}), fc.jsonValue()),
    fc.array(fc.jsonValue()),
  );

  it('gives exactly the elements of the whole, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(element, {maxLength: 8}),
        fc.array(fc.nat(), {maxLength: 12}),
        fc.constantFrom(undefined, 2),
        fc.constantFrom(0, 64, 1_000_000),
        async (elements, cuts, indent, wholeBytes) => {
          const text = JSON.stringify(elements, null, indent);
          const {pace} = steppedPace(wholeBytes);
          const chunks = chopped(ownMemory(text), cuts);
          const slices = await collect(slicesOf(arriving(chunks), value => value, pace));
          expect(slices.flat()).toEqual(JSON.parse(text));
        },
      ),
      {numRuns: 300},
    );
  });

  it.each([0, 1_000_000])(
    'lets go of the event loop every three milliseconds, whole up to %i bytes',
    async whole => {
      const {counts, pace, decode} = steppedPace(whole);
      const bytes = Buffer.from(JSON.stringify(Array.from({length: 1_000}, (_, id) => ({id}))));
      const slices = await collect(slicesOf(arriving([bytes]), decode, pace));
      expect(slices.flat()).toHaveLength(1_000);
      expect(counts.longest).toBe(3);
      expect(counts.breaths).toBe(333);
      expect(Math.max(...slices.map(slice => slice.length))).toBe(3);
    },
  );

  it('gives back what it has looked at, and nothing that it still needs', async () => {
    const elements = Array.from({length: 200}, (_, id) => ({id, name: 'x'.repeat(50)}));
    const bytes = Buffer.from(JSON.stringify(elements));
    // Each in memory of its own, as long answers are received.
    const chunks = chopped(bytes, [100, 1_000, 1_001, 7_000]).map(part =>
      Buffer.from(new Uint8Array(part).buffer),
    );
    const {pace} = steppedPace();
    const slices = await collect(slicesOf(arriving(chunks), value => value, pace));
    expect(slices.flat()).toEqual(elements);
    expect(chunks.filter(chunk => chunk.length > 0)).toEqual([]);
  });

  it('drops what the decoder drops, and yields no empty slice', async () => {
    const {pace} = steppedPace();
    const bytes = Buffer.from('[{"a":1},{},{"a":2}]');
    const keep = (value: unknown) => (Object.keys(value as object).length > 0 ? value : null);
    expect(await collect(slicesOf(arriving([bytes]), keep, pace))).toEqual([[{a: 1}, {a: 2}]]);
    expect(await collect(slicesOf(arriving([Buffer.from('[{}]')]), keep, pace))).toEqual([]);
  });

  it.each([0, 100])('is empty where the engine writes null, whole up to %i bytes', async whole => {
    const {pace} = steppedPace(whole);
    const chunks = arriving([Buffer.from('nu'), Buffer.from('ll\n')]);
    expect(await collect(slicesOf(chunks, value => value, pace))).toEqual([]);
  });

  it.each(['[{"a":1}', '', '{"message":"no"}', '[{"a":]', 'oops'])(
    'is refused when it is "%s"',
    async text => {
      const {pace} = steppedPace();
      const read = collect(slicesOf(arriving([Buffer.from(text)]), value => value, pace));
      await expect(read).rejects.toThrow(SyntaxError);
      const whole = steppedPace(100).pace;
      const readWhole = collect(slicesOf(arriving([Buffer.from(text)]), value => value, whole));
      await expect(readWhole).rejects.toThrow(SyntaxError);
    },
  );
});

describe('the scanner', () => {
  it('is not misled by brackets, quotes and backslashes in texts, cut at every place', () => {
    const elements = [{a: '}]"[{\\', 'b\\"': [1, {c: '\\\\'}]}, {d: '\u2028 é 🐳'}];
    const bytes = Buffer.from(JSON.stringify(elements));
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const scanner = createElementScanner();
      const texts = chopped(bytes, [cut]).flatMap(chunk => [...scanner.feed(chunk)]);
      scanner.end();
      expect(texts.map(text => JSON.parse(text.toString()))).toEqual(elements);
    }
  });
});
