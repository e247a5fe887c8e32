import {areRowsEqual, blank, type Cells} from '../cells/cells.ts';

/** Rows `top` to `bottom`, both included, that moved up by `distance` rows; down where it is negative. */
export interface ScrollBand {
  readonly top: number;
  readonly bottom: number;
  readonly distance: number;
}

/** Fewer changed rows than that are not worth looking for a scroll. */
const fewestChanges = 3;

function hashRow({codes, looks, width}: Cells, row: number): number {
  let hash = 0;
  for (let index = row * width; index < (row + 1) * width; index++) {
    hash = (Math.imul(hash, 31) + (codes[index] ?? 0)) | 0;
    hash = (Math.imul(hash, 31) + (looks[index] ?? 0)) | 0;
  }
  return hash;
}

function isBlankRow({codes, looks, width}: Cells, row: number): boolean {
  for (let index = row * width; index < (row + 1) * width; index++) {
    if (codes[index] !== blank || looks[index] !== 0) return false;
  }
  return true;
}

/** By how many rows most of the changed rows moved; 0 when none did. */
function likelyDistance(before: Cells, after: Cells): number {
  const changed: number[] = [];
  for (let row = 0; row < after.height; row++) {
    if (!areRowsEqual(before, row, after, row)) changed.push(row);
  }
  if (changed.length < fewestChanges) return 0;
  const places = new Map<number, number>();
  for (const row of changed) {
    if (isBlankRow(before, row)) continue;
    const hash = hashRow(before, row);
    // A row that is there twice does not tell where it went.
    places.set(hash, places.has(hash) ? -1 : row);
  }
  const votes = new Map<number, number>();
  for (const row of changed) {
    const from = places.get(hashRow(after, row)) ?? -1;
    if (from >= 0 && from !== row) votes.set(from - row, (votes.get(from - row) ?? 0) + 1);
  }
  let best = 0;
  for (const [distance, count] of votes) {
    if (count > (votes.get(best) ?? 0)) best = distance;
  }
  return best;
}

/** The largest band of whole rows which the new frame shows at another height; null when there is none. */
export function findScrollBand(before: Cells, after: Cells): ScrollBand | null {
  const distance = likelyDistance(before, after);
  if (distance === 0) return null;
  const {height} = after;
  const first = Math.max(0, -distance);
  const end = Math.min(height, height - distance);
  let best = {start: 0, length: 0};
  let start = first;
  for (let row = first; row <= end; row++) {
    if (row < end && areRowsEqual(after, row, before, row + distance)) continue;
    if (row - start > best.length) best = {start, length: row - start};
    start = row + 1;
  }
  if (best.length === 0) return null;
  const last = best.start + best.length - 1;
  return distance > 0
    ? {top: best.start, bottom: last + distance, distance}
    : {top: best.start + distance, bottom: last, distance};
}

/**
 * The sequences that scroll a band, for a terminal in its plain look. By deleting or inserting lines: the Linux console
 * has no `SU` and `SD`. Ends with the margins at the edges and the cursor at home.
 */
export function scrollSequence({top, bottom, distance}: ScrollBand): string {
  const count = Math.abs(distance);
  const move = `\x1b[${count === 1 ? '' : count}${distance > 0 ? 'M' : 'L'}`;
  // Setting margins sends the cursor home.
  const place = top === 0 ? '' : `\x1b[${top + 1}H`;
  return `\x1b[${top + 1};${bottom + 1}r${place}${move}\x1b[r`;
}

/** What the frame is on the terminal after the band was scrolled. */
export function scrollCells(cells: Cells, {top, bottom, distance}: ScrollBand): void {
  const {width} = cells;
  const from = (distance > 0 ? top + distance : top) * width;
  const to = (distance > 0 ? top : top - distance) * width;
  const length = (bottom - top + 1 - Math.abs(distance)) * width;
  cells.codes.copyWithin(to, from, from + length);
  cells.looks.copyWithin(to, from, from + length);
  const emptied = distance > 0 ? to + length : from;
  const size = Math.abs(distance) * width;
  cells.codes.fill(blank, emptied, emptied + size);
  cells.looks.fill(0, emptied, emptied + size);
}
