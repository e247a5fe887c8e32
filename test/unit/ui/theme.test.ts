import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {spanStyle} from '../../../source/ui/span-style.ts';
import {isTheme, type Theme, themeProblems} from '../../../source/ui/theme.ts';
import {nearestAnsi, nearestPaletteIndex, paletteRgb, parseHex} from '../../../source/ui/theme-colors.ts';
import {resolveTheme} from '../../../source/ui/theme-resolve.ts';
import {tones} from '../../../source/ui/tones.ts';

const folder = path.join(import.meta.dirname, '../../../themes');
const shipped = readdirSync(folder).map(file => ({
  file,
  value: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown,
}));

const aTheme = (more: Partial<Theme> = {}): Theme => ({
  name: 'test',
  palette: {red: {ansi: 'brightRed', palette: 203, hex: '#ff5f5f'}, only: {hex: '#0000ff'}},
  tones: {critical: {fg: 'red', bold: true}, selection: {bg: 'only'}},
  ...more,
});

describe.each(shipped)('the shipped theme $file', ({file, value}) => {
  test('is a theme named as its file', () => {
    expect(themeProblems(value)).toEqual([]);
    expect(isTheme(value) && `${value.name}.json`).toBe(file);
  });

  test.each(['16', '256', 'truecolor'] as const)(
    'tells good, bad, stale and selected apart with %s colours',
    depth => {
      if (!isTheme(value)) throw new Error('not a theme');
      const looks = resolveTheme(value, depth);
      const told = (['text', 'ok', 'warning', 'critical', 'unknown', 'info'] as const).map(tone =>
        JSON.stringify(looks[tone]),
      );
      expect(new Set(told).size).toBe(told.length);
      expect(looks.selection).not.toEqual(looks.text);
      expect(looks.borderFocused).not.toEqual(looks.border);
      expect(looks.keyDisabled).not.toEqual(looks.key);
      expect(looks.stale).not.toEqual(looks.text);
    },
  );
});

test('a colour is written for the terminal at hand', () => {
  const critical = (depth: '16' | '256' | 'truecolor') => resolveTheme(aTheme(), depth).critical;
  expect(critical('16')).toEqual({bold: true, foreground: {kind: 'ansi', index: 9}});
  expect(critical('256')).toEqual({bold: true, foreground: {kind: 'palette', index: 203}});
  expect(critical('truecolor')).toEqual({
    bold: true,
    foreground: {kind: 'rgb', red: 255, green: 95, blue: 95},
  });
});

test('a colour that names only one kind is brought to the others', () => {
  expect(resolveTheme(aTheme(), '256').selection).toEqual({background: {kind: 'palette', index: 21}});
  expect(resolveTheme(aTheme(), '16').selection).toEqual({background: {kind: 'ansi', index: 4}});
});

test('without colours no tone has one, and what must stand out does', () => {
  const looks = resolveTheme(aTheme(), 'none');
  for (const tone of tones) expect(looks[tone]).not.toHaveProperty('foreground');
  expect(looks.selection).toEqual({inverse: true});
  expect(looks.critical).toEqual({bold: true});
});

test('the nearest colours are near', () => {
  expect(paletteRgb(203)).toEqual({red: 255, green: 95, blue: 95});
  for (const index of [16, 24, 77, 196, 231, 240]) expect(nearestPaletteIndex(paletteRgb(index))).toBe(index);
  expect(nearestAnsi({red: 250, green: 10, blue: 10})).toBe(9);
  expect(parseHex('#ff5f00')).toEqual({red: 255, green: 95, blue: 0});
  expect(parseHex('red')).toBeNull();
});

test.each([
  ['no object', 'dark', [], 'a theme must be a JSON object'],
  [
    'a colour that is none',
    {palette: {red: {hex: 'red'}}},
    ['palette', 'red', 'hex'],
    'must be written as "#rrggbb"',
  ],
  [
    'an index out of range',
    {palette: {red: {palette: 256}}},
    ['palette', 'red', 'palette'],
    'must be a whole number from 0 to 255',
  ],
  ['an empty colour', {palette: {red: {}}}, ['palette', 'red'], 'needs `ansi`, `palette` or `hex`'],
  ['an unknown tone', {tones: {kritical: {}}}, ['tones', 'kritical'], 'is not a tone'],
  [
    'a colour that the palette lacks',
    {tones: {ok: {fg: 'green'}}},
    ['tones', 'ok', 'fg'],
    'must be the name of a colour in `palette`',
  ],
  ['a weight that is not one', {tones: {ok: {bold: 1}}}, ['tones', 'ok', 'bold'], 'must be true or false'],
  ['an unknown field', {colours: {}}, ['colours'], 'is not known'],
])('%s is told with its place', (_, fault, where, reason) => {
  const value = typeof fault === 'string' ? fault : {name: 'x', palette: {}, tones: {}, ...fault};
  const found = themeProblems(value).map(problem => ({...problem, reason: problem.reason.includes(reason)}));
  expect(found).toContainEqual({path: where, reason: true});
});

test('what lies under a text gives its own text colour where it has one', () => {
  const looks = resolveTheme(
    aTheme({tones: {critical: {fg: 'red'}, selection: {bg: 'only'}, match: {fg: 'only', bg: 'red'}}}),
    '16',
  );
  const look = (under: 'selection' | 'match') => spanStyle({text: 'x', tone: 'critical', under}, looks);
  expect(look('selection')).toEqual({
    foreground: {kind: 'ansi', index: 9},
    background: {kind: 'ansi', index: 4},
  });
  expect(look('match')).toEqual({foreground: {kind: 'ansi', index: 4}, background: {kind: 'ansi', index: 9}});
});
