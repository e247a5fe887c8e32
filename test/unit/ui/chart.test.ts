import fc from 'fast-check';
import {expect, test} from 'vitest';
import {chartLines} from '../../../source/ui/chart.ts';
import {lineText, lineWidth} from '../../../source/ui/line-text.ts';

const draw = (values: readonly (number | null)[], more = {}) =>
  chartLines([{values, tone: 'ok'}], {width: 20, height: 4, ...more}).map(line => lineText(line).trimEnd());

test('a line goes from its smallest to its largest value', () => {
  expect(draw([0, 1, 2, 3])).toEqual(['   3.0 ┤  ╭─', '   2.0 ┤ ╭╯', '   1.0 ┤╭╯', '   0.0 ┤╯']);
});

test('a gap stays a gap', () => {
  expect(draw([0, 0, null, Number.NaN, 0, 0])).toEqual([
    '   1.0 ┤',
    '   0.7 ┤',
    '   0.3 ┤',
    '   0.0 ┤──  ──',
  ]);
});

test('values beyond the scale are drawn at its edge', () => {
  expect(draw([500, -500], {min: 0, max: 3})[0]).toBe('   3.0 ┤╮');
  expect(draw([500, -500], {min: 0, max: 3})[3]).toBe('   0.0 ┤╰─');
});

test('where nothing was measured or nothing fits, it says so', () => {
  expect(draw([])).toEqual(['Nothing was measured yet.']);
  expect(draw([null, Number.NaN])).toEqual(['Nothing was measured yet.']);
  expect(draw([1], {width: 9})).toEqual(['No room for a chart.']);
});

test('more values than columns keep their peaks', () => {
  const values = Array.from({length: 1200}, (_, index) => (index === 700 ? 9 : 0));
  expect(draw(values)[0]).toContain('╭╮');
});

test('it has the size asked for, whatever was measured', () => {
  const value = fc.oneof(fc.double({noNaN: false}), fc.constant(null), fc.integer({min: -5, max: 5}));
  fc.assert(
    fc.property(
      fc.array(value, {minLength: 1, maxLength: 60}),
      fc.integer({min: 2, max: 12}),
      (values, height) => {
        const lines = chartLines([{values: [...values, 1], tone: 'ok'}], {
          width: 40,
          height,
          min: -10,
          max: 10,
        });
        expect(lines).toHaveLength(height);
        for (const line of lines) expect(lineWidth(line)).toBe(40);
      },
    ),
  );
});
