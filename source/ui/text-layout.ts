import {isAllOneCell} from '../terminal/text/one-cell.ts';
import {sanitise} from '../terminal/text/sanitise.ts';
import {dropLine, lineText, lineWidth, takeLine} from './line-text.ts';
import type {Line, Span} from './span.ts';

/** Spaces that a tab is worth up to the next stop. */
const tabStop = 8;

/** Expands tabs and makes the text safe, so that positions found in it are positions on the screen. */
export function normaliseLine(line: Line): Line {
  let column = 0;
  return line.map(span => {
    // A tab is no such character.
    if (isAllOneCell(span.text)) {
      column += span.text.length;
      return span;
    }
    const text = span.text.replace(/[^\t]+|\t/g, part => {
      const shown = part === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : sanitise(part);
      column += lineWidth([{text: shown}]);
      return shown;
    });
    return {...span, text};
  });
}

/** A row of the screen: its line, and which of the text's lines it belongs to. */
export interface TextRow {
  readonly line: Line;
  readonly index: number;
}

/** The part of a row that is cut from a longer line which ends with a blank, if it has one; else the whole row. */
function endAtWord(head: Line, rest: Line): Line {
  const text = lineText(head);
  const isWhole = /^\s/.test(lineText(rest).slice(text.length));
  const blank = text.trimEnd().lastIndexOf(' ');
  return isWhole || blank <= 0 ? head : takeLine(head, lineWidth([{text: text.slice(0, blank + 1)}]));
}

/**
 * Breaks lines into rows of at most `width` cells; null: one row a line, whatever its length. Prose breaks after a word
 * (`word`), everything else exactly at the width (`cell`).
 */
export function layoutText(
  lines: readonly Line[],
  width: number | null,
  breakAt: 'cell' | 'word' = 'cell',
): readonly TextRow[] {
  return lines.flatMap((source, index) => {
    const line = normaliseLine(source);
    if (width === null || width <= 0 || lineWidth(line) <= width) return [{line, index}];
    const rows: TextRow[] = [];
    for (let rest = line; rest.length > 0; ) {
      const full = takeLine(rest, width);
      const head = breakAt === 'word' && lineWidth(rest) > width ? endAtWord(full, rest) : full;
      if (head.length > 0) rows.push({line: head, index});
      // A character wider than a whole row can never be shown; its cells are left blank.
      rest = dropLine(rest, Math.max(1, lineWidth(head)));
      if (breakAt === 'word') rest = dropLine(rest, lineText(rest).search(/[^ ]|$/));
    }
    return rows;
  });
}

/** A place in the text: the line, and UTF-16 units from its beginning. */
export interface Match {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** Longest list of matches; a search for `e` in a large log must not hold the screen. */
const mostMatches = 10_000;

/** Where a regular expression matches, first line first. Empty matches do not count. */
export function findMatches(lines: readonly Line[], pattern: RegExp): readonly Match[] {
  const matches: Match[] = [];
  const everywhere = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}g`);
  for (const [index, line] of lines.entries()) {
    for (const found of lineText(normaliseLine(line)).matchAll(everywhere)) {
      if (found[0] === '') continue;
      matches.push({line: index, start: found.index, end: found.index + found[0].length});
      if (matches.length === mostMatches) return matches;
    }
  }
  return matches;
}

/** What a person typed to search for, as an expression; text that is none is searched for as it stands. */
export function searchPattern(text: string): RegExp | null {
  if (text === '') return null;
  // As in vim's smart case: a capital letter means that case counts.
  const flags = /\p{Lu}/u.test(text) ? 'u' : 'iu';
  try {
    return new RegExp(text, flags);
  } catch {
    return new RegExp(text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/\\-/g, '\\x2d'), flags);
  }
}

/** Index of the match to go to next, going round at the end; -1 where there is none. */
export function nextMatch(
  matches: readonly Match[],
  from: {line: number; start: number},
  step: 1 | -1,
): number {
  if (matches.length === 0) return -1;
  const isAfter = (match: Match) =>
    match.line > from.line || (match.line === from.line && match.start > from.start);
  const isBefore = (match: Match) =>
    match.line < from.line || (match.line === from.line && match.start < from.start);
  const found = step === 1 ? matches.findIndex(isAfter) : matches.findLastIndex(isBefore);
  if (found >= 0) return found;
  return step === 1 ? 0 : matches.length - 1;
}

/** A line with the given stretches laid on a background of their own. */
export function highlight(line: Line, matches: readonly Match[], current: Match | null): Line {
  if (matches.length === 0) return line;
  const spans: Span[] = [];
  let position = 0;
  for (const span of line) {
    const end = position + span.text.length;
    const edges = new Set([position, end]);
    for (const match of matches) {
      for (const edge of [match.start, match.end]) if (edge > position && edge < end) edges.add(edge);
    }
    const cuts = [...edges].toSorted((a, b) => a - b);
    for (const [index, start] of cuts.entries()) {
      const stop = cuts[index + 1];
      if (stop === undefined) break;
      const hit = matches.find(match => match.start <= start && match.end >= stop);
      const text = span.text.slice(start - position, stop - position);
      spans.push(hit ? {...span, text, under: 'match', underline: hit === current} : {...span, text});
    }
    position = end;
  }
  return spans;
}
