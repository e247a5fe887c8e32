import {type FigureSources, nodesUse} from '../../store/metrics/uses.ts';
import type {Line} from '../../ui/span.ts';
import {sparkline} from '../../ui/sparkline.ts';
import {recent} from '../figures/recent.ts';

const cells = 8;
const stepMs = 15_000;

/** What all nodes use together, of what they have, with their last two minutes; empty where no node tells. */
export const figuresLine = (sources: FigureSources, nowMs: number): Line => {
  const use = nodesUse(sources);
  if (use === null) return [];
  const {cpuPercent, cpuLimitPercent, memoryBytes, memoryLimitBytes, subjects} = use;
  const ready = sources.store.totals.nodes.ready;
  const part = (
    name: string,
    metric: 'cpuPercent' | 'memoryBytes',
    value: number | null,
    of: number | null,
  ): Line => {
    if (value === null || of === null || of <= 0) return [];
    const values = recent(subjects, metric, sources.metrics, {nowMs, stepMs, count: cells});
    return [
      {text: ` ${name} `, tone: 'muted'},
      {text: sparkline(values, cells, {max: of}), tone: 'info'},
      {text: `${Math.round((value / of) * 100)}%`.padStart(5)},
    ];
  };
  const known = use.nodes < ready ? ` of ${use.nodes}/${ready} nodes` : '';
  return [
    ...part('cpu', 'cpuPercent', cpuPercent, cpuLimitPercent),
    ...part(' mem', 'memoryBytes', memoryBytes, memoryLimitBytes),
    ...(known === '' ? [] : [{text: known, tone: 'unknown' as const}]),
  ];
};
