import fc from 'fast-check';
import {expect, it} from 'vitest';
import {pack, unpack} from '../../../../source/store/metrics/packed-value.ts';

it('gives back every figure to within a thousandth, zero as zero, and what is unknown as unknown', () => {
  fc.assert(
    fc.property(fc.double({min: 0.001, max: 2 ** 46, noNaN: true}), value => {
      expect(Math.abs(unpack(pack(value)) - value) / value).toBeLessThan(0.001);
    }),
  );
  expect(unpack(pack(0))).toBe(0);
  expect(unpack(pack(null))).toBeNaN();
  expect(unpack(pack(Number.NaN))).toBeNaN();
});
