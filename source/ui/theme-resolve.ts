import type {ColorDepth} from '../terminal/capabilities.ts';
import type {Color, Style} from '../terminal/style.ts';
import {ansiNames, type PaletteEntry, type Theme} from './theme.ts';
import {nearestAnsi, nearestPaletteIndex, paletteRgb, parseHex} from './theme-colors.ts';
import {type Tone, tones} from './tones.ts';

/** A look for every tone on the terminal at hand. */
export type ResolvedTheme = Readonly<Record<Tone, Style>>;

/** Without colours, weight and inversion carry what glyphs and words do not. */
const monochrome: ResolvedTheme = {
  text: {},
  muted: {},
  strong: {bold: true},
  title: {bold: true},
  accent: {bold: true},
  ok: {},
  info: {},
  warning: {bold: true},
  critical: {bold: true},
  unknown: {},
  border: {},
  borderFocused: {bold: true},
  header: {},
  columnHeader: {underline: true},
  selection: {inverse: true},
  mark: {bold: true},
  match: {inverse: true},
  key: {bold: true},
  keyDisabled: {},
  stale: {underline: true},
};

function ansiColor(entry: PaletteEntry): Color | null {
  if (entry.ansi === 'default') return null;
  if (entry.ansi !== undefined) return {kind: 'ansi', index: ansiNames.indexOf(entry.ansi)};
  const rgb = entry.hex
    ? parseHex(entry.hex)
    : entry.palette === undefined || entry.palette === 'default'
      ? null
      : paletteRgb(entry.palette);
  return rgb && {kind: 'ansi', index: nearestAnsi(rgb)};
}

function paletteColor(entry: PaletteEntry): Color | null {
  if (entry.palette === 'default') return null;
  if (entry.palette !== undefined) return {kind: 'palette', index: entry.palette};
  const rgb = entry.hex ? parseHex(entry.hex) : null;
  return rgb ? {kind: 'palette', index: nearestPaletteIndex(rgb)} : ansiColor(entry);
}

function rgbColor(entry: PaletteEntry): Color | null {
  const rgb = entry.hex ? parseHex(entry.hex) : null;
  return rgb ? {kind: 'rgb', ...rgb} : paletteColor(entry);
}

const colorAt = {'16': ansiColor, '256': paletteColor, truecolor: rgbColor} as const;

/** Gives every tone its look with as many colours as the terminal has; with none, weight and inversion remain. */
export function resolveTheme(theme: Theme, depth: ColorDepth): ResolvedTheme {
  if (depth === 'none') return monochrome;
  const find = (name: string | undefined): Color | null => {
    const entry = name === undefined ? undefined : theme.palette[name];
    return entry ? colorAt[depth](entry) : null;
  };
  const resolved: Record<Tone, Style> = {...monochrome};
  for (const tone of tones) {
    const {fg, bg, ...weights} = theme.tones[tone] ?? {};
    const foreground = find(fg);
    const background = find(bg);
    resolved[tone] = {
      ...weights,
      ...(foreground ? {foreground} : {}),
      ...(background ? {background} : {}),
    };
  }
  return resolved;
}

/** The look without a theme: no colours at all. */
export const plainTheme: ResolvedTheme = monochrome;
