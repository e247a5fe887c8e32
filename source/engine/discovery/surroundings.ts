import {accessSync, constants, existsSync, readdirSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';

/** What a file is to us. */
export type Access = 'usable' | 'forbidden' | 'absent';

/** All that discovery may look at; tests pass their own. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Text of a file, or the error that reading it gave. */
  readText(path: string): string | Error;
  /** Names in a folder; empty when there is none. */
  listFolder(path: string): readonly string[];
  accessOf(path: string): Access;
}

/** The process's own environment and files. */
export const ownSurroundings = (): Surroundings => ({
  variables: process.env,
  home: homedir(),
  readText(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  },
  listFolder(path) {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  },
  accessOf(path) {
    if (!existsSync(path)) return 'absent';
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
      return 'usable';
    } catch {
      return 'forbidden';
    }
  },
});

export const isMissing = (error: Error): boolean => 'code' in error && error.code === 'ENOENT';

/** A variable that is set and not empty: the docker CLI takes an empty one for an absent one. */
export const variable = (surroundings: Surroundings, name: string): string | null =>
  surroundings.variables[name]?.trim() || null;
