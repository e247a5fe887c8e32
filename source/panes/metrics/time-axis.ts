import type {Line} from '../../ui/span.ts';
import {clockInWords} from '../quantities.ts';
import type {Mark} from './marks.ts';
import {columnOf, columnStartMs, type TimeColumns} from './time-columns.ts';

/** Steps that people read times in. */
const stepsMs = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360].map(minutes => minutes * 60_000);
const leastGap = 12;

/** The times below a chart, each beginning at its column, and the marks between them. */
export const timeAxis = (columns: TimeColumns, marks: readonly Mark[]): Line => {
  const {nowMs, forMs, count} = columns;
  const cells = new Array<string>(count).fill('─');
  const perColumn = forMs / count;
  const stepMs = stepsMs.find(step => step / perColumn >= leastGap) ?? forMs;
  // Whole steps of the day where one lives, not of some other place.
  const offsetMs = new Date(nowMs).getTimezoneOffset() * 60_000;
  const begin = Math.ceil((nowMs - forMs - offsetMs) / stepMs) * stepMs + offsetMs;
  for (let atMs = begin; atMs <= nowMs; atMs += stepMs) {
    const label = `┬${clockInWords(atMs).slice(0, 5)}`;
    const at = columnOf(columns, atMs);
    if (at < 0 || at + label.length > count) continue;
    for (const [index, sign] of [...label].entries()) cells[at + index] = sign;
  }
  const signs = new Map(
    marks
      .map(mark => [columnOf(columns, mark.atMs), mark.sign] as const)
      .filter(([column]) => column >= 0 && column < count),
  );
  const line: {text: string; tone: 'muted' | 'accent'}[] = [];
  for (const [column, cell] of cells.entries()) {
    const sign = signs.get(column);
    const tone = sign === undefined ? ('muted' as const) : ('accent' as const);
    const last = line.at(-1);
    if (last?.tone === tone) last.text += sign ?? cell;
    else line.push({text: sign ?? cell, tone});
  }
  return line;
};

/** The newest marks of a chart; with a cursor those of its column and just around it. */
export const marksNear = (
  columns: TimeColumns,
  marks: readonly Mark[],
  cursorMs: number | null,
): readonly Mark[] => {
  const shown = marks.filter(({atMs}) => atMs >= columnStartMs(columns, 0) && atMs <= columns.nowMs);
  if (cursorMs === null) return shown;
  const reach = 2;
  const at = columnOf(columns, cursorMs);
  return shown.filter(({atMs}) => Math.abs(columnOf(columns, atMs) - at) <= reach);
};
