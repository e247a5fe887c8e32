import chalk, {foregroundColorNames} from 'chalk';
import cliBoxes from 'cli-boxes';
import type {Cells, Clip} from '../cells/cells.ts';
import type {Palette} from '../cells/palette.ts';
import {drawText} from './draw-text.ts';
import type {NodeStyle} from './ink-tree.ts';

/** A box of Ink's tree, and what it is painted on. */
export interface PlacedBox {
  readonly style: NodeStyle;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly clip: Clip;
}

type ColorName = (typeof foregroundColorNames)[number];

const isColorName = (color: string): color is ColorName => foregroundColorNames.some(name => name === color);

/** Text in a colour as Ink's components take it: a name, `#hex`, `ansi256(n)`, `rgb(r, g, b)`. */
function colorize(text: string, color: unknown, isBackground: boolean): string {
  if (typeof color !== 'string' || color === '') return text;
  // Chalk, as Ink does: what it makes of a colour on a terminal with few of them must be the same for boxes and text.
  if (isColorName(color)) {
    const name = isBackground ? `bg${color.charAt(0).toUpperCase()}${color.slice(1)}` : color;
    const paint: unknown = Reflect.get(chalk, name);
    return typeof paint === 'function' ? String(paint(text)) : text;
  }
  if (color.startsWith('#')) return (isBackground ? chalk.bgHex(color) : chalk.hex(color))(text);
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+(?=\s*[,)])/g) ?? []).map(Number);
  if (/^ansi256\(\s?\d+\s?\)$/.test(color))
    return (isBackground ? chalk.bgAnsi256(red) : chalk.ansi256(red))(text);
  if (/^rgb\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)$/.test(color))
    return (isBackground ? chalk.bgRgb(red, green, blue) : chalk.rgb(red, green, blue))(text);
  return text;
}

type Side = 'Top' | 'Right' | 'Bottom' | 'Left';

function sideText(text: string, side: Side, style: NodeStyle): string {
  const of = (property: string) => style[`border${side}${property}`] ?? style[`border${property}`];
  const colored = colorize(colorize(text, of('Color'), false), of('BackgroundColor'), true);
  return of('DimColor') ? chalk.dim(colored) : colored;
}

const hasSide = (style: NodeStyle, side: Side) => style[`border${side}`] !== false;

interface BorderGlyphs {
  readonly topLeft: string;
  readonly top: string;
  readonly topRight: string;
  readonly right: string;
  readonly bottomRight: string;
  readonly bottom: string;
  readonly bottomLeft: string;
  readonly left: string;
}

const isBorderName = (name: string): name is keyof typeof cliBoxes => Object.hasOwn(cliBoxes, name);

function isBorderGlyphs(value: unknown): value is BorderGlyphs {
  return typeof value === 'object' && value !== null && 'topLeft' in value && 'bottomRight' in value;
}

function borderGlyphs(borderStyle: unknown): BorderGlyphs | null {
  if (typeof borderStyle === 'string') return isBorderName(borderStyle) ? cliBoxes[borderStyle] : null;
  return isBorderGlyphs(borderStyle) ? borderStyle : null;
}

/** Paints what lies under a box's content. */
export function paintBackground(cells: Cells, palette: Palette, box: PlacedBox): void {
  const {style, x, y, width, height, clip} = box;
  if (!style['backgroundColor']) return;
  const border = (side: Side) => (style['borderStyle'] && hasSide(style, side) ? 1 : 0);
  const innerWidth = width - border('Left') - border('Right');
  const innerHeight = height - border('Top') - border('Bottom');
  if (innerWidth <= 0 || innerHeight <= 0) return;
  const line = colorize(' '.repeat(innerWidth), style['backgroundColor'], true);
  const text = Array.from({length: innerHeight}, () => line).join('\n');
  drawText(cells, palette, {text, x: x + border('Left'), y: y + border('Top'), clip, transforms: []});
}

/** Paints a box's border, where it has one. */
export function paintBorder(cells: Cells, palette: Palette, box: PlacedBox): void {
  const {style, x, y, width, height, clip} = box;
  const glyphs = style['borderStyle'] ? borderGlyphs(style['borderStyle']) : null;
  if (glyphs === null) return;
  const has = (side: Side) => hasSide(style, side);
  const inner = Math.max(0, width - (has('Left') ? 1 : 0) - (has('Right') ? 1 : 0));
  const put = (text: string, column: number, row: number) => {
    if (text !== '') drawText(cells, palette, {text, x: column, y: row, clip, transforms: []});
  };
  const rule = (side: 'Top' | 'Bottom', left: string, middle: string, right: string) =>
    has(side)
      ? sideText((has('Left') ? left : '') + middle.repeat(inner) + (has('Right') ? right : ''), side, style)
      : '';
  const upright = (side: 'Left' | 'Right', glyph: string) => {
    const count = height - (has('Top') ? 1 : 0) - (has('Bottom') ? 1 : 0);
    const one = sideText(glyph, side, style);
    return has(side) && count > 0 ? Array.from({length: count}, () => one).join('\n') : '';
  };
  const top = y + (has('Top') ? 1 : 0);
  put(rule('Top', glyphs.topLeft, glyphs.top, glyphs.topRight), x, y);
  put(upright('Left', glyphs.left), x, top);
  put(upright('Right', glyphs.right), x + width - 1, top);
  put(rule('Bottom', glyphs.bottomLeft, glyphs.bottom, glyphs.bottomRight), x, y + height - 1);
}
