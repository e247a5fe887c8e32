import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {InputEvent} from '../../../../source/terminal/input/input-event.ts';
import {createKeyDecoder} from '../../../../source/terminal/input/key-decoder.ts';
import type {TerminalReply} from '../../../../source/terminal/input/terminal-reply.ts';

function listen() {
  const replies: TerminalReply[] = [];
  const decoder = createKeyDecoder(reply => replies.push(reply));
  return {decoder, replies};
}

const keysOf = (events: readonly InputEvent[]) => events.map(event => event.kind === 'key' && event.key);

const white = {kind: 'background', red: 1, green: 1, blue: 1};

test.each<[string, string, object]>([
  ['a background, ended by ST', '\x1b]11;rgb:ffff/ffff/ffff\x1b\\', white],
  ['a background, ended by BEL', '\x1b]11;rgb:ff/ff/ff\x07', white],
  ['a background with alpha', '\x1b]11;rgba:f/f/f/0\x07', white],
  ['the keyboard protocol', '\x1b[?5u', {kind: 'kitty-keyboard', flags: 5}],
  ['a mode', '\x1b[?2026;2$y', {kind: 'mode', mode: 2026, state: 2}],
  ['a version', '\x1bP>|tmux 3.4\x1b\\', {kind: 'version', text: 'tmux 3.4'}],
  ['device attributes', '\x1b[?62;22;52c', {kind: 'attributes'}],
])('%s is told as an answer and is no key', (_, bytes, reply) => {
  const {decoder, replies} = listen();
  expect(keysOf(decoder.push(`a${bytes}b`))).toEqual(['a', 'b']);
  expect(replies).toEqual([reply]);
});

const answers = [
  '\x1b]11;rgb:0000/1111/ffff\x1b\\',
  '\x1b[?1u',
  '\x1b[?2026;1$y',
  '\x1bP>|XTerm(380)\x1b\\',
  '\x1b[?64;1c',
];

test('an answer is the same wherever it is torn, and the keys around it stay keys', () => {
  fc.assert(
    fc.property(fc.subarray(answers, {minLength: 1}), fc.array(fc.nat(90), {maxLength: 5}), (asked, cuts) => {
      const bytes = `j${asked.join('k')}l`;
      const edges = [0, ...cuts.filter(cut => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
      const {decoder, replies} = listen();
      const events = edges.slice(1).flatMap((end, index) => decoder.push(bytes.slice(edges[index], end)));
      expect(keysOf(events)).toEqual(['j', ...asked.slice(1).map(() => 'k'), 'l']);
      expect(replies).toHaveLength(asked.length);
    }),
  );
});

test('the rest of an answer that was given up is put together with its beginning', () => {
  for (const answer of answers)
    for (let cut = 3; cut < answer.length; cut++) {
      const {decoder, replies} = listen();
      expect([...decoder.push(answer.slice(0, cut)), ...decoder.flush()]).toEqual([]);
      expect([answer, cut, keysOf(decoder.push(answer.slice(cut)))]).toEqual([answer, cut, []]);
      expect(replies).toHaveLength(1);
    }
});

test('an answer that comes twice is told twice and types nothing', () => {
  const {decoder, replies} = listen();
  expect(decoder.push('\x1b[?62c\x1b[?62c')).toEqual([]);
  expect(replies).toHaveLength(2);
});

test('a string of the terminal that never ends is given up without hoarding it', () => {
  const {decoder} = listen();
  for (let piece = 0; piece < 100; piece++) expect(decoder.push(`\x1b]52;c;${'A'.repeat(5000)}`)).toEqual([]);
  expect(decoder.isReport).toBe(true);
  expect(decoder.flush()).toEqual([]);
  expect(keysOf(decoder.push('j'))).toEqual(['j']);
});

test('Alt with a bracket is a key once nothing followed it', () => {
  for (const character of [']', '[', 'P', 'O', '_']) {
    const {decoder} = listen();
    expect(keysOf([...decoder.push(`\x1b${character}`), ...decoder.flush()])).toEqual([`alt+${character}`]);
  }
});
