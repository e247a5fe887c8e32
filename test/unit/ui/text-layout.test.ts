import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sanitise} from '../../../source/terminal/text/sanitise.ts';
import {graphemes, stringWidth} from '../../../source/terminal/text/width.ts';
import {lineText, lineWidth} from '../../../source/ui/line-text.ts';
import type {Line} from '../../../source/ui/span.ts';
import {
  findMatches,
  highlight,
  layoutText,
  nextMatch,
  normaliseLine,
  searchPattern,
} from '../../../source/ui/text-layout.ts';

const text = (...lines: readonly string[]): Line[] => lines.map(line => [{text: line}]);

test('lines break at the width, wide characters whole', () => {
  const rows = layoutText(text('abcdef', '東京都', ''), 4);
  expect(rows.map(row => [row.index, lineText(row.line)])).toEqual([
    [0, 'abcd'],
    [0, 'ef'],
    [1, '東京'],
    [1, '都'],
    [2, ''],
  ]);
});

test('without a width a line is a row', () => {
  expect(layoutText(text('a'.repeat(500)), null)).toHaveLength(1);
});

test('prose breaks after words, and within a word that is longer than the row', () => {
  const rows = layoutText(text('the task failed withoutanyreason today'), 10, 'word');
  expect(rows.map(row => lineText(row.line).trimEnd())).toEqual([
    'the task',
    'failed',
    'withoutany',
    'reason',
    'today',
  ]);
});

test('tabs go to the next stop', () => {
  expect(lineText(normaliseLine([{text: 'ab\tc'}, {text: '\td'}]))).toBe('ab      c       d');
});

/** Without the few signs that are wider than two cells. */
const anyText = fc
  .string({unit: 'grapheme', maxLength: 60})
  .filter(line => graphemes(sanitise(line)).every(part => stringWidth(part) <= 2));

test('a character wider than the row is left out, and what follows it is not', () => {
  expect(layoutText(text('a東b'), 1).map(row => lineText(row.line))).toEqual(['a', ' ', 'b']);
});

test('breaking loses nothing and no row is too wide', () => {
  fc.assert(
    fc.property(anyText, fc.integer({min: 2, max: 20}), (line, width) => {
      const rows = layoutText([[{text: line}]], width);
      expect(rows.map(row => lineText(row.line)).join('')).toBe(lineText(normaliseLine([{text: line}])));
      for (const row of rows) expect(lineWidth(row.line)).toBeLessThanOrEqual(width);
    }),
  );
});

test('a search ignores case unless it has a capital', () => {
  const lines = text('Error: boom', 'no error', 'ok');
  expect(findMatches(lines, searchPattern('error') ?? /^$/).map(match => match.line)).toEqual([0, 1]);
  expect(findMatches(lines, searchPattern('Error') ?? /^$/).map(match => match.line)).toEqual([0]);
});

test('text that is no expression is searched for as it stands', () => {
  const lines = text('a[0] (x', 'b');
  expect(findMatches(lines, searchPattern('[0] (') ?? /^$/)).toEqual([{line: 0, start: 1, end: 6}]);
  expect(searchPattern('')).toBeNull();
});

test('an expression that matches nothing visible finds nothing', () => {
  expect(findMatches(text('abc'), /x*/)).toEqual([]);
});

test('next and previous go round', () => {
  const matches = findMatches(text('x x', 'y', 'x'), /x/);
  expect(nextMatch(matches, {line: 0, start: 0}, 1)).toBe(1);
  expect(nextMatch(matches, {line: 2, start: 0}, 1)).toBe(0);
  expect(nextMatch(matches, {line: 0, start: 0}, -1)).toBe(2);
  expect(nextMatch(matches, {line: 1, start: 0}, -1)).toBe(1);
  expect(nextMatch([], {line: 0, start: 0}, 1)).toBe(-1);
});

test('a match is laid under across spans, and the text stays the same', () => {
  const line: Line = [{text: 'fail', tone: 'critical'}, {text: 'ed task'}];
  const matches = findMatches([line], /led t/);
  const marked = highlight(line, matches, matches[0] ?? null);
  expect(lineText(marked)).toBe('failed task');
  expect(marked.filter(span => span.under === 'match').map(span => span.text)).toEqual(['l', 'ed t']);
  expect(marked[0]).toMatchObject({text: 'fai', tone: 'critical'});
});
