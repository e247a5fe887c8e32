import type {MetricSource} from '../../domain/metrics/usage.ts';
import type {JournalRow} from '../../panes/journal/journal-pane.ts';
import {type ChartView, spanInWords} from '../../panes/metrics/chart-view.ts';
import {metricsPage} from '../../panes/metrics/metrics-page.ts';
import {sourceOf} from '../../panes/metrics/source-of.ts';
import type {OlderPast, TimeColumns} from '../../panes/metrics/time-columns.ts';
import type {Place} from '../../panes/pane.ts';
import type {FigureSources} from '../../store/metrics/uses.ts';
import {panelBorder} from '../../ui/panel.tsx';
import type {Line} from '../../ui/span.ts';
import type {PanelOnScreen} from '../panels.ts';
import {placeTitle} from '../places.ts';
import type {ChartViews} from './chart-views.ts';

/** Charts on the screen. */
export interface ChartContent {
  readonly kind: 'chart';
  readonly panel: PanelOnScreen;
  readonly state: ChartView;
  readonly title: readonly Line[];
  /** Where the figures come from, and how old they are. */
  readonly freshness: Line;
  readonly footer: Line;
  readonly lines: readonly Line[];
  /** The time that a chart is of. */
  readonly columns: TimeColumns;
  readonly selected: null;
}

export type MetricsPlace = Extract<Place, {kind: 'metrics'}>;

export const chartContent = (
  parts: {
    readonly sources: FigureSources;
    readonly views: ChartViews;
    readonly older: OlderPast;
    readonly journal: () => readonly JournalRow[];
    readonly nowMs: number;
  },
  panel: PanelOnScreen & {readonly place: MetricsPlace},
): ChartContent => {
  const {sources, nowMs} = parts;
  const {objects} = panel.place;
  const view = parts.views.get(panel.key);
  const page = metricsPage({
    of: {objects},
    ...{view, sources, nowMs},
    older: parts.older,
    journal: parts.journal(),
    width: panel.width - panelBorder,
    height: panel.height - panelBorder,
  });
  return {
    kind: 'chart',
    panel,
    state: view,
    title: [
      [{text: placeTitle(panel.place), tone: 'title', bold: true}],
      [{text: `last ${spanInWords(view.forMs)}`, tone: 'muted'}],
      ...(view.isSplit ? [[{text: 'each by itself', tone: 'accent' as const}]] : []),
    ],
    freshness: freshnessOf(sourceOf(objects, sources, nowMs), nowMs),
    footer: [{text: '← → cross-hair', tone: 'muted'}],
    lines: page.lines,
    columns: page.columns,
    selected: null,
  };
};

const sourceWords: Readonly<Record<MetricSource, string>> = {
  agent: 'agents',
  prometheus: 'Prometheus',
  engine: 'the connected engine',
  'node-connection': 'connections to nodes',
};

/** Younger than this an age is no news, and would have the screen painted for itself alone. */
const newMs = 5_000;

const freshnessOf = (
  told: {readonly source: MetricSource; readonly atMs: number} | null,
  nowMs: number,
): Line => {
  if (told === null) return [{text: '? no figures now', tone: 'unknown'}];
  const ageMs = nowMs - told.atMs;
  const age = ageMs < newMs ? '' : `, ${Math.round(ageMs / 1_000)} s old`;
  return [{text: `by ${sourceWords[told.source]}${age}`, tone: ageMs < newMs ? 'ok' : 'stale'}];
};
