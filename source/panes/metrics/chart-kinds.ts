import type {Metric} from '../../domain/metrics/metric.ts';
import {percentInWords} from '../figures/use-cells.ts';
import {bytesInWords} from '../quantities.ts';
import type {ChartPage} from './chart-view.ts';

/** A chart by what it draws. */
export interface ChartKind {
  readonly title: string;
  /** Added up to one line for each thing that is drawn. */
  readonly metrics: readonly Metric[];
  readonly page: ChartPage;
  /** As short as an axis wants it. */
  readonly axis: (value: number) => string;
  readonly words: (value: number) => string;
}

/** `412M`, `1.2G`: six cells at most. */
const short = (bytes: number): string => bytesInWords(bytes).replace('iB', '');
const perSecond = (bytes: number): string => `${bytesInWords(bytes)}/s`;

export const chartKinds: readonly ChartKind[] = [
  {title: 'CPU', metrics: ['cpuPercent'], page: 'use', axis: percentInWords, words: percentInWords},
  {title: 'Memory', metrics: ['memoryBytes'], page: 'use', axis: short, words: bytesInWords},
  {
    title: 'Network, received and sent',
    metrics: ['receivedRate', 'sentRate'],
    page: 'traffic',
    axis: short,
    words: perSecond,
  },
  {
    title: 'Disks, read and written',
    metrics: ['readRate', 'writtenRate'],
    page: 'traffic',
    axis: short,
    words: perSecond,
  },
];
