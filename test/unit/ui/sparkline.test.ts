import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sparkline} from '../../../source/ui/sparkline.ts';

test('values are blocks of eight heights, the newest at the right', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█');
  expect(sparkline([9, 0, 7], 2)).toBe('▁█');
  expect(sparkline([1], 3)).toBe('  █');
});

test('a gap is not a zero', () => {
  expect(sparkline([0, null, Number.NaN, 4], 4)).toBe('▁  █');
});

test('a fixed scale is kept and values beyond it are cut', () => {
  expect(sparkline([0, 50, 100, 150, -5], 5, {min: 0, max: 100})).toBe('▁▅██▁');
});

test('nothing, or nothing but zeros, is drawn low', () => {
  expect(sparkline([], 3)).toBe('   ');
  expect(sparkline([0, 0], 2)).toBe('▁▁');
});

test('it is always as wide as asked for', () => {
  const values = fc.array(fc.oneof(fc.double(), fc.constant(null)), {maxLength: 40});
  fc.assert(
    fc.property(values, fc.nat(30), (some, width) => {
      expect(sparkline(some, width)).toHaveLength(width);
    }),
  );
});
