import {expect, test} from 'vitest';
import {questionsFor} from '../../../../source/terminal/probe/questions.ts';

test.each([
  ['xterm', {TERM: 'xterm-256color'}],
  ['tmux', {TERM: 'tmux-256color', TMUX: '/tmp/tmux-0/default,1,0'}],
  ['tmux under its old name', {TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'}],
  ['rxvt', {TERM: 'rxvt-unicode-256color'}],
])('%s is asked everything, DA1 last', (_, env) => {
  const asked = questionsFor(env);
  for (const question of ['\x1b]11;?', '\x1b[?u', '\x1b[?2026$p', '\x1b[>0q'])
    expect(asked).toContain(question);
  expect(asked.endsWith('\x1b[c')).toBe(true);
});

test.each([
  ['the Linux console, whose lights another would switch', {TERM: 'linux'}, '\x1b[c'],
  ['the Linux console under tmux variables', {TERM: 'linux', TMUX: 'x'}, '\x1b[c'],
  ['GNU screen, which answers out of order', {TERM: 'screen.xterm-256color'}, '\x1b[c'],
  ['GNU screen that hides its name', {TERM: 'xterm-256color', STY: '12.pts-0'}, '\x1b[c'],
  [
    'Terminal.app, which prints what it does not know',
    {TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal'},
    '\x1b]11;?\x1b\\\x1b[c',
  ],
  ['a dumb terminal', {TERM: 'dumb'}, ''],
  ['a VT100', {TERM: 'vt100'}, ''],
  ['a VT220', {TERM: 'vt220'}, ''],
  ['an unnamed terminal', {}, ''],
])('%s is asked no more than is safe', (_, env, asked) => {
  expect(questionsFor(env)).toBe(asked);
});
