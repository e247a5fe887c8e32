import {describe, expect, test} from 'vitest';
import type {ColorDepth} from '../../../source/terminal/capabilities.ts';
import {spanStyle} from '../../../source/ui/span-style.ts';
import type {Theme} from '../../../source/ui/theme.ts';
import type {Rgb} from '../../../source/ui/theme-colors.ts';
import {type ResolvedTheme, resolveTheme} from '../../../source/ui/theme-resolve.ts';
import {type Tone, tones} from '../../../source/ui/tones.ts';
import {contrast, difference, type Eyes, eyes} from './color-sight.ts';
import {shippedThemes} from './shipped-themes.ts';
import {rgb, type Scheme, schemes, shownBy} from './terminal-colors.ts';

/** What only divides or repeats: frames, units, keys that do nothing now. WCAG 1.4.11 asks for 3. */
const quiet: readonly Tone[] = ['muted', 'border', 'borderFocused', 'keyDisabled'];
/** What is never drawn in a selected row or a match: frames, titles of columns, and what is a background itself. */
const onPaperOnly: readonly Tone[] = ['border', 'borderFocused', 'columnHeader', 'selection', 'match'];

/** The state tones, which must be told from each other. */
const states = ['ok', 'info', 'warning', 'critical', 'unknown'] as const;

const leastFor = (theme: Theme, tone: Tone): number =>
  theme.name.startsWith('high-contrast') ? 7 : quiet.includes(tone) ? 3 : 4.5;

/** A terminal such as the theme is made for: what it writes with by itself is its own affair, but known to be readable. */
function terminalFor(theme: Theme): Scheme {
  const isLight = theme.background === 'light';
  const [scheme] = isLight ? schemes.light : schemes.dark;
  const paper = theme.paper ? rgb(theme.paper) : scheme.paper;
  return {...scheme, text: rgb(isLight ? '#333333' : '#c6c6c6'), paper};
}

const cases = (theme: Theme): readonly (readonly [ColorDepth, Scheme])[] => [
  ['truecolor', {...terminalFor(theme), name: 'any terminal'}],
  ['256', {...terminalFor(theme), name: 'any terminal'}],
  ...(theme.background === 'light'
    ? schemes.light
    : theme.background === 'any'
      ? // What paints its own background must be readable whatever is below; but bright ones, which the Linux console lacks.
        [...schemes.dark, ...schemes.light].filter(
          scheme => theme.name !== 'solarized-light' || !scheme.name.startsWith('Linux'),
        )
      : schemes.dark
  ).map(scheme => ['16', scheme] as const),
];

const places = [null, 'selection', 'match'] as const;

interface Reading {
  readonly tone: Tone;
  readonly on: string;
  readonly ratio: number;
}

/** The contrast of every tone wherever it can stand. */
function readings(looks: ResolvedTheme, scheme: Scheme): readonly Reading[] {
  return tones.flatMap(tone =>
    places.flatMap((under): Reading[] => {
      if (under !== null && onPaperOnly.includes(tone)) return [];
      const style = spanStyle({text: 'x', tone, ...(under === null ? {} : {under})}, looks);
      const shown = (color: typeof style.foreground, otherwise: Rgb) =>
        color ? shownBy(scheme, color) : otherwise;
      const ratio = contrast(shown(style.foreground, scheme.text), shown(style.background, scheme.paper));
      return [{tone, on: under ?? 'paper', ratio}];
    }),
  );
}

describe.each(shippedThemes.map(theme => ({name: theme.name, theme})))('the theme $name', ({theme}) => {
  test.each(cases(theme).map(([depth, scheme]) => ({depth, scheme, on: scheme.name})))(
    'is readable with $depth colours on $on',
    ({depth, scheme}) => {
      const poor = readings(resolveTheme(theme, depth), scheme)
        .filter(({tone, ratio}) => ratio < leastFor(theme, tone))
        .map(({tone, on, ratio}) => `${tone} on ${on}: ${ratio.toFixed(2)} < ${leastFor(theme, tone)}`);
      expect(poor).toEqual([]);
    },
  );

  test.each(['truecolor', '256'] as const)('tells states apart with %s colours', depth => {
    expect(closest(theme, depth, 'normal')).toBeGreaterThan(10);
  });
});

/** The colours of the state tones, where their text stands on the theme's own or the terminal's background. */
function stateColors(theme: Theme, depth: ColorDepth, scheme: Scheme): readonly Rgb[] {
  const looks = resolveTheme(theme, depth);
  return states.map(tone => {
    const {foreground} = looks[tone];
    return foreground ? shownBy(scheme, foreground) : scheme.text;
  });
}

/** How different the two most similar state tones look. */
function closest(theme: Theme, depth: ColorDepth, seenBy: Eyes): number {
  const found = stateColors(theme, depth, terminalFor(theme));
  const pairs = found.flatMap((one, index) => found.slice(index + 1).map(other => [one, other] as const));
  return Math.min(...pairs.map(([one, other]) => difference(one, other, seenBy)));
}

const forColorBlind = shippedThemes.filter(theme => theme.name.startsWith('colour-blind'));

describe.each(forColorBlind.map(theme => ({name: theme.name, theme})))('the theme $name', ({theme}) => {
  test.each(eyes.flatMap(seenBy => (['truecolor', '256'] as const).map(depth => ({seenBy, depth}))))(
    'tells every state apart to $seenBy eyes with $depth colours',
    ({seenBy, depth}) => {
      // Okabe and Ito's own colours reach 12 by this measure (bluish green and reddish purple, tritanopia).
      expect(closest(theme, depth, seenBy)).toBeGreaterThan(15);
    },
  );

  const sixteen = theme.background === 'light' ? schemes.light : schemes.dark;
  test.each(eyes.flatMap(seenBy => sixteen.map(scheme => ({seenBy, scheme, on: scheme.name}))))(
    'tells good, bad and doubtful apart to $seenBy eyes with the 16 colours of $on',
    ({seenBy, scheme}) => {
      const looks = resolveTheme(theme, '16');
      const seen = (['ok', 'warning', 'critical'] as const).map(tone => {
        const {foreground, background} = looks[tone];
        // A tone with a background of its own is told by that.
        const color = background ?? foreground;
        return color ? shownBy(scheme, color) : scheme.text;
      });
      for (const [index, one] of seen.entries()) {
        for (const other of seen.slice(index + 1)) expect(difference(one, other, seenBy)).toBeGreaterThan(15);
      }
    },
  );
});

test('a theme with red and green alone is seen to fail deuteranopia', () => {
  const red = rgb('#d04040');
  const green = rgb('#7a7a10');
  expect(difference(red, green, 'normal')).toBeGreaterThan(40);
  expect(difference(red, green, 'deuteranopia')).toBeLessThan(15);
});

test('contrast and difference are those of the standards', () => {
  expect(contrast(rgb('#000000'), rgb('#ffffff'))).toBeCloseTo(21, 5);
  expect(contrast(rgb('#777777'), rgb('#ffffff'))).toBeCloseTo(4.48, 2);
  // Of the primaries of sRGB, as other implementations of CIEDE2000 give them.
  expect(difference(rgb('#ff0000'), rgb('#00ff00'), 'normal')).toBeCloseTo(86.61, 1);
  expect(difference(rgb('#0000ff'), rgb('#00ff00'), 'normal')).toBeCloseTo(83.19, 1);
});
