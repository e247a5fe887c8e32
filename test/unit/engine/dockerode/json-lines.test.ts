import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {jsonLines} from '../../../../source/engine/dockerode/json-lines.ts';

async function* arriving(chunks: readonly Uint8Array[]) {
  yield* chunks;
}

const read = async (chunks: readonly Uint8Array[]) => {
  const values: unknown[] = [];
  let skipped = 0;
  for await (const value of jsonLines(arriving(chunks), () => {
    skipped += 1;
  }))
    values.push(value);
  return {values, skipped};
};

describe('lines of JSON', () => {
  it('are read whole, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string({unit: 'grapheme'}), fc.string({unit: 'grapheme'})), {maxLength: 6}),
        fc.nat(),
        async (events, at) => {
          const bytes = Buffer.from(events.map(event => `${JSON.stringify(event)}\n`).join(''));
          const cut = at % (bytes.length + 1);
          const {values, skipped} = await read([bytes.subarray(0, cut), bytes.subarray(cut)]);
          expect(values).toEqual(events.map(event => JSON.parse(JSON.stringify(event))));
          expect(skipped).toBe(0);
        },
      ),
    );
  });

  it('are skipped and counted where they are no JSON, blank ones without a word', async () => {
    const text = '{"a":1}\r\n\n<html>\n{"b":\n{"c":3}';
    expect(await read([Buffer.from(text)])).toEqual({values: [{a: 1}, {c: 3}], skipped: 2});
  });

  it('never pile up: one without an end is forgotten, and the next one is read', async () => {
    const endless = Array.from({length: 40}, () => Buffer.alloc(64 * 1_024, 'x'));
    const chunks = [Buffer.from('{"a":1}\n'), ...endless, Buffer.from('\n{"b":2}\n')];
    expect(await read(chunks)).toEqual({values: [{a: 1}, {b: 2}], skipped: 1});
  });
});
