import type {SQLInputValue} from 'node:sqlite';
import {timelineSeverities} from '../../domain/timeline/entry.ts';
import type {TimelineQuery} from '../../store/timeline/timeline-store.ts';
import {objectKey} from './entry-row.ts';

/** A query as SQL, newest first; of an object the index of objects gives the order. */
export const querySql = (
  query: TimelineQuery,
): {readonly sql: string; readonly values: readonly SQLInputValue[]} => {
  const {sinceMs, untilMs, object, kinds, least, before, limit} = query;
  const time = object === undefined ? 'entry.time' : 'entry_object.time';
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...more: readonly SQLInputValue[]) => {
    conditions.push(condition);
    values.push(...more);
  };
  if (object !== undefined) add('entry_object.object = ?', objectKey(object));
  if (sinceMs !== undefined) add(`${time} >= ?`, Math.ceil(sinceMs));
  if (untilMs !== undefined) add(`${time} <= ?`, Math.floor(untilMs));
  if (kinds !== undefined) add(`entry.kind IN (${kinds.map(() => '?').join(', ')})`, ...kinds);
  if (least !== undefined) add('entry.severity >= ?', timelineSeverities.indexOf(least));
  if (before !== undefined) add(`(${time}, entry.id) < (?, ?)`, before.timeMs, before.id);
  const from = object === undefined ? 'entry' : 'entry_object JOIN entry ON entry.seq = entry_object.seq';
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  values.push(limit);
  return {
    sql: `SELECT entry.* FROM ${from}${where} ORDER BY ${time} DESC, entry.id DESC LIMIT ?`,
    values,
  };
};
