import type {Metric} from '../../domain/metrics/metric.ts';
import type {MetricsStore} from '../../store/metrics/metrics-store.ts';
import type {Use} from '../../store/metrics/uses.ts';
import type {Line, Span} from '../../ui/span.ts';
import {sparkline} from '../../ui/sparkline.ts';
import {bytesInWords} from '../quantities.ts';
import {recent} from './recent.ts';

/** Per cent of a core, or of a whole: with a digit behind the point only where it says something. */
export const percentInWords = (percent: number): string =>
  `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)}%`;

/** From so much of what there is on, the figure is a warning: little is left before the kernel acts. */
const tightPercent = 90;

const unknown: Span = {text: '–', tone: 'muted'};

/** How many cells a sparkline takes in a list, and how much time each of them stands for. */
const sparkCells = 5;
const sparkStepMs = 12_000;

/** So little is drawn flat: the noise of an idle container is no mountain. */
const leastCpuScale = 10;

const atLeast = (isPart: boolean, text: string): string => (isPart ? `≥${text}` : text);

const spark = (
  use: Use,
  metric: Metric,
  {metrics, nowMs, max}: {readonly metrics: MetricsStore; readonly nowMs: number; readonly max: number},
): Span => {
  const values = recent(use.subjects, metric, metrics, {nowMs, stepMs: sparkStepMs, count: sparkCells});
  const peak = Math.max(max, ...values.filter(value => !Number.isNaN(value)));
  return {text: sparkline(values, sparkCells, {max: peak}), tone: 'info'};
};

const shareOf = (value: number, limit: number | null): number | null =>
  limit === null || limit <= 0 ? null : (value / limit) * 100;

const figure = (text: string, share: number | null): Span =>
  share !== null && share >= tightPercent ? {text: ` ▲${text}`, tone: 'warning'} : {text: ` ${text}`};

/** CPU with its last minute; `ofLimit`: as a share of what there is, and not in cores. */
export const cpuCell = (
  use: Use | null,
  metrics: MetricsStore,
  nowMs: number,
  ofLimit = false,
): Line | Span => {
  if (use === null || use.cpuPercent === null) return unknown;
  const share = shareOf(use.cpuPercent, use.cpuLimitPercent);
  const text = percentInWords(ofLimit ? (share ?? use.cpuPercent) : use.cpuPercent);
  const max = ofLimit ? (use.cpuLimitPercent ?? leastCpuScale) : leastCpuScale;
  return [spark(use, 'cpuPercent', {metrics, nowMs, max}), figure(atLeast(use.isCpuPart, text), share)];
};

/** Memory with its last minute; beside it its share of the limit, where there is one. */
export const memoryCell = (
  use: Use | null,
  metrics: MetricsStore,
  nowMs: number,
  ofLimit = false,
): Line | Span => {
  if (use === null || use.memoryBytes === null) return unknown;
  const share = shareOf(use.memoryBytes, use.memoryLimitBytes);
  const percent = share === null ? '' : `${Math.round(share)}%`;
  const bytes = bytesInWords(use.memoryBytes);
  const text = ofLimit && share !== null ? percent : `${bytes}${percent === '' ? '' : ` ${percent}`}`;
  return [
    spark(use, 'memoryBytes', {metrics, nowMs, max: use.memoryLimitBytes ?? 1}),
    figure(atLeast(use.isMemoryPart, text), share),
  ];
};
