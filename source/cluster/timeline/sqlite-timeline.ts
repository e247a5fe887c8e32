import type {DatabaseSync} from 'node:sqlite';
import type {NewEntry, TimelineEntry} from '../../domain/timeline/entry.ts';
import {gapsBetween} from '../../store/timeline/gaps.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';
import {entryOfRow, objectKey, valuesOf} from './entry-row.ts';
import {openDatabase} from './sqlite.ts';
import {querySql} from './timeline-query.ts';

/** How much is kept. */
export interface TimelineBounds {
  readonly entries: number;
  readonly ageMs: number;
}

/** So many entries are added between two looks at what is too old. */
const pruneEvery = 1_000;

/**
 * Keeps a timeline in a file; without bounds nothing is ever dropped. Every call may reject, e.g. while another program
 * writes, or when the disk is full.
 */
export const openSqliteTimeline = (
  path: string,
  bounds: TimelineBounds | null,
  nowMs: number,
): TimelineStore => {
  const database = openDatabase(path);
  const insert = createInsert(database);
  let untilPrune = pruneEvery;
  if (bounds !== null) prune(database, bounds, nowMs);

  return {
    async add(entries) {
      const news = inTransaction(database, () => entries.filter(insert));
      untilPrune -= news.length;
      if (untilPrune < 0 && bounds !== null) {
        untilPrune = pruneEvery;
        const newest = Math.max(...news.map(({timeMs}) => timeMs));
        prune(database, bounds, newest);
      }
      return news.map(({change: _, ...entry}): TimelineEntry => entry);
    },
    async read(query) {
      const {sql, values} = querySql(query);
      return database
        .prepare(sql)
        .all(...values)
        .map(entryOfRow);
    },
    async arrivals(cursor, limit) {
      if (cursor === null) return {came: [], cursor: newestSeq(database)};
      const rows = database
        .prepare('SELECT * FROM entry WHERE seq > ? ORDER BY seq LIMIT ?')
        .all(cursor, limit);
      return {came: rows.map(entryOfRow), cursor: Number(rows.at(-1)?.['seq'] ?? cursor)};
    },
    async facts() {
      const rows = database.prepare('SELECT key, value FROM fact').all();
      return new Map(rows.map(row => [String(row['key']), String(row['value'])]));
    },
    async settle(facts) {
      const set = database.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)');
      inTransaction(database, () => facts.map(({key, value}) => set.run(key, value)));
    },
    async cover(recorder, {fromMs, toMs}) {
      database
        .prepare('INSERT OR REPLACE INTO span VALUES (?, ?, ?)')
        .run(recorder, Math.round(fromMs), Math.round(toMs));
    },
    async coveredUntil() {
      const until = database.prepare('SELECT max(to_ms) AS until FROM span').get()?.['until'] ?? null;
      return until === null ? null : Number(until);
    },
    async gaps(within) {
      const rows = database.prepare('SELECT from_ms, to_ms FROM span').all();
      const spans = rows.map(row => ({fromMs: Number(row['from_ms']), toMs: Number(row['to_ms'])}));
      return gapsBetween(spans, within);
    },
    keeping: {kind: 'file', path},
    close: () => database.close(),
  };
};

const inTransaction = <Result>(database: DatabaseSync, work: () => Result): Result => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/** Adds an entry and tells whether it was news. */
const createInsert = (database: DatabaseSync): ((entry: NewEntry) => boolean) => {
  const known = database.prepare('SELECT seq, count FROM entry WHERE id = ?');
  const dropEntry = database.prepare('DELETE FROM entry WHERE seq = ?');
  const dropObjects = database.prepare('DELETE FROM entry_object WHERE seq = ?');
  const insertEntry = database.prepare(
    'INSERT INTO entry (id, time, kind, severity, title, detail, source, count, late, objects) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertObject = database.prepare('INSERT OR IGNORE INTO entry_object VALUES (?, ?, ?)');
  const fact = database.prepare('SELECT value FROM fact WHERE key = ?');
  const setFact = database.prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)');

  return entry => {
    const {id, count, change, timeMs, objects} = entry;
    const before = known.get(id);
    if (before !== undefined && count <= Number(before['count'])) return false;
    if (change !== undefined) {
      if (fact.get(change.key)?.['value'] === change.after) return false;
      setFact.run(change.key, change.after);
    }
    if (before !== undefined) {
      dropEntry.run(Number(before['seq']));
      dropObjects.run(Number(before['seq']));
    }
    const {lastInsertRowid} = insertEntry.run(...valuesOf(entry));
    for (const object of objects) insertObject.run(objectKey(object), Math.round(timeMs), lastInsertRowid);
    return true;
  };
};

const newestSeq = (database: DatabaseSync): number =>
  Number(database.prepare('SELECT max(seq) AS seq FROM entry').get()?.['seq'] ?? 0);

/** Makes room: the oldest beyond the bounds go, in the order in which they came. */
const prune = (database: DatabaseSync, {entries, ageMs}: TimelineBounds, nowMs: number): void => {
  const newest = newestSeq(database);
  const oldest = Math.round(nowMs - ageMs);
  inTransaction(database, () => {
    for (const [which, bound] of [
      ['seq <= ?', newest - entries],
      ['seq IN (SELECT seq FROM entry WHERE time < ?)', oldest],
    ] as const) {
      database.prepare(`DELETE FROM entry_object WHERE ${which}`).run(bound);
      database.prepare(`DELETE FROM entry WHERE ${which}`).run(bound);
    }
    database.prepare('DELETE FROM span WHERE to_ms < ?').run(oldest);
  });
};
