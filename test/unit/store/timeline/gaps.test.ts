import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {gapsBetween} from '../../../../source/store/timeline/gaps.ts';

const minutes = (from: number, to: number) => ({fromMs: from * 60_000, toMs: to * 60_000});

describe('gaps', () => {
  it('are what no span covers, up to the end of what is asked for', () => {
    expect(gapsBetween([minutes(20, 30), minutes(1, 10)], minutes(0, 60))).toEqual([
      minutes(10, 20),
      minutes(30, 60),
    ]);
  });

  it('are none before anybody looked, and none where two consoles overlap', () => {
    expect(gapsBetween([], minutes(0, 60))).toEqual([]);
    expect(gapsBetween([minutes(5, 40), minutes(10, 20), minutes(30, 60)], minutes(0, 60))).toEqual([]);
  });

  it('never cover a moment in which somebody looked', () => {
    const span = fc.tuple(fc.nat(100), fc.nat(100)).map(([from, long]) => minutes(from, from + long));
    fc.assert(
      fc.property(fc.array(span, {maxLength: 8}), fc.nat(250), (spans, moment) => {
        const atMs = moment * 60_000;
        const isSeen = spans.some(({fromMs, toMs}) => atMs > fromMs && atMs < toMs);
        const gaps = gapsBetween(spans, minutes(0, 300));
        const isInGap = gaps.some(({fromMs, toMs}) => atMs > fromMs && atMs < toMs);
        expect(isSeen && isInGap).toBe(false);
        for (const [index, gap] of gaps.entries())
          expect(gap.fromMs).toBeGreaterThanOrEqual(gaps[index - 1]?.toMs ?? 0);
      }),
    );
  });
});
