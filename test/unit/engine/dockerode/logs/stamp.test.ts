import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readStamp} from '../../../../../source/engine/dockerode/logs/stamp.ts';

describe('the moment before a line', () => {
  it('is read as Date reads it, for every moment, with all nine digits', () => {
    const moments = fc.integer({min: 0, max: Date.UTC(2199, 0)});
    fc.assert(
      fc.property(moments, fc.integer({min: 0, max: 999_999}), (timeMs, nanos) => {
        const iso = new Date(timeMs).toISOString();
        const text = `${iso.slice(0, -1)}${String(nanos).padStart(6, '0')}Z x`;
        expect(readStamp(Buffer.from(text), 0)).toEqual({timeMs, nanos, end: 31});
      }),
    );
  });

  it('may have fewer digits behind the point, or none', () => {
    expect(readStamp(Buffer.from('1970-01-01T00:00:01Z x'), 0)).toEqual({timeMs: 1_000, nanos: 0, end: 21});
    expect(readStamp(Buffer.from('1970-01-01T00:00:01.5Z x'), 0)).toMatchObject({timeMs: 1_500, nanos: 0});
  });

  it('is nothing else that begins with digits', () => {
    for (const text of ['2026-11-23 12:54:54Z x', '2026-11-23T12:54:54', '12', '', '2026-11-23T12:54:54.1 x'])
      expect(readStamp(Buffer.from(text), 0)).toBeNull();
  });
});
