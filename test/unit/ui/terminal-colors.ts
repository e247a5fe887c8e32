import type {Color} from '../../../source/terminal/style.ts';
import {paletteRgb, parseHex, type Rgb} from '../../../source/ui/theme-colors.ts';

/** What a terminal makes of the 16 colours, and what it writes with and on when told nothing. */
export interface Scheme {
  readonly name: string;
  readonly ansi: readonly Rgb[];
  readonly text: Rgb;
  readonly paper: Rgb;
}

export function rgb(hex: string): Rgb {
  const found = parseHex(hex);
  if (!found) throw new Error(`${hex} is no colour`);
  return found;
}

const colors = (text: string): readonly Rgb[] => text.split(' ').map(rgb);

const xterm = Array.from({length: 16}, (_, index) => paletteRgb(index));
/** The Linux console (`vga` of `drivers/tty/vt/vt.c`), and PuTTY but for shades. */
const vga = colors(
  '#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa #555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff',
);
/** The default of Windows Terminal. */
const campbell = colors(
  '#0c0c0c #c50f1f #13a10e #c19c00 #0037da #881798 #3a96dd #cccccc #767676 #e74856 #16c60c #f9f1a5 #3b78ff #b4009e #61d6d6 #f2f2f2',
);

const onBlack = (name: string, ansi: readonly Rgb[]): Scheme => ({
  name: `${name}, light on dark`,
  ansi,
  text: ansi[7] ?? rgb('#ffffff'),
  paper: ansi[0] ?? rgb('#000000'),
});
const onWhite = (name: string, ansi: readonly Rgb[]): Scheme => ({
  name: `${name}, dark on light`,
  ansi,
  text: ansi[0] ?? rgb('#000000'),
  paper: ansi[15] ?? rgb('#ffffff'),
});

/** Where a theme of 16 colours must be readable. The Linux console has no light background of its own. */
export const schemes = {
  dark: [onBlack('xterm', xterm), onBlack('Linux console', vga), onBlack('Campbell', campbell)],
  light: [onWhite('xterm', xterm), onWhite('Campbell', campbell)],
} as const;

/** A colour as this terminal shows it. */
export function shownBy(scheme: Scheme, color: Color): Rgb {
  switch (color.kind) {
    case 'ansi':
      return scheme.ansi[color.index] ?? scheme.text;
    case 'palette':
      return paletteRgb(color.index);
    case 'rgb':
      return {red: color.red, green: color.green, blue: color.blue};
  }
}
