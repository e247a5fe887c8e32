import {expect, test} from 'vitest';
import {detectColorDepth, isUnicodeLocale, terminalProblem} from '../../../source/terminal/capabilities.ts';

test.each([
  [{TERM: 'xterm-256color'}, '256'],
  [{TERM: 'xterm-256color', COLORTERM: 'truecolor'}, 'truecolor'],
  [{TERM: 'tmux-256color', COLORTERM: '24bit'}, 'truecolor'],
  [{TERM: 'xterm-kitty'}, 'truecolor'],
  [{TERM: 'xterm'}, '16'],
  [{TERM: 'linux'}, '16'],
  [{TERM: 'dumb', COLORTERM: 'truecolor'}, 'none'],
  [{TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1'}, 'none'],
  [{TERM: 'xterm-256color', NO_COLOR: ''}, '256'],
  [{TERM: 'xterm', FORCE_COLOR: '2'}, '256'],
  [{}, '16'],
] as const)('%j has colours: %s', (env, depth) => {
  expect(detectColorDepth(env)).toBe(depth);
});

test.each([
  [{LANG: 'en_US.UTF-8'}, true],
  [{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, false],
  [{LANG: 'C', LC_CTYPE: 'C.utf8'}, true],
  [{LANG: 'de_DE.ISO-8859-1'}, false],
  [{}, true],
])('%j writes UTF-8: %s', (env, expected) => {
  expect(isUnicodeLocale(env)).toBe(expected);
});

test('a console needs a terminal at both ends that can place the cursor', () => {
  const tty = {isTTY: true};
  expect(terminalProblem({TERM: 'xterm'}, tty, tty)).toBeNull();
  expect(terminalProblem({TERM: 'xterm'}, tty, {})).toContain('the output is not a terminal');
  expect(terminalProblem({TERM: 'xterm'}, {}, tty)).toContain('the input is not a terminal');
  expect(terminalProblem({TERM: 'dumb'}, tty, tty)).toContain('TERM=dumb');
});
