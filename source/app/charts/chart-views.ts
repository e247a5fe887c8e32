import {type ChartView, freshChart} from '../../panes/metrics/chart-view.ts';

/** How each page of charts is looked at, by its key, for as long as the console is open. */
export interface ChartViews {
  get(key: string): ChartView;
  set(key: string, change: Partial<ChartView>): void;
}

export const createChartViews = (onChange: () => void): ChartViews => {
  const views = new Map<string, ChartView>();
  const get = (key: string) => views.get(key) ?? freshChart;
  return {
    get,
    set(key, change) {
      views.set(key, {...get(key), ...change});
      onChange();
    },
  };
};
