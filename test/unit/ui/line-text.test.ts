import fc from 'fast-check';
import {expect, test} from 'vitest';
import {dropLine, fitLine, lineText, lineWidth, spread, takeLine} from '../../../source/ui/line-text.ts';
import type {Line} from '../../../source/ui/span.ts';

const line: Line = [{text: 'task '}, {text: 'failed', tone: 'critical'}, {text: ' 東京'}];

test('a line is cut across spans and keeps their tones', () => {
  expect(fitLine(line, 9)).toEqual([
    {text: 'task '},
    {text: 'fai', tone: 'critical'},
    {text: '…', tone: 'critical'},
  ]);
  expect(lineText(fitLine(line, 20))).toBe('task failed 東京    ');
  expect(lineText(fitLine(line, 20, 'right'))).toBe('    task failed 東京');
});

test('a wide character that does not fit leaves a blank', () => {
  expect(lineText(fitLine(line, 14))).toBe('task failed … ');
});

test('the end of a line stays where both parts do not fit', () => {
  expect(lineText(spread([{text: 'services'}], [{text: 'live'}], 16))).toBe('services    live');
  expect(lineText(spread([{text: 'services'}], [{text: 'live'}], 9))).toBe('serv…live');
});

const anyLine = fc.array(
  fc.string({unit: 'binary', maxLength: 8}).map(text => ({text})),
  {maxLength: 4},
);

test('fitted lines have their width, taken ones at most', () => {
  fc.assert(
    fc.property(anyLine, fc.integer({min: 1, max: 30}), (some, width) => {
      expect(lineWidth(fitLine(some, width))).toBe(width);
      expect(lineWidth(takeLine(some, width))).toBeLessThanOrEqual(width);
      expect(lineWidth(dropLine(some, width))).toBe(Math.max(0, lineWidth(some) - width));
    }),
  );
});
