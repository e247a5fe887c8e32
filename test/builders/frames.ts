import * as fc from 'fast-check';
import {type Cells, createCells, putCell} from '../../source/terminal/stage/cells/cells.ts';
import type {Palette} from '../../source/terminal/stage/cells/palette.ts';
import type {Color, Style} from '../../source/terminal/style.ts';

/** A character to put on a frame, and how many cells it takes in every terminal. */
interface Mark {
  readonly text: string;
  readonly columns: number;
}

const marks: readonly Mark[] = [
  ...['a', 'b', 'Z', '0', '-', ' ', ' ', 'é', '─', '┃', '█', '…', 'ж', 'e\u0301', '▸'].map(text => ({
    text,
    columns: 1,
  })),
  ...['東', '京', 'ア', '한'].map(text => ({text, columns: 2})),
];

const aColor: fc.Arbitrary<Color> = fc.oneof(
  fc.nat(15).map(index => ({kind: 'ansi' as const, index})),
  fc.integer({min: 16, max: 255}).map(index => ({kind: 'palette' as const, index})),
  fc
    .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
    .map(([red, green, blue]) => ({kind: 'rgb' as const, red, green, blue})),
);

const aStyle: fc.Arbitrary<Style> = fc.record(
  {
    foreground: aColor,
    background: aColor,
    bold: fc.boolean(),
    dim: fc.boolean(),
    italic: fc.boolean(),
    underline: fc.boolean(),
    inverse: fc.boolean(),
  },
  {requiredKeys: []},
);

/** A run of one character in one style, anywhere on a frame; what would not fit is left out. */
export interface Stroke {
  readonly row: number;
  readonly column: number;
  readonly length: number;
  readonly mark: Mark;
  readonly style: Style;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const aSize: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({min: 1, max: 24}),
  height: fc.integer({min: 1, max: 10}),
});

export const strokesOn = ({width, height}: Size): fc.Arbitrary<readonly Stroke[]> =>
  fc.array(
    fc.record({
      row: fc.nat(height - 1),
      column: fc.nat(width - 1),
      length: fc.integer({min: 1, max: width}),
      mark: fc.constantFrom(...marks),
      style: fc.oneof(fc.constant({}), aStyle),
    }),
    {maxLength: 12},
  );

/** Puts strokes on cells, later ones over earlier ones. */
export function draw(cells: Cells, strokes: readonly Stroke[], palette: Palette): Cells {
  for (const {row, column, length, mark, style} of strokes) {
    const look = palette.looks.idOfStyle(style);
    for (let index = 0; index < length; index++) {
      const at = column + index * mark.columns;
      if (at + mark.columns > cells.width) break;
      putCell(cells, row, at, palette.glyphs.codeOf(mark.text), look, mark.columns);
    }
  }
  return cells;
}

export const aFrame = ({width, height}: Size, strokes: readonly Stroke[], palette: Palette): Cells =>
  draw(createCells(width, height), strokes, palette);

/** A frame whose rows from `top` on moved by some rows, as a followed log or a scrolled list does. */
export function scrolled(frame: Cells, top: number, distance: number): Cells {
  const moved = createCells(frame.width, frame.height);
  for (let row = 0; row < frame.height; row++) {
    const from = row < top ? row : row + distance;
    if (from < top && row >= top) continue;
    if (from < 0 || from >= frame.height) continue;
    const start = from * frame.width;
    moved.codes.set(frame.codes.subarray(start, start + frame.width), row * frame.width);
    moved.looks.set(frame.looks.subarray(start, start + frame.width), row * frame.width);
  }
  return moved;
}
