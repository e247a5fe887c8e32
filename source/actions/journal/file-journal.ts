import {closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync} from 'node:fs';
import {dirname} from 'node:path';
import {readBack} from '../../domain/read-back.ts';
import type {Journal} from './journal.ts';
import type {JournalRecord} from './record.ts';

/** Years of ordinary work; more is not read at once. */
const mostBytes = 4 * 1024 * 1024;

/** The journal as JSON lines in a file that only its owner can read. */
export const createFileJournal = (path: string): Journal => ({
  append(record) {
    try {
      mkdirSync(dirname(path), {recursive: true, mode: 0o700});
      appendLine(path, JSON.stringify(record));
      return null;
    } catch (error) {
      return faultOf(path, error);
    }
  },
  list() {
    const byId = new Map<string, JournalRecord>();
    for (const line of readEnd(path).text.split('\n')) {
      // A line that is cut off must not hide the others.
      const record = readBack(line, isRecord);
      if (record !== null) byId.set(record.id, record);
    }
    return [...byId.values()];
  },
  readFault: () => readEnd(path).fault,
});

function appendLine(path: string, line: string): void {
  const file = openSync(path, 'a+', 0o600);
  try {
    // A full disk may have cut the last line off: this one must not become a part of it.
    const start = isCutOff(file) ? '\n' : '';
    const bytes = Buffer.from(`${start}${line}\n`);
    // One write of a whole line: several consoles may write to the same file.
    const written = writeSync(file, bytes);
    if (written < bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes could be written`);
  } finally {
    closeSync(file);
  }
}

function isCutOff(file: number): boolean {
  const {size} = fstatSync(file);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}

function readEnd(path: string): {readonly text: string; readonly fault: string | null} {
  try {
    const file = openSync(path, 'r');
    try {
      const {size} = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, mostBytes));
      const read = readSync(file, bytes, 0, bytes.length, size - bytes.length);
      return {text: bytes.toString('utf8', 0, read), fault: null};
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const isNotBegun = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return {text: '', fault: isNotBegun ? null : faultOf(path, error)};
  }
}

const faultOf = (path: string, error: unknown): string =>
  `${path}: ${error instanceof Error ? error.message : String(error)}`;

/** Our own file: what has the fields that decide is taken for a record. */
const isRecord = (value: unknown): value is JournalRecord =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'startedAt' in value &&
  'where' in value &&
  'result' in value &&
  'steps' in value;
