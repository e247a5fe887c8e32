import {appendFileSync, mkdirSync, renameSync, statSync} from 'node:fs';
import path from 'node:path';

/** Bytes after which the file is put aside as `<file>.old` and begun anew. */
const longestFile = 1_000_000;

/** Where the console writes what has no place on the screen: warnings of libraries, traces of our own bugs. */
export interface LogFile {
  readonly path: string;
  /** Appends at once, so that a crash leaves its trace. Never throws: a full disk must not end the console. */
  write(text: string): void;
}

/** Opens nothing before the first line is written. */
export function createLogFile(file: string, now: () => Date = () => new Date()): LogFile {
  return {
    path: file,
    write(text) {
      try {
        mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
        const size = statSync(file, {throwIfNoEntry: false})?.size ?? 0;
        if (size > longestFile) renameSync(file, `${file}.old`);
        appendFileSync(file, `${now().toISOString()} ${text}\n`, {mode: 0o600});
      } catch {
        // Nowhere left to report it.
      }
    },
  };
}
