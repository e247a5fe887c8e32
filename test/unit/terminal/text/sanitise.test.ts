import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sanitise} from '../../../../source/terminal/text/sanitise.ts';

/** Text rich in what terminals act upon. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\x1b',
        '\x1b[',
        '\x1b]',
        '\x9b',
        '\x9d',
        '\x07',
        '\x1b\\',
        '0;',
        'm',
        'J',
        '\r',
        '\n',
        '\t',
        '\b',
      ),
      fc.constantFrom(
        '\u200b',
        '\u202e',
        '\ufeff',
        '\u2028',
        '\ud800',
        '\udc00',
        'é',
        '界',
        '👩‍👧',
        '\ufe0f',
      ),
      fc.string({unit: 'binary', maxLength: 3}),
    ),
    {maxLength: 12},
  )
  .map(parts => parts.join(''));

test('plain text stays as it is', () => {
  expect(sanitise('web.1 running 3/3')).toBe('web.1 running 3/3');
  expect(sanitise('naïve café 東京')).toBe('naïve café 東京');
});

test.each([
  ['colours', '\x1b[31mred\x1b[0m', 'red'],
  ['cursor movement', 'a\x1b[2J\x1b[1;1Hb', 'ab'],
  ['a window title', 'a\x1b]0;owned\x07b', 'ab'],
  ['a clipboard write', 'a\x1b]52;c;ZXZpbA==\x1b\\b', 'ab'],
  ['a device control string', 'a\x1bPq#0\x1b\\b', 'ab'],
  ['C1 forms', 'a\x9b31mb\x9d0;t\x9cc', 'abc'],
  ['an unfinished sequence', 'a\x1b[3', 'a'],
  ['a reset of the terminal', 'a\x1bcb', 'ab'],
])('%s are removed', (_, text, expected) => {
  expect(sanitise(text)).toBe(expected);
});

test('controls that would move the cursor are shown and do nothing', () => {
  expect(sanitise('a\rb\nc\bd\x7fe\x85f')).toBe('a�b�c�d�e�f');
  expect(sanitise('a\tb')).toBe('a b');
});

test('what hides or reorders text is shown', () => {
  expect(sanitise('ad\u200bmin')).toBe('ad�min');
  expect(sanitise('\u202eevil')).toBe('�evil');
  expect(sanitise('\ufeffx')).toBe('�x');
  expect(sanitise('\ud83d')).toBe('�');
});

test('signs that only change a width are dropped', () => {
  expect(sanitise('❤️')).toBe('❤');
});

test('no hostile text leaves anything that a terminal acts upon', () => {
  fc.assert(
    fc.property(hostileText, text => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be left
      expect(sanitise(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});

test('sanitising twice changes nothing more', () => {
  fc.assert(
    fc.property(hostileText, text => {
      expect(sanitise(sanitise(text))).toBe(sanitise(text));
    }),
  );
});

test('a tower of combining marks is cut to three, so that it does not cover other rows', () => {
  expect(sanitise(`a${'\u0301'.repeat(50)}b`)).toBe('a\u0301\u0301\u0301b');
  expect(sanitise('ก็ที่')).toBe('ก็ที่');
});

test('a mark that has no character does not join the cell before it', () => {
  expect(sanitise('\u0301x')).toBe('\ufffdx');
});

test('soft hyphens, fillers, tags and joiners are shown as what they are: something unseen', () => {
  expect(sanitise('a\u00adb\u3164c\u{e0041}d\u200de')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde');
});
