import type {History} from '../../domain/metrics/history.ts';
import {type ChartView, freshChart} from '../../panes/metrics/chart-view.ts';
import type {OlderPast} from '../../panes/metrics/time-columns.ts';
import {createKeptPasts} from './kept-pasts.ts';

/** How each page of charts is looked at, by its key, for as long as the console is open. */
export interface ChartViews {
  /** What is older than our own figures. */
  readonly older: OlderPast;
  get(key: string): ChartView;
  set(key: string, change: Partial<ChartView>): void;
  stop(): void;
}

export const createChartViews = (parts: {
  readonly changed: () => void;
  readonly changedLater: () => void;
  readonly history: () => History | null;
}): ChartViews => {
  const views = new Map<string, ChartView>();
  const pasts = createKeptPasts({history: parts.history, onChange: parts.changedLater});
  const get = (key: string) => views.get(key) ?? freshChart;
  return {
    older: pasts.older,
    get,
    set(key, change) {
      views.set(key, {...get(key), ...change});
      parts.changed();
    },
    stop: pasts.stop,
  };
};
