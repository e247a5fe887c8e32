import {isAllOneCell} from '../terminal/text/one-cell.ts';
import {sanitise} from '../terminal/text/sanitise.ts';
import {type Align, dropCells, stringWidth, takeCells} from '../terminal/text/width.ts';
import type {Line, Span} from './span.ts';
import type {Tone} from './tones.ts';

/** What a cell of a table may be, as a line. */
export function toLine(content: string | Span | Line): Line {
  if (typeof content === 'string') return [{text: content}];
  return 'text' in content ? [content] : content;
}

/** Whether two lines say the same in the same looks. */
export function isSameLine(one: Line, other: Line): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every((span, index) => {
      const second = other[index];
      return (
        span.text === second?.text &&
        span.tone === second.tone &&
        span.under === second.under &&
        span.bold === second.bold &&
        span.underline === second.underline &&
        span.inverse === second.inverse &&
        span.own === second.own
      );
    })
  );
}

/** A line's text without its tones. */
export function lineText(line: Line): string {
  return line.map(span => span.text).join('');
}

/** Cells of foreign text as it is painted; what is safe and plain, as nearly all is, is looked through once. */
function cellsOf(text: string): number {
  return isAllOneCell(text) ? text.length : stringWidth(sanitise(text));
}

/** Cells that a line takes when it is not cut. */
export function lineWidth(line: Line): number {
  let cells = 0;
  for (const {text} of line) cells += cellsOf(text);
  return cells;
}

/** The first `width` cells of a line, without a mark that something was cut. */
export function takeLine(line: Line, width: number): Line {
  const taken: Span[] = [];
  let free = width;
  for (const span of line) {
    if (free <= 0) break;
    const text = takeCells(sanitise(span.text), free);
    if (text !== '') taken.push({...span, text});
    free -= stringWidth(text);
  }
  return taken;
}

/** A line without its first `width` cells. */
export function dropLine(line: Line, width: number): Line {
  if (width <= 0) return line;
  const rest: Span[] = [];
  let toDrop = width;
  for (const span of line) {
    const text = sanitise(span.text);
    const cells = stringWidth(text);
    if (toDrop < cells) rest.push({...span, text: dropCells(text, toDrop)});
    toDrop = Math.max(0, toDrop - cells);
  }
  return rest;
}

/** A line of exactly `width` cells: cut with `…`, or padded with spaces. */
export function fitLine(line: Line, width: number, align: Align = 'left'): Line {
  if (width <= 0) return [];
  const cells = lineWidth(line);
  if (cells > width) {
    const cut = takeLine(line, width - 1);
    const last = cut.at(-1) ?? line[0];
    const missing = width - 1 - lineWidth(cut);
    return [...cut, {...last, text: `…${' '.repeat(missing)}`}];
  }
  const padding: Span = {text: ' '.repeat(width - cells)};
  if (padding.text === '') return line;
  return align === 'right' ? [padding, ...line] : [...line, padding];
}

/** The same line over another background; spans that have one of their own keep it. */
export function layUnder(line: Line, under: Tone): Line {
  return line.map(span => ({...span, under: span.under ?? under}));
}

/** Two parts at both ends of a line of exactly `width` cells; the left one is cut where they do not fit. */
export function spread(left: Line, right: Line, width: number): Line {
  const end = takeLine(right, width);
  return [...fitLine(left, width - lineWidth(end)), ...end];
}
