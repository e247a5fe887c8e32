import {expect, test} from 'vitest';
import {capabilitiesOf} from '../../../../source/terminal/capabilities.ts';
import type {TerminalReply} from '../../../../source/terminal/input/terminal-reply.ts';
import {withReply} from '../../../../source/terminal/probe/probe.ts';

const unknown = capabilitiesOf({TERM: 'xterm-256color', LANG: 'C.UTF-8'});
const background = (red: number, green: number, blue: number): TerminalReply => ({
  kind: 'background',
  red,
  green,
  blue,
});

test.each([
  ['black', background(0, 0, 0), 'dark'],
  ['white', background(1, 1, 1), 'light'],
  ['Solarized dark', background(0, 0x2b / 255, 0x36 / 255), 'dark'],
  ['Solarized light', background(0xfd / 255, 0xf6 / 255, 0xe3 / 255), 'light'],
  ['pure blue', background(0, 0, 1), 'dark'],
  ['a middle grey', background(0.4, 0.4, 0.4), 'dark'],
])('a background of %s is %s', (_, reply, expected) => {
  expect(withReply(unknown, reply).background).toBe(expected);
});

test('an answer overrides what COLORFGBG said', () => {
  const named = capabilitiesOf({TERM: 'rxvt', COLORFGBG: '0;default;15'});
  expect(named.background).toBe('light');
  expect(withReply(named, background(0, 0, 0)).background).toBe('dark');
});

test.each([
  ['set', 1, true],
  ['reset', 2, true],
  ['unknown', 0, false],
  ['never to be switched', 4, false],
])('synchronized output that is %s', (_, state, expected) => {
  expect(withReply(unknown, {kind: 'mode', mode: 2026, state}).hasSynchronizedOutput).toBe(expected);
});

test('another mode says nothing of synchronized output', () => {
  expect(withReply(unknown, {kind: 'mode', mode: 2027, state: 1})).toBe(unknown);
});

test('the same answer twice tells nothing new', () => {
  const once = withReply(unknown, {kind: 'kitty-keyboard', flags: 0});
  expect(once.hasKittyKeyboard).toBe(true);
  expect(withReply(once, {kind: 'kitty-keyboard', flags: 1})).toBe(once);
});

test('a version is cut to what can be shown', () => {
  expect(withReply(unknown, {kind: 'version', text: `XTerm\u202e(380)${'x'.repeat(100)}`}).version).toMatch(
    /^XTerm\(380\)x{50}$/,
  );
  expect(withReply(unknown, {kind: 'version', text: '\u200b'}).version).toBeNull();
});
