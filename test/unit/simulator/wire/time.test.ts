import fc from 'fast-check';
import {expect, test} from 'vitest';
import {wireTime} from '../../../../source/simulator/wire/time.ts';

test('a moment reads back as it was, to the millisecond, whatever stands below it', () => {
  fc.assert(
    fc.property(fc.integer({min: 0, max: 4e12}), fc.nat(), (ms, grain) => {
      const text = wireTime(ms, grain);
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,8}[1-9])?Z$/);
      expect(Date.parse(text)).toBe(ms);
    }),
  );
});
