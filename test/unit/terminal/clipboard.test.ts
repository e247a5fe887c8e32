import {expect, test} from 'vitest';
import {copySequence} from '../../../source/terminal/clipboard.ts';

const payload = (text: string) => Buffer.from(text).toString('base64');

test('text goes to the terminal as OSC 52', () => {
  expect(copySequence('naïve', {})).toBe(`\x1b]52;c;${payload('naïve')}\x07`);
});

test('within tmux it goes both to tmux and through it', () => {
  const plain = `\x1b]52;c;${payload('x')}\x07`;
  expect(copySequence('x', {TMUX: '/tmp/tmux-0/default,1,0'})).toBe(`${plain}\x1bPtmux;\x1b${plain}\x1b\\`);
});

test('within screen it goes in pieces that screen takes', () => {
  const sequence = copySequence('x'.repeat(2000), {STY: '1.pts-0'}) ?? '';
  const pieces = sequence.split('\x1b\\').filter(piece => piece !== '');
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) {
    expect(piece.startsWith('\x1bP')).toBe(true);
    expect(piece.length).toBeLessThanOrEqual(768);
  }
  expect(pieces.map(piece => piece.slice(2)).join('')).toBe(`\x1b]52;c;${payload('x'.repeat(2000))}\x07`);
});

test('what terminals would silently drop is refused', () => {
  expect(copySequence('x'.repeat(60_000), {})).toBeNull();
});
