import stringWidthOf from 'string-width';
import {isAllOneCell} from './one-cell.ts';
import {sanitise} from './sanitise.ts';

export type Align = 'left' | 'right';

const ellipsis = '…';
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/** Cells that sanitised text takes on the screen. The only width function of the program. */
export function stringWidth(text: string): number {
  return isAllOneCell(text) ? text.length : stringWidthOf(text);
}

/** Scripts that are as wide in every terminal's table: Greek, Cyrillic, Hebrew, Arabic letters; kana, Han, Hangul, full width. */
const settledWidth =
  /^[\x20-\x7e\u00a1-\u024f\u0386-\u0481\u048a-\u0556\u05d0-\u05ea\u0620-\u063f\u0641-\u064a\u1e00-\u1fbc\u2010-\u2027\u2190-\u2199\u2500-\u259f\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9ffc\uac00-\ud7a3\uff01-\uff60\ufffd]$/;

/**
 * Whether terminals disagree on how many cells a cluster of sanitised text takes: emoji newer than their tables, flags,
 * combining and spacing marks, jamo, private use. Whoever writes one must place the cursor anew behind it.
 */
export function isWidthDoubtful(cluster: string): boolean {
  return !settledWidth.test(cluster);
}

/** What a person takes for one character: a base with its combining marks, an emoji sequence. */
export function graphemes(text: string): string[] {
  if (isAllOneCell(text)) return [...text];
  return Array.from(segmenter.segment(text), part => part.segment);
}

/** The longest beginning of sanitised text that takes at most `width` cells. */
export function takeCells(text: string, width: number): string {
  if (width <= 0) return '';
  if (isAllOneCell(text)) return text.slice(0, width);
  let taken = '';
  let used = 0;
  for (const part of graphemes(text)) {
    used += stringWidthOf(part);
    if (used > width) break;
    taken += part;
  }
  return taken;
}

/** Sanitised text without its first `width` cells; a wide character that is cut through leaves a space. */
export function dropCells(text: string, width: number): string {
  if (width <= 0) return text;
  if (isAllOneCell(text)) return text.slice(width);
  let used = 0;
  let index = 0;
  for (const part of graphemes(text)) {
    if (used >= width) break;
    used += stringWidthOf(part);
    index += part.length;
  }
  return ' '.repeat(Math.max(0, used - width)) + text.slice(index);
}

/** Cuts text to at most `width` cells, with `…` in the last one where something was cut. */
export function truncate(text: string, width: number): string {
  const safe = sanitise(text);
  if (stringWidth(safe) <= width) return safe;
  return width <= 0 ? '' : takeCells(safe, width - 1) + ellipsis;
}

/** Makes text exactly `width` cells wide: cut with `…`, or padded with spaces. */
export function fit(text: string, width: number, align: Align = 'left'): string {
  const cut = truncate(text, width);
  const padding = ' '.repeat(Math.max(0, width - stringWidth(cut)));
  return align === 'right' ? padding + cut : cut + padding;
}
