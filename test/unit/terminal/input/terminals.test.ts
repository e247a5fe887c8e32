import {expect, test} from 'vitest';
import {createKeyDecoder} from '../../../../source/terminal/input/key-decoder.ts';

/** What each terminal sends for the keys in which they differ, from their manuals and terminfo entries. */
const terminals: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'xterm, VTE, Windows Terminal': [
    ['\x1b[H', 'home'],
    ['\x1b[F', 'end'],
    ['\x1bOP', 'f1'],
    ['\x1b[15~', 'f5'],
    ['\x1b[1;2P', 'shift+f1'],
    ['\x1b[15;5~', 'ctrl+f5'],
    ['\x1b[1;5D', 'ctrl+left'],
    ['\x1b[1;3C', 'alt+right'],
    ['\x1b[1;6A', 'ctrl+shift+up'],
    ['\x1b[3;5~', 'ctrl+delete'],
    ['\x7f', 'backspace'],
    ['\x1b[Z', 'shift+tab'],
  ],
  'xterm with modifyOtherKeys': [
    ['\x1b[27;5;13~', 'ctrl+enter'],
    ['\x1b[27;5;97~', 'ctrl+a'],
    ['\x1b[27;6;65~', 'ctrl+a'],
    ['\x1b[27;3;98~', 'alt+b'],
    ['\x1b[27;2;32~', 'space'],
    ['\x1b[27;5;9~', 'ctrl+tab'],
  ],
  'cursor keys in application mode': [
    ['\x1bOA', 'up'],
    ['\x1bOH', 'home'],
    ['\x1bOF', 'end'],
    ['\x1bO5C', 'ctrl+right'],
    ['\x1bOM', 'enter'],
    ['\x1bOp', '0'],
    ['\x1bOk', '+'],
    ['\x1bOm', '-'],
  ],
  PuTTY: [
    ['\x1b[1~', 'home'],
    ['\x1b[4~', 'end'],
    ['\x1b[11~', 'f1'],
    ['\x1b[12~', 'f2'],
    ['\x1b[14~', 'f4'],
    ['\x1b[15~', 'f5'],
    ['\x1b[24~', 'f12'],
    ['\x1b[25~', 'f13'],
    ['\x1bOC', 'right'],
    ['\x1b\x1b[D', 'alt+left'],
    ['\x1bb', 'alt+b'],
    ['\x08', 'backspace'],
    ['\x7f', 'backspace'],
  ],
  'Linux console': [
    ['\x1b[[A', 'f1'],
    ['\x1b[[E', 'f5'],
    ['\x1b[17~', 'f6'],
    ['\x1b[1~', 'home'],
    ['\x1b[4~', 'end'],
    ['\x1b[3~', 'delete'],
    ['\x1b[2~', 'insert'],
    ['\x1b[25~', 'f13'],
    ['\x1b\t', 'alt+tab'],
  ],
  'screen and tmux': [
    ['\x1b[1~', 'home'],
    ['\x1b[4~', 'end'],
    ['\x1bOP', 'f1'],
    ['\x1bOA', 'up'],
    ['\x1b[1;5A', 'ctrl+up'],
    ['\x1b[5~', 'pageup'],
  ],
  rxvt: [
    ['\x1b[7~', 'home'],
    ['\x1b[8~', 'end'],
    ['\x1b[7$', 'shift+home'],
    ['\x1b[8^', 'ctrl+end'],
    ['\x1b[3@', 'ctrl+shift+delete'],
    ['\x1b[a', 'shift+up'],
    ['\x1bOd', 'ctrl+left'],
    ['\x1b\x1b[C', 'alt+right'],
    ['\x1b[11~', 'f1'],
    ['\x1b[5^', 'ctrl+pageup'],
  ],
  'iTerm2 and Terminal.app': [
    ['\x1b[1;9D', 'alt+left'],
    ['\x1bf', 'alt+f'],
    ['\x1b\x7f', 'alt+backspace'],
  ],
  'the kitty keyboard protocol': [
    ['\x1b[27u', 'esc'],
    ['\x1b[27;1:2u', 'esc'],
    ['\x1b[99;5u', 'ctrl+c'],
    ['\x1b[105;5u', 'ctrl+i'],
    ['\x1b[98;3u', 'alt+b'],
    ['\x1b[97:65;2u', 'A'],
    ['\x1b[49:33;2u', '!'],
    ['\x1b[97;65u', 'a'],
    ['\x1b[13;5u', 'ctrl+enter'],
    ['\x1b[32;5u', 'ctrl+space'],
    ['\x1b[127;3u', 'alt+backspace'],
    ['\x1b[57414u', 'enter'],
    ['\x1b[57400u', '1'],
    ['\x1b[57419u', 'up'],
    ['\x1b[1;5:1D', 'ctrl+left'],
    ['\x1b[1;1:2B', 'down'],
    ['\x1b[3;1:1~', 'delete'],
  ],
};

const rows = Object.entries(terminals).flatMap(([name, keys]) =>
  keys.map(([bytes, key]) => [name, bytes, key] as const),
);

test.each(rows)('%s: %j is %s', (_, bytes, key) => {
  const decoder = createKeyDecoder();
  const names = [...decoder.push(bytes), ...decoder.flush()].map(event => event.kind === 'key' && event.key);
  expect(names).toEqual([key]);
});

test.each([
  ['a key let go', '\x1b[97;1:3u'],
  ['an arrow let go', '\x1b[1;1:3A'],
  ['a numbered key let go', '\x1b[3;1:3~'],
  ['Shift by itself', '\x1b[57441;2u'],
  ['Caps Lock', '\x1b[57358u'],
  ['a key with Super', '\x1b[97;9u'],
  ['a volume key', '\x1b[57439u'],
  ['no code point at all', '\x1b[1114112u'],
  ['half of a surrogate pair', '\x1b[55296u'],
])('the kitty keyboard protocol: %s is no key', (_, bytes) => {
  expect(createKeyDecoder().push(bytes)).toEqual([]);
});

test('a terminal without SGR reports sends the mouse as three characters, which are no keys', () => {
  expect(createKeyDecoder().push('\x1b[M !"j')).toEqual([
    {kind: 'mouse', action: 'press', button: 'left', column: 0, row: 1},
    {kind: 'key', key: 'j', text: 'j'},
  ]);
  expect(createKeyDecoder().push('\x1b[M#!!\x1b[M`!!')).toEqual([
    {kind: 'mouse', action: 'release', button: 'none', column: 0, row: 0},
    {kind: 'mouse', action: 'wheel-up', button: 'none', column: 0, row: 0},
  ]);
  expect(createKeyDecoder().push('\x1b[M \ufffd!')).toEqual([]);
});

test('bytes that are no UTF-8 and C1 controls type nothing', () => {
  expect(createKeyDecoder().push('\ufffd\x9b\x85j')).toEqual([{kind: 'key', key: 'j', text: 'j'}]);
});
