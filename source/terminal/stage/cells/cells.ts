/**
 * A rectangle of the screen in two flat arrays. A code is a code point, or the number that `Glyphs` gave a cluster of
 * several; 0 continues the wide character to its left. A look is a number of `Looks`; 0 is the terminal's default.
 */
export interface Cells {
  readonly width: number;
  readonly height: number;
  readonly codes: Uint32Array;
  readonly looks: Uint32Array;
}

/** Half open: `right` and `bottom` are the first column and row outside. */
export interface Clip {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const blank = 0x20;
/** Right half of the wide character before it. */
export const continuation = 0;

/** Blank cells in the terminal's default look. */
export function createCells(width: number, height: number): Cells {
  const size = width * height;
  return {
    width,
    height,
    codes: new Uint32Array(size).fill(blank),
    looks: new Uint32Array(size),
  };
}

/** Makes every cell blank. */
export function clearCells(cells: Cells): void {
  cells.codes.fill(blank);
  cells.looks.fill(0);
}

export function copyCells(from: Cells, to: Cells): void {
  to.codes.set(from.codes);
  to.looks.set(from.looks);
}

/** The whole rectangle, for painting without a clip. */
export function wholeClip(cells: Cells): Clip {
  return {left: 0, top: 0, right: cells.width, bottom: cells.height};
}

export function intersectClips(a: Clip, b: Clip): Clip {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** What is left of a wide character when its other half is overwritten: a blank of its look. */
function mendEdges({codes, width}: Cells, row: number, from: number, to: number): void {
  const start = row * width;
  if (codes[start + from] === continuation && from > 0) {
    for (let column = from - 1; column >= 0; column--) {
      const isLead = codes[start + column] !== continuation;
      codes[start + column] = blank;
      if (isLead) break;
    }
  }
  for (let column = to; column < width && codes[start + column] === continuation; column++) {
    codes[start + column] = blank;
  }
}

/** Puts one character of `columns` cells; the caller has made sure that it lies inside. */
export function putCell(
  cells: Cells,
  row: number,
  column: number,
  code: number,
  look: number,
  columns: number,
): void {
  const {codes, looks, width} = cells;
  mendEdges(cells, row, column, column + columns);
  const index = row * width + column;
  codes[index] = code;
  looks[index] = look;
  for (let offset = 1; offset < columns; offset++) {
    codes[index + offset] = continuation;
    looks[index + offset] = look;
  }
}

/** Fills the part of a rectangle that lies inside the clip. */
export function fillCells(cells: Cells, area: Clip, clip: Clip, code: number, look: number): void {
  const {left, top, right, bottom} = intersectClips(intersectClips(area, clip), wholeClip(cells));
  if (left >= right) return;
  for (let row = top; row < bottom; row++) {
    mendEdges(cells, row, left, right);
    cells.codes.fill(code, row * cells.width + left, row * cells.width + right);
    cells.looks.fill(look, row * cells.width + left, row * cells.width + right);
  }
}

/** Below so many cells, as at the sides of a frame, a loop is faster than a view of the array. */
const shortRun = 8;

function copyRun(source: Uint32Array, from: number, to: number, target: Uint32Array, at: number): void {
  if (to - from >= shortRun) target.set(source.subarray(from, to), at);
  else for (let index = from; index < to; index++) target[at + index - from] = source[index] ?? 0;
}

/** Copies a block to a place of the frame, as far as it lies inside the clip. */
export function blitCells(block: Cells, cells: Cells, x: number, y: number, clip: Clip): void {
  const area = {left: x, top: y, right: x + block.width, bottom: y + block.height};
  const {left, top, right, bottom} = intersectClips(intersectClips(area, clip), wholeClip(cells));
  if (left >= right) return;
  for (let row = top; row < bottom; row++) {
    const from = (row - y) * block.width + left - x;
    const to = from + right - left;
    const at = row * cells.width + left;
    mendEdges(cells, row, left, right);
    copyRun(block.codes, from, to, cells.codes, at);
    copyRun(block.looks, from, to, cells.looks, at);
    // A wide character that the clip cuts through: its half stays a blank.
    const isLastCut = to < (row - y + 1) * block.width && block.codes[to] === continuation;
    for (let column = right - 1; isLastCut && column >= left; column--) {
      const isLead = cells.codes[row * cells.width + column] !== continuation;
      cells.codes[row * cells.width + column] = blank;
      if (isLead) break;
    }
    for (let column = left; column < right; column++) {
      if (cells.codes[row * cells.width + column] !== continuation) break;
      cells.codes[row * cells.width + column] = blank;
    }
  }
}

/** Whether a row of one rectangle is the same as a row of another of the same width. */
export function areRowsEqual(a: Cells, rowOfA: number, b: Cells, rowOfB: number): boolean {
  const {width} = a;
  let indexA = rowOfA * width;
  let indexB = rowOfB * width;
  for (const end = indexA + width; indexA < end; indexA++, indexB++) {
    if (a.codes[indexA] !== b.codes[indexB] || a.looks[indexA] !== b.looks[indexB]) return false;
  }
  return true;
}
