import type {FigureSources} from '../../store/metrics/uses.ts';
import {chartLabelWidth} from '../../ui/chart.ts';
import type {Line} from '../../ui/span.ts';
import type {JournalRow} from '../journal/journal-pane.ts';
import {wrapText} from '../wrap.ts';
import {blockLines, type ChartBlock, chartBlock} from './chart-block.ts';
import {chartKinds} from './chart-kinds.ts';
import type {ChartView} from './chart-view.ts';
import {type ChartsOf, drawnOf} from './drawn.ts';
import {legendLines} from './legend.ts';
import {limitsOf} from './limits.ts';
import {marksOf} from './marks.ts';
import {marksNear} from './time-axis.ts';
import {columnStartMs, type OlderPast, type TimeColumns} from './time-columns.ts';

/** A page of charts, worked out for one size of it. */
export interface MetricsPage {
  readonly lines: readonly Line[];
  /** The time that the charts are of. */
  readonly columns: TimeColumns;
}

/** From this width on two charts stand beside each other; from this height on four below. */
const wideCells = 150;
const tallRows = 46;
const gapCells = 2;
const mostLegendRows = 10;

export const metricsPage = (input: {
  readonly of: Pick<ChartsOf, 'objects'>;
  readonly view: ChartView;
  readonly sources: FigureSources;
  readonly older?: OlderPast | undefined;
  readonly journal: readonly JournalRow[];
  readonly width: number;
  readonly height: number;
  readonly nowMs: number;
}): MetricsPage => {
  const {view, sources, width, height, nowMs} = input;
  const of: ChartsOf = {...input.of, isSplit: view.isSplit};
  const across = width >= wideCells ? 2 : 1;
  const kinds = chartKinds.filter(({page}) => across === 2 || height >= tallRows || page === view.page);
  const chartWidth = Math.floor((width - gapCells * (across - 1)) / across);
  const columns = {nowMs, forMs: view.forMs, count: Math.max(1, chartWidth - chartLabelWidth)};
  const drawn = drawnOf(of, sources);
  const limits = limitsOf(of, sources, nowMs);
  const marks = marksOf(of, sources.store, input.journal);
  const blocks = kinds.map(kind => chartBlock(kind, drawn, {sources, columns, limits, older: input.older}));
  if (!blocks.some(isMeasured)) return {lines: nothingKnown(width), columns};
  const cursorMs = inside(view.cursorMs, columns);
  const near = marksNear(columns, marks, cursorMs);
  const legendRows = Math.min(mostLegendRows, 1 + drawn.length + near.length, Math.floor(height / 2));
  const rows = Math.ceil(blocks.length / across);
  const blockHeight = Math.floor((height - legendRows) / rows);
  const look = {width: chartWidth, height: blockHeight, columns, cursorMs, limits, marks};
  const grid = Array.from({length: rows}, (_, row) =>
    beside(blocks.slice(row * across, (row + 1) * across).map(block => blockLines(block, look))),
  );
  const legend = legendLines({...{drawn, blocks, columns, cursorMs, width}, marks: near, height: legendRows});
  return {lines: [...grid.flat(), ...legend], columns};
};

const isMeasured = ({values}: ChartBlock): boolean =>
  values.some(points => points.some(value => !Number.isNaN(value)));

/** A cross-hair that time has carried out of the chart is none any more. */
const inside = (cursorMs: number | null, columns: TimeColumns): number | null =>
  cursorMs !== null && cursorMs >= columnStartMs(columns, 0) && cursorMs <= columns.nowMs ? cursorMs : null;

const beside = ([left = [], right]: readonly (readonly Line[])[]): readonly Line[] =>
  right === undefined
    ? left
    : left.map((line, row) => [...line, {text: ' '.repeat(gapCells)}, ...(right[row] ?? [])]);

/** Nothing was measured: how figures are got. */
const nothingKnown = (width: number): readonly Line[] => {
  const said = [
    'No figures are known.',
    '',
    'The agent tells what every task and node uses: ":agent deploy" runs one on each node of this swarm, and ":agent remove" takes it away again.',
    'Without it the console reads what tasks on the node that it is connected to use, while they are in view, and a Prometheus where one is set.',
  ];
  return said
    .flatMap(text => wrapText(text, Math.max(20, width - 4)))
    .map(text => [{text: `  ${text}`, tone: 'muted'}]);
};
