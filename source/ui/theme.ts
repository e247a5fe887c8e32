import {type Tone, tones} from './tones.ts';

/** The 16 colours of the person's own terminal scheme, by the names that theme files use. */
export const ansiNames = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const;

type AnsiName = (typeof ansiNames)[number];

/** No colour of the theme's: the text keeps its own, the background is the terminal's. */
const noColor = 'default';

/** A colour for each kind of terminal. A kind that is absent takes the next poorer one, or the nearest of a richer one. */
export interface PaletteEntry {
  /** Terminals with 16 colours. */
  readonly ansi?: AnsiName | typeof noColor;
  /** Terminals with 256 colours: 0–255. */
  readonly palette?: number | typeof noColor;
  /** Terminals with 24 bit colour: `#rrggbb`. */
  readonly hex?: string;
}

/** How a tone looks; colours are names from the theme's palette. */
interface ToneStyle {
  readonly fg?: string;
  readonly bg?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

/** What a theme is made to be read on; `any` where it paints a background of its own. */
const grounds = ['dark', 'light', 'any'] as const;

/** A theme file: a palette, and what each tone makes of it. A tone that is absent looks like plain text. */
export interface Theme {
  readonly name: string;
  /** One sentence for whoever chooses: what it is like, what it is for. */
  readonly about?: string;
  readonly background?: (typeof grounds)[number];
  /** `#rrggbb`: of the backgrounds it is made for, the one that is hardest to read on. Absent: its own, of `text`. */
  readonly paper?: string;
  readonly palette: Readonly<Record<string, PaletteEntry>>;
  readonly tones: Readonly<Partial<Record<Tone, ToneStyle>>>;
}

/** What is wrong in a theme file, and the path to it, so that the line can be named. */
export interface ThemeProblem {
  readonly path: readonly string[];
  readonly reason: string;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf(list: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && list.includes(value);
}

interface Check {
  readonly test: (value: unknown) => boolean;
  readonly reason: string;
}

const hexCheck: Check = {
  test: value => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value),
  reason: 'must be written as "#rrggbb"',
};

const entryChecks: Readonly<Record<keyof PaletteEntry, Check>> = {
  ansi: {
    test: value => isOneOf(ansiNames, value) || value === noColor,
    reason: `must be one of ${ansiNames.join(', ')} or ${noColor}`,
  },
  palette: {
    test: value =>
      (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255) || value === noColor,
    reason: `must be a whole number from 0 to 255, or "${noColor}"`,
  },
  hex: hexCheck,
};

/** What a theme may have beside its palette and tones. */
const fieldChecks: Readonly<Record<'name' | 'about' | 'background' | 'paper', Check>> = {
  name: {test: value => typeof value === 'string' && value !== '', reason: 'must be a text'},
  about: {test: value => typeof value === 'string', reason: 'must be a text'},
  background: {test: value => isOneOf(grounds, value), reason: `must be one of ${grounds.join(', ')}`},
  paper: hexCheck,
};

const flags = ['bold', 'dim', 'italic', 'underline', 'inverse'];

function entryProblems(path: readonly string[], value: unknown): ThemeProblem[] {
  if (!isFields(value)) return [{path, reason: 'must be an object with `ansi`, `palette` or `hex`'}];
  if (Object.keys(value).length === 0) return [{path, reason: 'needs `ansi`, `palette` or `hex`'}];
  return Object.entries(value).flatMap(([name, field]) => {
    if (name !== 'ansi' && name !== 'palette' && name !== 'hex') {
      return [{path: [...path, name], reason: 'is not known; colours have `ansi`, `palette` and `hex`'}];
    }
    const check = entryChecks[name];
    return check.test(field) ? [] : [{path: [...path, name], reason: check.reason}];
  });
}

function toneProblems(path: readonly string[], value: unknown, colors: readonly string[]): ThemeProblem[] {
  if (!isFields(value)) return [{path, reason: 'must be an object, e.g. {"fg": "red", "bold": true}'}];
  return Object.entries(value).flatMap(([name, field]) => {
    const here = [...path, name];
    if (name === 'fg' || name === 'bg') {
      return isOneOf(colors, field)
        ? []
        : [{path: here, reason: 'must be the name of a colour in `palette`'}];
    }
    if (!flags.includes(name)) {
      return [{path: here, reason: `is not known; tones have fg, bg, ${flags.join(', ')}`}];
    }
    return typeof field === 'boolean' ? [] : [{path: here, reason: 'must be true or false'}];
  });
}

const wants = (value: unknown, what: string): string =>
  value === undefined ? `is missing: ${what}` : `must be ${what}`;

function fieldProblems(fields: Fields): ThemeProblem[] {
  const problems = Object.entries(fields).flatMap(([key, value]): ThemeProblem[] => {
    if (key !== 'name' && key !== 'about' && key !== 'background' && key !== 'paper') {
      const known = [...Object.keys(fieldChecks), 'palette', 'tones'].join(', ');
      return [{path: [key], reason: `is not known; a theme has ${known}`}];
    }
    const check = fieldChecks[key];
    return check.test(value) ? [] : [{path: [key], reason: check.reason}];
  });
  return 'name' in fields ? problems : [{path: ['name'], reason: 'is missing: a text'}, ...problems];
}

/** Everything that is wrong with the content of a theme file; empty when it is a `Theme`. */
export function themeProblems(value: unknown): readonly ThemeProblem[] {
  if (!isFields(value)) return [{path: [], reason: 'a theme must be a JSON object'}];
  const {palette, tones: styles, ...rest} = value;
  const problems = fieldProblems(rest);
  if (!isFields(palette)) problems.push({path: ['palette'], reason: wants(palette, 'an object of colours')});
  if (!isFields(styles)) problems.push({path: ['tones'], reason: wants(styles, 'an object of tones')});
  const entries = isFields(palette) ? palette : {};
  for (const [color, entry] of Object.entries(entries)) {
    problems.push(...entryProblems(['palette', color], entry));
  }
  for (const [tone, style] of Object.entries(isFields(styles) ? styles : {})) {
    if (!isOneOf(tones, tone)) {
      problems.push({path: ['tones', tone], reason: `is not a tone; tones are ${tones.join(', ')}`});
    } else problems.push(...toneProblems(['tones', tone], style, Object.keys(entries)));
  }
  return problems;
}

/** Whether the content of a theme file can be used as it is. */
export function isTheme(value: unknown): value is Theme {
  return themeProblems(value).length === 0;
}
