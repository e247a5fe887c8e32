import {plot} from 'asciichart';
import {fit} from '../terminal/text/width.ts';
import type {Line, Span} from './span.ts';
import type {Tone} from './tones.ts';

export interface ChartSeries {
  /** Oldest first; null or NaN where nothing was measured. */
  readonly values: ArrayLike<number | null>;
  readonly tone: Tone;
  /** A letter that stands on the line, so that lines are told apart without colours too. */
  readonly sign?: string;
}

export interface ChartOptions {
  readonly width: number;
  readonly height: number;
  /** Values beyond these are drawn at the edge. By default the smallest and largest value drawn. */
  readonly min?: number;
  readonly max?: number;
  /** A column of the chart that is marked from top to bottom. */
  readonly cursor?: number | null;
  /** A value that is drawn across, where it lies within the scale. */
  readonly limit?: number | null;
  /** Writes a value of the axis. */
  readonly format?: (value: number) => string;
}

/** Cells for the labels of the axis and the axis itself. */
export const chartLabelWidth = 8;
/** Letters stand so many columns apart. */
const signStep = 24;

/** Points of a series by the columns of the chart; null: nothing was measured there. */
function resample(values: ArrayLike<number | null>, columns: number): readonly (number | null)[] {
  const points = Array.from(values, value => (Number.isFinite(value) ? value : null));
  if (points.length <= columns) return points;
  return Array.from({length: columns}, (_, column) => {
    const start = Math.floor((column * points.length) / columns);
    const end = Math.max(start + 1, Math.floor(((column + 1) * points.length) / columns));
    const measured = points.slice(start, end).filter(value => value !== null);
    // The peak and not the mean, because a peak is what a person looks for.
    return measured.length > 0 ? Math.max(...measured) : null;
  });
}

/** asciichart draws null as 0 and throws on NaN, so each stretch without a gap is drawn by itself. */
function stretches(points: readonly (number | null)[]): {start: number; values: number[]}[] {
  const found: {start: number; values: number[]}[] = [];
  for (const [index, value] of points.entries()) {
    if (value === null) continue;
    const last = found.at(-1);
    if (last && last.start + last.values.length === index) last.values.push(value);
    else found.push({start: index, values: [value]});
  }
  return found;
}

interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

/** Draws one stretch; its values are heights in rows, 0 at the bottom. */
function drawStretch(
  cells: (Cell | undefined)[][],
  stretch: {start: number; values: number[]},
  tone: Tone,
  rows: number,
): void {
  // asciichart draws the steps between points; the last point is repeated to get a column of its own.
  const heights = [...stretch.values, ...stretch.values.slice(-1)];
  const drawn = plot(heights, {height: rows - 1, offset: 1, min: 0, max: rows - 1, format: () => ' '});
  for (const [row, text] of drawn.split('\n').entries()) {
    for (const [column, sign] of [...text].slice(1).entries()) {
      const target = cells[row];
      if (sign !== ' ' && target) target[stretch.start + column] = {text: sign, tone};
    }
  }
}

/** The letter of a series: on its newest point, and here and there before it. */
function drawSigns(
  cells: (Cell | undefined)[][],
  {heights, sign, tone}: {heights: readonly (number | null)[]; sign: string; tone: Tone},
  rows: number,
): void {
  const newest = heights.findLastIndex(height => height !== null);
  for (let column = newest; column >= 0; column -= signStep) {
    const height = heights[column];
    const target = cells[rows - 1 - Math.round(height ?? 0)];
    if (target !== undefined && height !== null) target[column] = {text: sign, tone};
  }
}

/** Lines that lie behind everything: the limit from side to side, the cursor from top to bottom. */
function drawBehind(
  cells: (Cell | undefined)[][],
  {columns, limitRow, cursor}: {columns: number; limitRow: number | null; cursor: number | null},
): void {
  for (const [row, target] of cells.entries()) {
    if (row === limitRow)
      for (let column = 0; column < columns; column++) target[column] ??= {text: '┄', tone: 'warning'};
    if (cursor !== null && cursor >= 0 && cursor < columns) target[cursor] ??= {text: '│', tone: 'muted'};
  }
}

function axisLabel(
  row: number,
  scale: {readonly min: number; readonly max: number; readonly rows: number},
  format: (value: number) => string,
): Span {
  const value = scale.max - (row * (scale.max - scale.min)) / (scale.rows - 1);
  return {text: `${fit(format(value), chartLabelWidth - 2, 'right')} ┤`, tone: 'muted'};
}

/**
 * A line chart of one or several series on one scale; later series are drawn over earlier ones. Where there is nothing
 * to draw, or no room for it, the lines say so.
 */
export function chartLines(series: readonly ChartSeries[], options: ChartOptions): readonly Line[] {
  const columns = options.width - chartLabelWidth;
  const rows = options.height;
  const sampled = series.map(one => ({...one, points: resample(one.values, columns)}));
  const measured = sampled.flatMap(one => one.points.filter(value => value !== null));
  if (measured.length === 0) return [[{text: 'Nothing was measured yet.', tone: 'muted'}]];
  if (columns < 4 || rows < 2) return [[{text: 'No room for a chart.', tone: 'muted'}]];
  const min = options.min ?? Math.min(...measured);
  const top = options.max ?? Math.max(...measured);
  // A flat line still needs a scale: asciichart draws a single row for it.
  const max = top > min ? top : min + 1;
  const cells: (Cell | undefined)[][] = Array.from({length: rows}, () => []);
  const heightOf = (value: number) =>
    ((Math.min(max, Math.max(min, value)) - min) / (max - min)) * (rows - 1);
  for (const {tone, points, sign} of sampled) {
    const heights = points.map(value => (value === null ? null : heightOf(value)));
    for (const stretch of stretches(heights)) drawStretch(cells, stretch, tone, rows);
    if (sign !== undefined) drawSigns(cells, {heights, sign, tone}, rows);
  }
  const {limit = null, cursor = null} = options;
  const limitRow =
    limit === null || limit > max || limit < min ? null : rows - 1 - Math.round(heightOf(limit));
  drawBehind(cells, {columns, limitRow, cursor});
  const format = options.format ?? ((value: number) => value.toFixed(1));
  return cells.map((row, index) => [
    axisLabel(index, {min, max, rows}, format),
    ...Array.from({length: columns}, (_, column) => row[column] ?? {text: ' '}),
  ]);
}
