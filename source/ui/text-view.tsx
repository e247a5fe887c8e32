import {useMemo} from 'react';
import {dropLine, fitLine, lineWidth} from './line-text.ts';
import {Lines} from './lines.tsx';
import type {Line} from './span.ts';
import {findMatches, highlight, layoutText, type Match, normaliseLine} from './text-layout.ts';

export interface TextViewProps {
  readonly lines: readonly Line[];
  /** Index of the first visible row; `textRowCount` says how many rows there are. */
  readonly top: number;
  /** Cells scrolled to the right; ignored while lines are wrapped. */
  readonly left?: number;
  readonly wrap?: boolean;
  /** What to lay a background under; `searchPattern` makes it of typed text. */
  readonly search?: RegExp | null;
  /** Index into `findMatches(lines, search)` of the match that is shown stronger. */
  readonly currentMatch?: number;
  readonly width: number;
  readonly height: number;
  /** What is said where there are no lines. */
  readonly empty?: string;
}

/** Rows that the lines take on the screen, for scrolling. */
export function textRowCount(lines: readonly Line[], width: number, wrap: boolean): number {
  return wrap ? layoutText(lines, width).length : lines.length;
}

/** The row in which a line begins, for going to a match. */
export function rowOfLine(lines: readonly Line[], line: number, width: number, wrap: boolean): number {
  return wrap ? layoutText(lines, width).findIndex(row => row.index === line) : line;
}

/** The rows in view. `wrapped` is null where a line is a row. */
function visibleRows(
  {top: wanted, left = 0, width, height}: TextViewProps,
  lines: readonly Line[],
  wrapped: readonly Line[] | null,
): readonly Line[] {
  const rows = wrapped ?? lines;
  // A text that became shorter than it was scrolled must not look empty.
  const top = Math.max(0, Math.min(wanted, rows.length - height));
  const shown = rows.slice(top, top + height);
  return wrapped ? shown : shown.map(line => cutTo(dropLine(normaliseLine(line), left), width));
}

/** What goes on beyond the edge says so. */
const cutTo = (line: Line, width: number): Line => (lineWidth(line) > width ? fitLine(line, width) : line);

function mark(lines: readonly Line[], matches: readonly Match[], current: Match | null): readonly Line[] {
  if (matches.length === 0) return lines;
  const byLine = Map.groupBy(matches, match => match.line);
  return lines.map((line, index) => {
    const here = byLine.get(index);
    return here ? highlight(normaliseLine(line), here, current) : line;
  });
}

/** Lines to read: describe, YAML, help. Scrolls both ways or wraps, and lays a background under what was searched for. */
export function TextView(props: TextViewProps) {
  const {lines, search = null, currentMatch = -1, wrap = false, width, height} = props;
  const {source = null, flags = ''} = search ?? {};
  // By content, because callers make the expression anew for every frame.
  const matches = useMemo(
    () => (source === null ? [] : findMatches(lines, new RegExp(source, flags))),
    [lines, source, flags],
  );
  const current = matches[currentMatch] ?? null;
  const marked = useMemo(() => mark(lines, matches, current), [lines, matches, current]);
  const wrapped = useMemo(
    () => (wrap ? layoutText(marked, width).map(row => row.line) : null),
    [marked, width, wrap],
  );
  const empty: readonly Line[] = [[{text: props.empty ?? '', tone: 'muted'}]];
  const rows = lines.length === 0 ? empty : visibleRows(props, marked, wrapped);
  return <Lines lines={rows} width={width} height={height} />;
}
