import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isSame} from '../../../source/store/same.ts';

describe('structural equality', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [Number.NaN, Number.NaN, true],
    ['a', 'b', false],
    [null, undefined, false],
    [null, {}, false],
    [[], {}, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [{a: 1}, {a: 1, b: undefined}, false],
    [{a: undefined}, {b: undefined}, false],
    [{a: {b: [1]}}, {a: {b: [1]}}, true],
    [{a: 1, b: 2}, {b: 2, a: 1}, true],
  ])('of %j and %j is %j, both ways', (a, b, expected) => {
    expect(isSame(a, b)).toBe(expected);
    expect(isSame(b, a)).toBe(expected);
  });

  it('holds for any data and its copy', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(isSame(value, structuredClone(value))).toBe(true);
      }),
    );
  });
});
