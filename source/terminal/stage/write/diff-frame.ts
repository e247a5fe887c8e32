import {areRowsEqual, blank, type Cells, continuation} from '../cells/cells.ts';
import type {Palette} from '../cells/palette.ts';
import {Pen} from './pen.ts';

/** Equal cells between two changed ones that are cheaper to write again than to jump over: `CSI 5 C` has four bytes. */
const longestGap = 4;
/** Bytes of `CSI K`: fewer blanks than that are written. */
const eraseLength = 3;

/** The bytes that turn one frame into another of the same size on the terminal; empty when they are equal. */
export function diffFrame(before: Cells, after: Cells, palette: Palette): string {
  const pen = new Pen(palette, after.width);
  writeChanges(pen, before, after);
  pen.finish();
  return pen.text;
}

/** Writes every row that differs. */
export function writeChanges(pen: Pen, before: Cells, after: Cells): void {
  for (let row = 0; row < after.height; row++) {
    if (!areRowsEqual(before, row, after, row)) writeRow(pen, before, after, row);
  }
}

function isChanged(before: Cells, after: Cells, index: number): boolean {
  return before.codes[index] !== after.codes[index] || before.looks[index] !== after.looks[index];
}

/** Index behind the last cell of a row that is not a blank in the default look. */
function contentEnd({codes, looks, width}: Cells, row: number): number {
  let index = (row + 1) * width;
  while (index > row * width && codes[index - 1] === blank && looks[index - 1] === 0) index--;
  return index;
}

function writeRow(pen: Pen, before: Cells, after: Cells, row: number): void {
  const start = row * after.width;
  const end = start + after.width;
  const tail = contentEnd(after, row);
  let lastChange = end - 1;
  while (!isChanged(before, after, lastChange)) lastChange--;
  for (let index = start; index <= lastChange; ) {
    if (!isChanged(before, after, index)) {
      index++;
      continue;
    }
    if (index >= tail && lastChange - index >= eraseLength) {
      pen.moveTo(row, index - start);
      pen.setLook(0);
      pen.eraseToEnd();
      return;
    }
    index = writeRun(pen, before, after, row, leadOf(after, index), Math.min(lastChange, end - 1), tail);
  }
}

/** The cell in which the character at a cell begins. */
function leadOf({codes}: Cells, index: number): number {
  let lead = index;
  while (codes[lead] === continuation && lead > 0) lead--;
  return lead;
}

/** Writes from a changed cell on, over short gaps, up to a longer gap or the blank tail. Returns where it ended. */
function writeRun(
  pen: Pen,
  before: Cells,
  after: Cells,
  row: number,
  from: number,
  last: number,
  tail: number,
): number {
  const {codes, looks, width} = after;
  const rowStart = row * width;
  pen.moveTo(row, from - rowStart);
  let index = from;
  while (index <= last) {
    if (index >= tail && last - index >= eraseLength) return index;
    if (!isChanged(before, after, index)) {
      const next = nextChange(before, after, index, last);
      if (!isGapCheap(pen, after, index, next)) return next;
    }
    const code = codes[index] ?? blank;
    let columns = 1;
    while (index + columns < rowStart + width && codes[index + columns] === continuation) columns++;
    const look = looks[index] ?? 0;
    if (code !== blank || !pen.showsBlank(look)) pen.setLook(look);
    // A doubtful character before it has left the pen without a place.
    pen.moveTo(row, index - rowStart);
    pen.put(code, columns);
    index += columns;
  }
  return index;
}

function nextChange(before: Cells, after: Cells, from: number, last: number): number {
  let index = from;
  while (index <= last && !isChanged(before, after, index)) index++;
  return index > last ? index : leadOf(after, index);
}

/** Whether writing the equal cells again needs no more bytes than moving past them. */
function isGapCheap(pen: Pen, {codes, looks}: Cells, from: number, to: number): boolean {
  if (to - from > longestGap || to - from > pen.forwardLength(to - from)) return false;
  for (let index = from; index < to; index++) {
    const code = codes[index] ?? 0;
    const look = looks[index] ?? 0;
    const isAtHand = look === pen.look || (code === blank && pen.showsBlank(look));
    if (!isAtHand || code === continuation || code > 0x7e) return false;
  }
  return true;
}
