import {stripVTControlCharacters} from 'node:util';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {paintRow} from '../../../source/terminal/paint-row.ts';
import type {Style} from '../../../source/terminal/style.ts';
import {stringWidth} from '../../../source/terminal/text/width.ts';

const red: Style = {foreground: {kind: 'ansi', index: 1}};

test('a row is written with as few sequences as its looks need', () => {
  const row = [
    {text: 'a', style: {}},
    {text: 'b', style: red},
    {text: 'c', style: {...red}},
  ];
  expect(paintRow(row, 5, {}, true)).toBe('a\x1b[0;31mbc\x1b[0m  ');
});

test('colours of each kind have their sequence', () => {
  const paint = (style: Style) => paintRow([{text: 'x', style}], 1, {}, true);
  expect(paint({foreground: {kind: 'ansi', index: 9}})).toBe('\x1b[0;91mx\x1b[0m');
  expect(paint({background: {kind: 'ansi', index: 12}})).toBe('\x1b[0;104mx\x1b[0m');
  expect(paint({background: {kind: 'palette', index: 24}, bold: true})).toBe('\x1b[0;1;48;5;24mx\x1b[0m');
  expect(paint({foreground: {kind: 'rgb', red: 1, green: 2, blue: 3}})).toBe('\x1b[0;38;2;1;2;3mx\x1b[0m');
});

test('foreign text cannot bring sequences of its own', () => {
  expect(paintRow([{text: '\x1b[2Jx\x1b]0;t\x07', style: {}}], 3, {}, true)).toBe('x  ');
});

test('without UTF-8 everything is ASCII of the same width', () => {
  expect(paintRow([{text: '▸ api … │ ┌─┐ 東 é ▅', style: {}}], 20, {}, false)).toBe('> api ~ | +-+ ?? ? =');
});

test('a row is exactly as wide as asked for, in both character sets', () => {
  const run = fc.record({
    text: fc.string({unit: 'grapheme', maxLength: 12}),
    style: fc.constantFrom<Style>({}, red),
  });
  fc.assert(
    fc.property(
      fc.array(run, {maxLength: 4}),
      fc.integer({min: 1, max: 30}),
      fc.boolean(),
      (row, width, isUnicode) => {
        const text = stripVTControlCharacters(paintRow(row, width, {}, isUnicode));
        expect(stringWidth(text)).toBe(width);
      },
    ),
  );
});
