import {chmodSync, closeSync, mkdirSync, openSync} from 'node:fs';
import {dirname} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';

/** Another console writes for some milliseconds at most; waiting for it holds up the screen. */
const busyMs = 40;

/** The form of the tables below; a file with a higher one was written by a newer version. */
const schemaVersion = 1;

const schema = `
CREATE TABLE IF NOT EXISTS entry (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  severity INTEGER NOT NULL,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  source TEXT NOT NULL,
  count INTEGER NOT NULL,
  late INTEGER NOT NULL,
  objects TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_time ON entry (time, id);
CREATE TABLE IF NOT EXISTS entry_object (
  object TEXT NOT NULL,
  time INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (object, time, seq)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_object_seq ON entry_object (seq);
CREATE TABLE IF NOT EXISTS fact (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS span (recorder TEXT PRIMARY KEY, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL);
PRAGMA user_version = ${schemaVersion};
`;

/** Opens the file of a timeline, which only its owner can read; makes it where there is none. Throws when it cannot. */
export const openDatabase = (path: string): DatabaseSync => {
  mkdirSync(dirname(path), {recursive: true, mode: 0o700});
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const {DatabaseSync: Database} = loadSqlite();
  const database = new Database(path);
  try {
    // Without a full sync a loss of power may cost the last entries, never the file.
    database.exec(`PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;`);
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > schemaVersion) throw new Error('it was written by a newer version of MediaNest');
    if (version < schemaVersion) database.exec(schema);
    database.exec(`PRAGMA busy_timeout = ${busyMs}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Before Node 24 it warns of being experimental, in the middle of the screen. */
const loadSqlite = (): typeof import('node:sqlite') => {
  const warn = process.emitWarning;
  process.emitWarning = () => undefined;
  try {
    const sqlite = process.getBuiltinModule('node:sqlite');
    if (sqlite === undefined) throw new Error('this Node.js has no SQLite; 22.13 and newer have');
    return sqlite;
  } finally {
    process.emitWarning = warn;
  }
};

/** Whether somebody else was writing: to be tried again. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (error.errcode === 5 || error.errcode === 6);
