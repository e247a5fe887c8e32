import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createKeyDecoder} from '../../../../source/terminal/input/key-decoder.ts';

const start = '\x1b[200~';
const end = '\x1b[201~';

function decode(...chunks: readonly string[]) {
  const decoder = createKeyDecoder();
  return chunks.flatMap(chunk => decoder.push(chunk));
}

test('an end marker inside what is pasted does not let the rest act as keys', () => {
  expect(decode(`${start}harmless${end}\x04dd\r${end}j`)).toEqual([
    {kind: 'paste', text: 'harmless\x04dd\n'},
    {kind: 'key', key: 'j', text: 'j'},
  ]);
});

test('two pastes in one chunk are two, with the keys between them', () => {
  expect(decode(`${start}one${end}j${start}two${end}`)).toEqual([
    {kind: 'paste', text: 'one'},
    {kind: 'key', key: 'j', text: 'j'},
    {kind: 'paste', text: 'two'},
  ]);
});

test('a paste is the same wherever it is torn', () => {
  const body = fc
    .array(fc.constantFrom('a', '\n', '\x1b', '\x1b[A', '東', '\x03', '[201', '\x1b[20'), {maxLength: 12})
    .map(parts => parts.join(''));
  fc.assert(
    fc.property(body, fc.array(fc.nat(60), {maxLength: 6}), (text, cuts) => {
      const bytes = `${start}${text}${end}`;
      const edges = [0, ...cuts.filter(cut => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((to, index) => bytes.slice(edges[index], to));
      // Ctrl-C alone in a chunk is the way out of a paste whose end was lost.
      fc.pre(!chunks.includes('\x03'));
      expect(decode(...chunks)).toEqual(text === '' ? [] : [{kind: 'paste', text}]);
    }),
    {examples: [['\x03', [7]]]},
  );
});

test('a paste whose end was lost holds no keys back once Ctrl-C is pressed', () => {
  expect(decode(`${start}lost`, 'jj', '\x03', 'k')).toEqual([
    {kind: 'paste', text: 'lostjj'},
    {kind: 'key', key: 'ctrl+c', text: null},
    {kind: 'key', key: 'k', text: 'k'},
  ]);
});

test('a paste of many megabytes comes in pieces, none lost, none taken for a key', () => {
  const decoder = createKeyDecoder();
  const piece = 'x'.repeat(4096);
  let length = 0;
  decoder.push(start);
  for (let sent = 0; sent < 800; sent++)
    for (const event of decoder.push(piece)) if (event.kind === 'paste') length += event.text.length;
  for (const event of decoder.push(end)) {
    expect(event.kind).toBe('paste');
    if (event.kind === 'paste') length += event.text.length;
  }
  expect(length).toBe(800 * 4096);
});

test('a flood of keys gives every key, in order', () => {
  const events = decode('jk\x1b[A\x1b[<65;3;3M'.repeat(20_000));
  expect(events).toHaveLength(80_000);
  expect(events.at(-1)).toMatchObject({kind: 'mouse', action: 'wheel-down'});
});
