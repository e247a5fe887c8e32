import type {MetricSource} from '../../domain/metrics/usage.ts';
import type {Use} from '../../store/metrics/uses.ts';
import type {Field} from './listing.ts';

/** What a row uses, as far as it is known whole: a sum that lacks a part is not known. */
export interface UsedFigures {
  readonly cpuPercent: number | null;
  readonly memoryBytes: number | null;
  readonly memoryLimitBytes: number | null;
  readonly source: MetricSource;
  readonly ageMs: number;
}

/** A row with what it uses; absent where nobody asked, null where nobody knows. */
export type Used<Row> = Row & {readonly used?: UsedFigures | null};

export const usedOf = (use: Use | null, nowMs: number): UsedFigures | null =>
  use === null
    ? null
    : {
        cpuPercent: use.isCpuPart || use.cpuPercent === null ? null : Math.round(use.cpuPercent * 100) / 100,
        memoryBytes: use.isMemoryPart || use.memoryBytes === null ? null : Math.round(use.memoryBytes),
        memoryLimitBytes: use.appliedLimitBytes,
        source: use.source,
        ageMs: Math.max(0, Math.round(nowMs - use.atMs)),
      };

const names: ReadonlySet<string> = new Set(
  ['cpuPercent', 'memoryBytes', 'memoryLimitBytes', 'metricsSource', 'metricsAgeMs'].map(name =>
    name.toLowerCase(),
  ),
);

/** Whether a list that is sorted by it needs figures. */
export const isUsedField = (name: string | undefined): boolean =>
  name !== undefined && names.has(name.toLowerCase());

/** The fields of what a row uses; in the JSON alone, for they are asked for then alone. */
export const usedFields = <Row>(limit: string): readonly Field<Used<Row>>[] => [
  {
    name: 'cpuPercent',
    type: 'number or null',
    meaning: 'Processor time used, 100 is one core; null where it is not known.',
    value: row => row.used?.cpuPercent ?? null,
  },
  {
    name: 'memoryBytes',
    type: 'number or null',
    meaning: 'Memory used, as `docker stats` counts it; null where it is not known.',
    value: row => row.used?.memoryBytes ?? null,
  },
  {
    name: 'memoryLimitBytes',
    type: 'number or null',
    meaning: limit,
    value: row => row.used?.memoryLimitBytes ?? null,
  },
  {
    name: 'metricsSource',
    type: 'string or null',
    meaning:
      'Where these figures come from: `agent`, `prometheus`, `engine` or `node-connection`; null: from nowhere.',
    value: row => row.used?.source ?? null,
  },
  {
    name: 'metricsAgeMs',
    type: 'number or null',
    meaning: 'How old the figures are, by the clock of their node.',
    value: row => row.used?.ageMs ?? null,
  },
];
