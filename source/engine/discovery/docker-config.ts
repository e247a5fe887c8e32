import {join} from 'node:path';
import {discoveryError} from './discovery-error.ts';
import {isMissing, type Surroundings, variable} from './surroundings.ts';

/** Folder of the docker CLI's own settings and contexts. */
export const configFolder = (surroundings: Surroundings): string =>
  variable(surroundings, 'DOCKER_CONFIG') ?? join(surroundings.home, '.docker');

/** `currentContext` of the docker CLI's config.json; null when none is set. A broken file is an error, not a silence. */
export const configuredContext = (surroundings: Surroundings): string | null => {
  const path = join(configFolder(surroundings), 'config.json');
  const text = surroundings.readText(path);
  const problem = typeof text === 'string' ? null : text;
  if (problem !== null && isMissing(problem)) return null;
  const fail = (what: string) =>
    discoveryError(
      path,
      `The docker CLI's settings ${path} cannot be used: ${what}.`,
      'Mend the file, or say which engine is meant with --host, --context or DOCKER_HOST.',
    );
  if (typeof text !== 'string') throw fail(text.message);
  if (text.trim() === '') return null;
  const parsed = parseJson(text);
  if (parsed instanceof Error) throw fail(parsed.message);
  const name = fieldOf(parsed, 'currentContext');
  return typeof name === 'string' && name !== '' ? name : null;
};

/** The parsed text, or why it is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

/** A field of something parsed, whatever it is. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
