import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {createPartRelease, passingParts} from '../../../../../source/engine/dockerode/lists/passing-parts.ts';

/** In memory of its own, as long answers are received. */
const part = (text: string): Buffer => Buffer.from(new Uint8Array(Buffer.from(text)).buffer);

const collect = async (stream: Readable) => {
  const parts: Buffer[] = [];
  for await (const one of passingParts(stream)) parts.push(one);
  return parts;
};

describe('the parts of an answer', () => {
  it('are those that were received, one by one', async () => {
    const received = ['[{"a"', ':1},', '{}]'].map(part);
    const stream = new Readable({read() {}});
    for (const one of received) stream.push(one);
    stream.push(null);
    const parts = await collect(stream);
    expect(parts).toHaveLength(3);
    parts.forEach((one, at) => {
      expect(one).toBe(received[at]);
    });
  });

  it('are not asked for while others wait', async () => {
    let asked = 0;
    const stream = new Readable({
      highWaterMark: 1,
      read() {
        asked += 1;
        this.push(asked > 100 ? null : part(`${asked}`));
      },
    });
    const parts = passingParts(stream);
    await parts.next();
    // The one that was taken, those that wait, and what the stream reads ahead.
    expect(asked).toBeLessThanOrEqual(5);
    let rest = 1;
    for await (const _ of parts) rest += 1;
    expect(rest).toBe(100);
  });

  it('end with the error that broke the stream, after what came before', async () => {
    const stream = new Readable({read() {}});
    stream.push(part('[{}'));
    const parts = passingParts(stream);
    expect(String((await parts.next()).value)).toBe('[{}');
    stream.destroy(new Error('socket hang up'));
    await expect(parts.next()).rejects.toThrow('socket hang up');
  });

  it('are refused when the stream is closed in the middle', async () => {
    const stream = new Readable({read() {}});
    stream.push(part('[{}'));
    const parts = passingParts(stream);
    await parts.next();
    stream.destroy();
    await expect(parts.next()).rejects.toThrow(/premature close/i);
  });

  it('are not read any more when nobody wants the rest', async () => {
    const stream = new Readable({read() {}});
    stream.push(part('[{}'));
    for await (const _ of passingParts(stream)) break;
    expect(stream.destroyed).toBe(true);
  });
});

describe('memory of parts', () => {
  it('is given back with the first part of the next', () => {
    const release = createPartRelease();
    const [first, second] = [part('first'), part('second')];
    release.seen(first.subarray(0, 2));
    release.seen(first.subarray(2));
    expect(first).toHaveLength(5);
    release.seen(second);
    expect([first.length, second.length]).toEqual([0, 6]);
    release.seen(null);
    expect(second).toHaveLength(0);
  });

  it('stays where it is shared with others', () => {
    const release = createPartRelease();
    const pooled = Buffer.from('short');
    release.seen(pooled);
    release.seen(null);
    expect(String(pooled)).toBe('short');
  });
});
