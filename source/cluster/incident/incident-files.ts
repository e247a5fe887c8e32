import {appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {faultInWords} from '../../domain/fault-words.ts';

/** The files of one incident. What goes wrong is told in words, since an incident must not end by a full disk. */
export interface IncidentFiles {
  readonly folder: string;
  /** Null: written. */
  write(name: string, text: string): string | null;
  append(name: string, text: string): string | null;
  /** Null where there is no such file, or none that can be read. */
  read(name: string): string | null;
  /** All of them, with folders in their names. */
  names(): readonly string[];
}

/** Files of a folder that is made when the first of them is written; only their owner may read them. */
export const incidentFilesIn = (folder: string): IncidentFiles => {
  const attempt = (name: string, act: (path: string) => void): string | null => {
    const path = join(folder, name);
    try {
      mkdirSync(dirname(path), {recursive: true, mode: 0o700});
      act(path);
      return null;
    } catch (error) {
      return `${path}: ${faultInWords(error)}`;
    }
  };
  return {
    folder,
    write: (name, text) =>
      attempt(name, path => {
        // Whole or not at all: a crash in the midst of it leaves the file of before.
        writeFileSync(`${path}.new`, text, {mode: 0o600});
        renameSync(`${path}.new`, path);
      }),
    append: (name, text) => attempt(name, path => appendFileSync(path, text, {mode: 0o600})),
    read(name) {
      try {
        return readFileSync(join(folder, name), 'utf8');
      } catch {
        return null;
      }
    },
    names() {
      try {
        return readdirSync(folder, {recursive: true, withFileTypes: true})
          .filter(entry => entry.isFile())
          .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
          .sort();
      } catch {
        return [];
      }
    },
  };
};

/** A name that people gave as a part of a file's: nothing that leads elsewhere, and short. */
export const asFileName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    // Of the 255 bytes that a file's name may have, characters take up to four each.
    .slice(0, 40) || 'unnamed';
