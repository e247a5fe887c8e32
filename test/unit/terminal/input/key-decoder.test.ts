import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {InputEvent} from '../../../../source/terminal/input/input-event.ts';
import {createKeyDecoder} from '../../../../source/terminal/input/key-decoder.ts';

function decode(...chunks: readonly string[]): readonly InputEvent[] {
  const decoder = createKeyDecoder();
  return chunks.flatMap(chunk => decoder.push(chunk));
}

function keys(...chunks: readonly string[]): readonly string[] {
  return decode(...chunks).map(event => (event.kind === 'key' ? event.key : event.kind));
}

test.each([
  ['d', 'd'],
  ['D', 'D'],
  ['/', '/'],
  [' ', 'space'],
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\x7f', 'backspace'],
  ['\x12', 'ctrl+r'],
  ['\x1a', 'ctrl+z'],
  ['\x1c', 'ctrl+\\'],
  ['\0', 'ctrl+space'],
  ['\x1b[A', 'up'],
  ['\x1bOA', 'up'],
  ['\x1b[1;5C', 'ctrl+right'],
  ['\x1b[1;3D', 'alt+left'],
  ['\x1b[1;2A', 'shift+up'],
  ['\x1b[H', 'home'],
  ['\x1b[4~', 'end'],
  ['\x1b[5~', 'pageup'],
  ['\x1b[6;5~', 'ctrl+pagedown'],
  ['\x1b[3~', 'delete'],
  ['\x1b[Z', 'shift+tab'],
  ['\x1bOP', 'f1'],
  ['\x1b[11~', 'f1'],
  ['\x1b[[A', 'f1'],
  ['\x1b[15~', 'f5'],
  ['\x1b[24~', 'f12'],
  ['\x1bb', 'alt+b'],
  ['\x1b\x7f', 'alt+backspace'],
  ['\x1b\x02', 'ctrl+alt+b'],
  ['\x1b[97;5u', 'ctrl+a'],
  ['\x1b[13;2u', 'shift+enter'],
  ['é', 'é'],
  ['東', '東'],
])('%j is %s', (bytes, key) => {
  expect(keys(bytes)).toEqual([key]);
});

test('a run of keys in one chunk gives every key, in order', () => {
  expect(keys('jjj\x1b[B\x1b[Bx\x03')).toEqual(['j', 'j', 'j', 'down', 'down', 'x', 'ctrl+c']);
});

test('an input method hands over whole words, character by character', () => {
  expect(decode('東京').map(event => (event.kind === 'key' ? event.text : null))).toEqual(['東', '京']);
});

test('a combining mark stays with its character', () => {
  expect(keys('e\u0301x')).toEqual(['e\u0301', 'x']);
});

test('only what types something has a text', () => {
  expect(decode('a \r\x01')).toEqual([
    {kind: 'key', key: 'a', text: 'a'},
    {kind: 'key', key: 'space', text: ' '},
    {kind: 'key', key: 'enter', text: null},
    {kind: 'key', key: 'ctrl+a', text: null},
  ]);
});

test('a lone Esc waits until nothing followed it', () => {
  const decoder = createKeyDecoder();
  expect(decoder.push('\x1b')).toEqual([]);
  expect(decoder.isPending).toBe(true);
  expect(decoder.flush()).toEqual([{kind: 'key', key: 'esc', text: null}]);
  expect(decoder.isPending).toBe(false);
});

test('Esc twice is Esc twice', () => {
  const decoder = createKeyDecoder();
  const events = [...decoder.push('\x1b\x1b'), ...decoder.flush()];
  expect(events.map(event => event.kind === 'key' && event.key)).toEqual(['esc', 'esc']);
});

test('the rest of a sequence that never ended types nothing', () => {
  const decoder = createKeyDecoder();
  expect([...decoder.push('\x1b[1;5'), ...decoder.flush()]).toEqual([]);
});

test('a paste is one event, whatever is in it', () => {
  expect(decode('x\x1b[200~dd\r\nq\x1b[A\x1b[201~y')).toEqual([
    {kind: 'key', key: 'x', text: 'x'},
    {kind: 'paste', text: 'dd\nq\x1b[A'},
    {kind: 'key', key: 'y', text: 'y'},
  ]);
});

test('a paste may come in many pieces and is not taken for a pending Esc', () => {
  const decoder = createKeyDecoder();
  expect(decoder.push('\x1b[200~one ')).toEqual([]);
  expect(decoder.isPending).toBe(false);
  expect(decoder.push('two\x1b[20')).toEqual([]);
  expect(decoder.push('1~')).toEqual([{kind: 'paste', text: 'one two'}]);
});

test('the mouse is told apart from keys', () => {
  expect(decode('\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<65;1;1M\x1b[<64;10;20M')).toEqual([
    {kind: 'mouse', action: 'press', button: 'left', column: 4, row: 2},
    {kind: 'mouse', action: 'release', button: 'left', column: 4, row: 2},
    {kind: 'mouse', action: 'wheel-down', button: 'none', column: 0, row: 0},
    {kind: 'mouse', action: 'wheel-up', button: 'none', column: 9, row: 19},
  ]);
});

test.each([
  ['a cursor report', '\x1b[12;40R'],
  ['device attributes', '\x1b[?62;22c'],
  ['a focus report', '\x1b[I'],
  ['a colour report', '\x1b]11;rgb:0000/0000/0000\x1b\\'],
  ['a version report', '\x1bP>|XTerm(380)\x1b\\'],
])('%s of the terminal is no key', (_, bytes) => {
  expect(keys(`${bytes}j`)).toEqual(['j']);
});

test('where a chunk is torn does not matter', () => {
  const piece = fc.constantFrom(
    'j',
    'é',
    '東',
    '\x1b[A',
    '\x1bOP',
    '\x1b[1;5C',
    '\x1b[200~a b\x1b[201~',
    '\x1b[<0;5;3M',
    '\r',
  );
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 8}), fc.array(fc.nat(60), {maxLength: 4}), (pieces, cuts) => {
      const bytes = pieces.join('');
      const edges = [0, ...cuts.filter(cut => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((end, index) => bytes.slice(edges[index], end));
      expect(decode(...chunks)).toEqual(decode(bytes));
    }),
  );
});

test('no bytes make the decoder throw or hold keys back for ever', () => {
  fc.assert(
    fc.property(fc.array(fc.string({unit: 'binary', maxLength: 6}), {maxLength: 6}), chunks => {
      const decoder = createKeyDecoder();
      for (const chunk of chunks) decoder.push(chunk.replaceAll('\x1b[200~', ''));
      decoder.flush();
      expect(decoder.push('j').map(event => event.kind === 'key' && event.key)).toEqual(['j']);
    }),
  );
});
