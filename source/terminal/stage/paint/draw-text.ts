import {
  type StyledChar,
  styledCharsFromTokens,
  styledCharsToString,
  tokenize,
} from '@alcalzone/ansi-tokenize';
import {stringWidth} from '../../text/width.ts';
import {blank, type Cells, type Clip, putCell, wholeClip} from '../cells/cells.ts';
import type {Palette} from '../cells/palette.ts';
import type {Transform} from './ink-tree.ts';
import {lookOfCodes} from './sgr.ts';

/** Text with SGR sequences, as Ink's components make it, and where it goes. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly clip: Clip;
  /** Innermost first. They see what the clip left of a line, as under Ink's own renderer. */
  readonly transforms: readonly Transform[];
}

const invisible = /^\p{Default_Ignorable_Code_Point}+$/u;

function styledChars(text: string): readonly StyledChar[] {
  return styledCharsFromTokens(tokenize(text)).filter(char => !invisible.test(char.value));
}

/** Styles that are on at a line's end go on at the next one's beginning. */
function splitLines(text: string): readonly string[] {
  if (!text.includes('\n')) return [text];
  const lines: StyledChar[][] = [[]];
  for (const char of styledChars(text)) {
    if (char.value === '\n') lines.push([]);
    else lines.at(-1)?.push(char);
  }
  return lines.map(styledCharsToString);
}

function widthOf(chars: readonly StyledChar[]): number {
  return chars.reduce((width, char) => width + stringWidth(char.value), 0);
}

/** The columns of a line from one to another; half a wide character is a blank of its style. */
function sliceLine(line: string, from: number, to: number): string {
  const chars = styledChars(line);
  if (from <= 0 && widthOf(chars) <= to) return line;
  const kept: StyledChar[] = [];
  let column = 0;
  for (const char of chars) {
    const start = column;
    column += stringWidth(char.value);
    if (column <= from) continue;
    if (start >= to) break;
    const isCut = start < from || column > to;
    kept.push(isCut ? {...char, value: ' ', fullWidth: false} : char);
  }
  return styledCharsToString(kept);
}

/** Paints text into the cells, as far as its clip shows it. */
export function drawText(cells: Cells, palette: Palette, placed: PlacedText): void {
  const {clip, transforms, x, y} = placed;
  if (clip.left >= clip.right || clip.top >= clip.bottom) return;
  const whole = wholeClip(cells);
  // Outside of a clip of its own nothing is cut for the transforms, which stock Ink does not do either.
  const isClipped = clip.left > whole.left || clip.right < whole.right;
  splitLines(placed.text).forEach((line, index) => {
    const row = y + index;
    if (row < clip.top || row >= clip.bottom || row < 0 || row >= cells.height) return;
    const shown = isClipped ? sliceLine(line, clip.left - x, clip.right - x) : line;
    const painted = transforms.reduce((text, transform) => transform(text, index), shown);
    drawLine(cells, palette, painted, row, isClipped ? Math.max(x, clip.left) : x);
  });
}

/** Paints one line of text with SGR sequences from a column on, which may lie outside; what does not fit is left out. */
export function drawLine(cells: Cells, palette: Palette, line: string, row: number, x: number): void {
  let column = x;
  for (const char of styledChars(line)) {
    const columns = Math.max(1, stringWidth(char.value));
    const look = lookOfCodes(char.styles, palette.looks);
    const isInside = column >= 0 && column + columns <= cells.width;
    if (isInside && char.value !== ' ') {
      putCell(cells, row, column, palette.glyphs.codeOf(char.value), look, columns);
    } else {
      // A blank, or the visible half of a wide character at the edge.
      for (let cell = Math.max(0, column); cell < Math.min(column + columns, cells.width); cell++) {
        putCell(cells, row, cell, blank, palette.looks.idOfBlank(look), 1);
      }
    }
    column += columns;
  }
}
