import fc from 'fast-check';
import stringWidthOf from 'string-width';
import {expect, test} from 'vitest';
import {sanitise} from '../../../../source/terminal/text/sanitise.ts';
import {
  dropCells,
  fit,
  graphemes,
  isWidthDoubtful,
  stringWidth,
  takeCells,
  truncate,
} from '../../../../source/terminal/text/width.ts';

const anyText = fc.oneof(
  fc.string({maxLength: 20}),
  fc.string({unit: 'grapheme', maxLength: 20}),
  fc.string({unit: 'binary', maxLength: 20}),
);
const anyWidth = fc.integer({min: 0, max: 30});

test('the fast path agrees with string-width on every character that it takes', () => {
  for (let unit = 0x20; unit < 0x2600; unit++) {
    const text = String.fromCharCode(unit);
    if (sanitise(text) === text) expect([unit, stringWidth(text)]).toEqual([unit, stringWidthOf(text)]);
  }
});

test('fitted text is exactly as wide as asked for, whatever it is', () => {
  fc.assert(
    fc.property(
      anyText,
      anyWidth,
      fc.constantFrom('left' as const, 'right' as const),
      (text, width, align) => {
        expect(stringWidth(fit(text, width, align))).toBe(width);
      },
    ),
  );
});

test('text that fits is only padded', () => {
  expect(fit('web', 6)).toBe('web   ');
  expect(fit('42', 6, 'right')).toBe('    42');
});

test('text that does not fit ends in an ellipsis', () => {
  expect(truncate('media_api', 6)).toBe('media…');
  expect(truncate('media_api', 1)).toBe('…');
  expect(truncate('media_api', 0)).toBe('');
});

test('a wide character is never cut in half', () => {
  expect(fit('東京都', 4)).toBe('東… ');
  expect(takeCells('東京都', 3)).toBe('東');
  expect(dropCells('東京都', 1)).toBe(' 京都');
});

test('taking and dropping the same cells gives back the whole width', () => {
  fc.assert(
    fc.property(anyText.map(sanitise), anyWidth, (text, width) => {
      expect(stringWidth(takeCells(text, width))).toBeLessThanOrEqual(width);
      expect(text.startsWith(takeCells(text, width))).toBe(true);
    }),
  );
});

test.each([
  ['letters', 'aé'],
  ['box drawing and our marks', '─█…·'],
  ['Cyrillic, Greek, Hebrew', 'жΩא'],
  ['Han, kana, Hangul', '東カ한'],
])('%s are as wide in every terminal', (_, text) => {
  expect(graphemes(text).filter(isWidthDoubtful)).toEqual([]);
});

test.each([
  ['a flag', '🇩🇪'],
  ['an emoji', '🫠'],
  ['a combining mark', 'e\u0301\u0302'],
  ['a spacing mark', 'का'],
  ['conjoining jamo', '\u1100\u1161'],
  ['private use', '\ue0b0'],
  ['a text emoji', '❤'],
])('terminals disagree on %s', (_, text) => {
  expect(graphemes(text).every(isWidthDoubtful)).toBe(true);
});
