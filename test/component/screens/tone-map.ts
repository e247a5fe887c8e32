import type {Color, Style} from '../../../source/terminal/style.ts';
import type {Span} from '../../../source/ui/span.ts';
import {spanStyle} from '../../../source/ui/span-style.ts';
import {plainTheme, type ResolvedTheme} from '../../../source/ui/theme-resolve.ts';
import {type Tone, tones} from '../../../source/ui/tones.ts';
import type {EmulatedScreen} from '../emulated-screen.ts';

/** What lies under text gives the background; everything else is told by the colour of the text. */
const grounds: readonly Tone[] = ['selection', 'match'];

/** Numbers of the 256 colours, from here on: one for each tone's text, one for its background. */
const firstText = 100;
const firstGround = 150;

const color = (index: number): Color => ({kind: 'palette', index});

function looksOf(tone: Tone): Style {
  const index = tones.indexOf(tone);
  const background = color(firstGround + index);
  return grounds.includes(tone) ? {background} : {foreground: color(firstText + index), background};
}

/** A theme in which every tone has colours of its own and no weight, so that the screen tells which tone is where. */
export const toneTheme: ResolvedTheme = {
  ...plainTheme,
  ...Object.fromEntries(tones.map(tone => [tone, looksOf(tone)])),
};

/** What a cell means. */
interface MeantCell extends Span {
  /** The same for all cells that must look the same. */
  readonly kind: string;
}

/** What each cell of the screen means, row by row. */
export type ToneMap = readonly (readonly MeantCell[])[];

export function readTones(screen: EmulatedScreen, columns: number, rows: number): ToneMap {
  return Array.from({length: rows}, (_, row) =>
    Array.from({length: columns}, (_unused, column) => spanOf(screen.cell(column, row))),
  );
}

function spanOf({text, fg, bg, bold, underline, inverse}: ReturnType<EmulatedScreen['cell']>): MeantCell {
  const ground = bg === null ? undefined : tones[bg - firstGround];
  const isUnder = ground !== undefined && grounds.includes(ground);
  // What stands on a ground of its own tone is told by that, also where there is only a blank.
  const tone = isUnder ? textTone(fg) : ground;
  return {
    text,
    kind: `${tone} ${isUnder ? ground : ''} ${bold} ${underline} ${inverse}`,
    ...(tone === undefined ? {} : {tone}),
    ...(isUnder ? {under: ground} : {}),
    ...(bold ? {bold} : {}),
    ...(underline ? {underline} : {}),
    ...(inverse ? {inverse} : {}),
  };
}

const textTone = (fg: number | null): Tone | undefined => (fg === null ? undefined : tones[fg - firstText]);

/** A colour as the emulated terminal tells it. */
const numberOf = (color: Color | undefined): number | null =>
  color === undefined
    ? null
    : color.kind === 'rgb'
      ? (color.red << 16) | (color.green << 8) | color.blue
      : color.index;

function wordsOf(text: string, look: Look): string {
  const {fg, bg, bold, dim, italic, inverse, underline} = look;
  const weights = Object.entries({bold, dim, italic, inverse, underline}).filter(([, isOn]) => isOn);
  return [`"${text}"`, `fg ${fg}`, `bg ${bg}`, ...weights.map(([name]) => name)].join(' ');
}

interface Look {
  readonly fg: number | null;
  readonly bg: number | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly inverse: boolean;
  readonly underline: boolean;
}

const lookOf = (style: Style): Look => ({
  fg: numberOf(style.foreground),
  bg: numberOf(style.background),
  bold: style.bold ?? false,
  dim: style.dim ?? false,
  italic: style.italic ?? false,
  inverse: style.inverse ?? false,
  underline: style.underline ?? false,
});

/** Whether two looks are seen as the same on this text. */
function looksAlike(text: string, shown: Look, wanted: Look): boolean {
  const {inverse, underline} = wanted;
  if (shown.bg !== wanted.bg || shown.inverse !== inverse || shown.underline !== underline) return false;
  if (text === ' ') return (!inverse && !underline) || shown.fg === wanted.fg;
  const {fg, bold, dim, italic} = wanted;
  return shown.fg === fg && shown.bold === bold && shown.dim === dim && shown.italic === italic;
}

/** Cells that do not look as the theme says for what they mean, each with both; empty when all do. */
export function wrongCells(screen: EmulatedScreen, map: ToneMap, theme: ResolvedTheme): readonly string[] {
  const known = new Map<string, Look>();
  const wantedOf = (cell: MeantCell): Look => {
    const look = known.get(cell.kind) ?? lookOf(spanStyle(cell, theme));
    known.set(cell.kind, look);
    return look;
  };
  const wrong: string[] = [];
  for (const [row, cells] of map.entries()) {
    for (const [column, cell] of cells.entries()) {
      const shown = screen.cell(column, row);
      const wanted = wantedOf(cell);
      if (shown.text === cell.text && looksAlike(cell.text, shown, wanted)) continue;
      const words = [wordsOf(shown.text, shown), wordsOf(cell.text, wanted)].join(', not ');
      wrong.push(`column ${column}, row ${row}: ${words}`);
    }
  }
  return wrong;
}
