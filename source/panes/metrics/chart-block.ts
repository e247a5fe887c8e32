import type {FigureSources} from '../../store/metrics/uses.ts';
import {chartLabelWidth, chartLines} from '../../ui/chart.ts';
import {fitLine} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import type {Tone} from '../../ui/tones.ts';
import type {ChartKind} from './chart-kinds.ts';
import {chartTitle} from './chart-title.ts';
import type {Drawn} from './drawn.ts';
import type {Limits} from './limits.ts';
import type {Mark} from './marks.ts';
import {timeAxis} from './time-axis.ts';
import {columnOf, inColumns, type OlderPast, type TimeColumns} from './time-columns.ts';

/** Colours of lines in a chart, and the letters that tell them apart where there is no colour. */
export const lineTones: readonly Tone[] = ['accent', 'info', 'mark', 'title', 'strong', 'text'];
export const lineSigns = 'ABCDEF';

/** One chart, computed: the values of each line by columns. */
export interface ChartBlock {
  readonly kind: ChartKind;
  readonly values: readonly (readonly number[])[];
}

export const chartBlock = (
  kind: ChartKind,
  drawn: readonly Drawn[],
  {
    sources,
    columns,
    limits,
    older,
  }: {
    readonly sources: FigureSources;
    readonly columns: TimeColumns;
    readonly limits: Limits;
    readonly older?: OlderPast | undefined;
  },
): ChartBlock => {
  const scale = kind.title === 'CPU' && limits.isShare ? 100 / (limits.cpuPercent ?? 100) : 1;
  const values = drawn.map(({subjects}) => {
    const each = kind.metrics.map(metric => inColumns(subjects, metric, sources.metrics, columns, older));
    return (each[0] ?? []).map((_, column) => addKnown(each.map(one => one[column] ?? Number.NaN)) * scale);
  });
  return {kind, values};
};

const addKnown = (values: readonly number[]): number => {
  const known = values.filter(value => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0);
};

/** A limit far above everything would press the lines flat: then it is told in the title alone. */
const limitInSight = 0.4;

/** Title, chart and axis of time: exactly so many lines, each of so many cells. */
export const blockLines = (
  {kind, values}: ChartBlock,
  look: {
    readonly width: number;
    readonly height: number;
    readonly columns: TimeColumns;
    readonly cursorMs: number | null;
    readonly limits: Limits;
    readonly marks: readonly Mark[];
  },
): readonly Line[] => {
  const {width, height, columns, cursorMs, limits, marks} = look;
  const limit = limitOf(kind, limits);
  const peak = Math.max(0, ...values.flat().filter(value => !Number.isNaN(value)));
  const isInSight = limit !== null && peak >= limit * limitInSight;
  const rows = height - 2;
  const chart = chartLines(
    values.map((points, index) => ({
      values: points,
      tone: lineTones[index] ?? 'text',
      ...(values.length > 1 && {sign: lineSigns[index] ?? '?'}),
    })),
    {
      width,
      height: rows,
      min: 0,
      max: Math.max(isInSight ? limit : 0, peak * 1.05, leastTop(kind)),
      limit: isInSight ? limit : null,
      cursor: cursorMs === null ? null : columnOf(columns, cursorMs),
      format: kind.axis,
    },
  );
  const blank: Line = [];
  return [
    chartTitle(kind, limits),
    ...Array.from({length: rows}, (_, row) => chart[row] ?? blank),
    [{text: ' '.repeat(chartLabelWidth)}, ...timeAxis(columns, marks)],
  ].map(line => fitLine(line, width));
};

/** One per cent, a mebibyte, a kibibyte a second: below it there is nothing to see. */
const leastTop = ({title}: ChartKind): number =>
  title === 'CPU' ? 1 : title === 'Memory' ? 1_048_576 : 1_024;

const limitOf = ({title}: ChartKind, limits: Limits): number | null => {
  if (title === 'Memory') return limits.memoryBytes;
  if (title !== 'CPU') return null;
  return limits.isShare ? 100 : limits.cpuPercent;
};
