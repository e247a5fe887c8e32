import {type LogWish, logWishOf} from '../../domain/logs/log-wish.ts';
import type {TimelineEntry, TimelineObject} from '../../domain/timeline/entry.ts';
import type {ObjectRef, Place} from '../pane.ts';
import type {TimelineRow} from './timeline-row.ts';

/** So much of the logs is shown before and after an entry. */
const aroundMs = 30_000;

/** The object that a row is about; null where it is none, or a gap. */
export const rowObject = (row: TimelineRow): ObjectRef | null =>
  row.kind === 'gap' ? null : (row.objects[0] ?? null);

/**
 * Where Enter leads: the logs around it. Of a task those of its service: what its neighbours say belongs to it, and the
 * engine forgets the task first.
 */
export const rowPlace = (row: TimelineRow): Place => {
  if (row.kind === 'gap') return {kind: 'list', pane: 'timeline', scope: null};
  const found = withLogs(row);
  if (found !== null)
    return {
      kind: 'logs',
      wish: found.wish,
      name: found.object.name,
      around: {atMs: row.timeMs, withinMs: aroundMs},
    };
  const object = rowObject(row);
  return object === null ? {kind: 'list', pane: 'timeline', scope: null} : {kind: 'describe', object};
};

const preferred: readonly TimelineObject['kind'][] = ['service', 'container', 'task', 'stack', 'node'];

const withLogs = ({
  objects,
}: TimelineEntry): {readonly wish: LogWish; readonly object: TimelineObject} | null => {
  const [first] = objects;
  const kinds = first?.kind === 'node' || first?.kind === 'stack' ? [first.kind] : preferred;
  for (const kind of kinds) {
    const object = objects.find(candidate => candidate.kind === kind);
    const wish = object === undefined ? null : logWishOf(object);
    if (object !== undefined && wish !== null) return {wish, object};
  }
  return null;
};
