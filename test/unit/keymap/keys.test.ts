import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatKey, parseKeyName} from '../../../source/keymap/keys.ts';
import {createKeyDecoder} from '../../../source/terminal/input/key-decoder.ts';

test.each([
  ['d', 'd'],
  ['D', 'D'],
  ['shift+d', 'D'],
  ['Ctrl+R', 'ctrl+r'],
  ['CTRL+SPACE', 'ctrl+space'],
  ['shift+tab', 'shift+tab'],
  ['alt+ctrl+left', 'ctrl+alt+left'],
  ['Escape', 'esc'],
  ['PgUp', 'pageup'],
  ['F5', 'f5'],
  ['/', '/'],
  ['+', '+'],
  ['ctrl++', 'ctrl++'],
  ['alt+X', 'alt+X'],
  ['ctrl+\\', 'ctrl+\\'],
])('%s is the key %s', (text, key) => {
  expect(parseKeyName(text)).toBe(key);
});

test.each(['', 'banana', 'ctrl+', 'hyper+x', 'f13', 'ctrl+shift+a', 'shift+1', 'ctrl+banana'])(
  '"%s" is no key',
  text => {
    expect(parseKeyName(text)).toBeNull();
  },
);

test('keys are shown as other tools show them', () => {
  expect(['d', 'ctrl+r', 'enter', 'up', 'ctrl+space', '/'].map(formatKey)).toEqual([
    'd',
    '^r',
    '<enter>',
    '↑',
    '<ctrl+space>',
    '/',
  ]);
});

test('the terminal names keys as the keymap writes them', () => {
  const named = fc.constantFrom(
    ...[
      '\r',
      '\t',
      ' ',
      '\0',
      '\x7f',
      '\x1b[A',
      '\x1b[Z',
      '\x1b[5~',
      '\x1bOP',
      '\x1b[24~',
      '\x1b[1;5C',
      '\x1b[3;3~',
      '\x1bx',
      '\x1bX',
    ],
  );
  const control = fc
    .integer({min: 1, max: 31})
    .filter(code => code !== 27)
    .map(code => String.fromCharCode(code));
  const printable = fc.integer({min: 0x21, max: 0x7e}).map(code => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.oneof(named, control, printable), bytes => {
      for (const event of createKeyDecoder().push(bytes)) {
        expect(event.kind === 'key' && parseKeyName(event.key)).toBe(event.kind === 'key' && event.key);
      }
    }),
  );
});
