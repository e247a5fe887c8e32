import {appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Journal} from './journal.ts';
import type {JournalRecord} from './record.ts';

/** Years of ordinary work; more is not read at once. */
const mostBytes = 4 * 1024 * 1024;

/** The journal as JSON lines in a file that only its owner can read. */
export const createFileJournal = (path: string): Journal => ({
  append(record) {
    try {
      mkdirSync(dirname(path), {recursive: true, mode: 0o700});
      // One write of a whole line: several consoles may write to the same file.
      appendFileSync(path, `${JSON.stringify(record)}\n`, {mode: 0o600});
      return null;
    } catch (error) {
      return `${path}: ${error instanceof Error ? error.message : String(error)}`;
    }
  },
  list() {
    const byId = new Map<string, JournalRecord>();
    for (const line of readEnd(path).split('\n')) {
      const record = parseRecord(line);
      if (record !== null) byId.set(record.id, record);
    }
    return [...byId.values()];
  },
});

function readEnd(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
  try {
    const {size} = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, mostBytes));
    const read = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8', 0, read);
  } finally {
    closeSync(file);
  }
}

/** A line that a full disk cut off is skipped; it must not hide the others. */
function parseRecord(line: string): JournalRecord | null {
  if (line === '') return null;
  try {
    const parsed: unknown = JSON.parse(line);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Our own file: what has the fields that decide is taken for a record. */
const isRecord = (value: unknown): value is JournalRecord =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'startedAt' in value &&
  'where' in value &&
  'result' in value &&
  'steps' in value;
