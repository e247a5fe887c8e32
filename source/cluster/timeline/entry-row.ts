import type {SQLOutputValue} from 'node:sqlite';
import {
  type NewEntry,
  type TimelineEntry,
  type TimelineObject,
  type TimelineSource,
  timelineKinds,
  timelineSeverities,
} from '../../domain/timeline/entry.ts';

type Row = Readonly<Record<string, SQLOutputValue>>;

const sources: readonly TimelineSource[] = ['event', 'list', 'agent', 'journal', 'logs', 'alert'];
const objectKinds: readonly TimelineObject['kind'][] = [
  'node',
  'service',
  'task',
  'stack',
  'container',
  'network',
  'volume',
  'secret',
  'config',
];

/** Reads a row of our own file; what another version wrote in another way is shown as far as it can be. */
export const entryOfRow = (row: Row): TimelineEntry => ({
  id: String(row['id']),
  timeMs: Number(row['time']),
  kind: timelineKinds.find(kind => kind === row['kind']) ?? 'event',
  severity: timelineSeverities[Number(row['severity'])] ?? 'info',
  objects: objectsOf(row['objects']),
  title: String(row['title']),
  detail: String(row['detail']),
  source: sources.find(source => source === row['source']) ?? 'list',
  count: Number(row['count']),
  isLate: row['late'] === 1,
});

/** The values of an entry in the order of the columns after `seq`. */
export const valuesOf = (entry: NewEntry) => [
  entry.id,
  Math.round(entry.timeMs),
  entry.kind,
  timelineSeverities.indexOf(entry.severity),
  entry.title,
  entry.detail,
  entry.source,
  entry.count,
  entry.isLate ? 1 : 0,
  JSON.stringify(entry.objects.map(({kind, id, name}) => [kind, id, name])),
];

const objectsOf = (text: SQLOutputValue | undefined): readonly TimelineObject[] => {
  const parsed: unknown = JSON.parse(String(text));
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((item: unknown): readonly TimelineObject[] => {
    if (!Array.isArray(item)) return [];
    const [kind, id, name] = item.map(String);
    const known = objectKinds.find(one => one === kind);
    return known === undefined || id === undefined ? [] : [{kind: known, id, name: name ?? id}];
  });
};

/** How an object is found again. */
export const objectKey = ({kind, id}: Pick<TimelineObject, 'kind' | 'id'>): string => `${kind}:${id}`;
