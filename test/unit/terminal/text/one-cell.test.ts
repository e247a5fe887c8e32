import fc from 'fast-check';
import stringWidthOf from 'string-width';
import {expect, test} from 'vitest';
import {isAllOneCell, isOneCell} from '../../../../source/terminal/text/one-cell.ts';

const units = Array.from({length: 0x1_0000}, (_, unit) => unit).filter(isOneCell);
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

test('every character of one cell is one for the width of strings too', () => {
  const others = units.filter(unit => stringWidthOf(String.fromCharCode(unit)) !== 1);
  expect(others).toEqual([]);
});

test('none of them is a control, invisible, a mark or half of a pair', () => {
  const unsafe = /[\p{Control}\p{Format}\p{Default_Ignorable_Code_Point}\p{Mark}\p{Surrogate}]/u;
  expect(units.filter(unit => unsafe.test(String.fromCharCode(unit)))).toEqual([]);
});

test('text of them alone falls into as many characters as it has units', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...units), {maxLength: 20}), some => {
      const text = String.fromCharCode(...some);
      expect(isAllOneCell(text)).toBe(true);
      expect([...segmenter.segment(text)]).toHaveLength(text.length);
      expect(stringWidthOf(text)).toBe(text.length);
    }),
  );
});

test.each(['a\u0301', '\u00ad', '\u200b', '界', '🙂', '\x1b[m', '\t', '\u25fd'])(
  '%j is more than that',
  text => {
    expect(isAllOneCell(text)).toBe(false);
  },
);
