import path from 'node:path';
import {describe, expect, it} from 'vitest';
import type {ThemeChoice} from '../../source/app/themes/theme-choice.ts';
import {readTheme} from '../../source/config/themes.ts';
import {type ColorDepth, detectColorDepth, type Environment} from '../../source/terminal/capabilities.ts';
import {resolveTheme} from '../../source/ui/theme-resolve.ts';
import {type ConsoleHarness, consolesOfTests, shop} from './console-harness.tsx';

const open = consolesOfTests();

const folder = path.join(import.meta.dirname, '../../themes');

function themesAt(depth: ColorDepth): ThemeChoice {
  const lookOf = (name: string) => {
    const found = readTheme(name, [folder]);
    if (found.kind !== 'theme') throw new Error(`theme ${name} is ${found.kind}`);
    return resolveTheme(found.theme, depth);
  };
  return {...unchanging, look: () => lookOf('dark'), lookOf};
}

const unchanging: Omit<ThemeChoice, 'look' | 'lookOf'> = {
  choose: () => null,
  options: () => [],
  reload: () => null,
  close: () => undefined,
};

async function drawnWith(env: Environment): Promise<ConsoleHarness> {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const console = await open(shop().store(), {
    columns: 100,
    rows: 30,
    env: given,
    themes: themesAt(detectColorDepth(env)),
  });
  await console.send(':svc\rd');
  await console.send(':nodes\r');
  return console;
}

/** Parameters of all SGR sequences, each whole. */
const looks = (raw: string) =>
  [...raw.matchAll(/\x1b\[([\d;]*)m/g)].map(([, parameters = '']) => `;${parameters};`);
const utf8 = {LANG: 'C.UTF-8'};

describe('a terminal of few means', () => {
  it.each([
    ['NO_COLOR', {...utf8, TERM: 'xterm-256color', NO_COLOR: '1'}, /;(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?=;)/],
    ['16 colours', {...utf8, TERM: 'xterm'}, /;[34]8;/],
    ['the Linux console', {...utf8, TERM: 'linux'}, /;[34]8;/],
    ['256 colours', {...utf8, TERM: 'screen-256color', TMUX: 'x'}, /;[34]8;2;/],
  ])('is sent no colour that it has not: %s', async (_, env, tooMany) => {
    const console = await drawnWith(env);
    const sent = looks(console.raw());
    expect(sent.length).toBeGreaterThan(10);
    expect(sent.filter(look => tooMany.test(look))).toEqual([]);
  });

  it.each([
    ['16 colours', {...utf8, TERM: 'xterm'}, /;(?:3[0-7]|9[0-7])(?=;)/],
    ['256 colours', {...utf8, TERM: 'xterm-256color'}, /;38;5;/],
    ['24 bit colours', {...utf8, TERM: 'xterm-256color', COLORTERM: 'truecolor'}, /;38;2;/],
  ])('is sent those that it has: %s', async (_, env, expected) => {
    const console = await drawnWith(env);
    expect(looks(console.raw()).some(look => expected.test(look))).toBe(true);
  });

  it.each([
    ['LANG=C', {TERM: 'xterm', LANG: 'C'}],
    ['LC_ALL=POSIX', {TERM: 'linux', LC_ALL: 'POSIX', LANG: 'C.UTF-8'}],
  ])('is sent nothing but ASCII where the locale is not UTF-8: %s', async (_, env) => {
    const console = await drawnWith(env);
    expect(console.raw().length).toBeGreaterThan(1000);
    expect(/[^\x00-\x7f]/.exec(console.raw())).toBeNull();
    expect(console.row(2)).toMatch(/^[=+]/);
  });
});
