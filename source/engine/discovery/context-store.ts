import {createHash} from 'node:crypto';
import {join} from 'node:path';
import type {TlsFiles} from '../endpoint.ts';
import {configFolder, fieldOf, parseJson} from './docker-config.ts';
import {isMissing, type Surroundings} from './surroundings.ts';

/** A context as the docker CLI keeps it, or why it cannot be used. */
export interface StoredContext {
  readonly name: string;
  readonly description: string;
  /** Empty when the context names no engine. */
  readonly host: string;
  readonly tls: TlsFiles | null;
  readonly problem: string | null;
}

/** The folder's name is the SHA-256 of the context's name. */
export const contextDigest = (name: string): string => createHash('sha256').update(name).digest('hex');

const metaFolder = (surroundings: Surroundings) => join(configFolder(surroundings), 'contexts', 'meta');

/** One context by name; null when the store has none of that name. */
export const readContext = (name: string, surroundings: Surroundings): StoredContext | null =>
  readFolder(contextDigest(name), name, surroundings);

/** Every context in the store, in no order; a broken one is listed with its problem. */
export const readContexts = (surroundings: Surroundings): readonly StoredContext[] =>
  surroundings
    .listFolder(metaFolder(surroundings))
    .map(folder => readFolder(folder, null, surroundings))
    .filter(context => context !== null);

const readFolder = (
  digest: string,
  knownName: string | null,
  surroundings: Surroundings,
): StoredContext | null => {
  const path = join(metaFolder(surroundings), digest, 'meta.json');
  const broken = (problem: string, name = knownName ?? digest.slice(0, 12)): StoredContext => ({
    name,
    description: '',
    host: '',
    tls: null,
    problem,
  });
  const text = surroundings.readText(path);
  if (typeof text !== 'string')
    return isMissing(text) ? null : broken(`${path} cannot be read: ${text.message}`);
  const meta = parseJson(text);
  if (meta instanceof Error) return broken(`${path} is no JSON: ${meta.message}`);
  const name = textOf(fieldOf(meta, 'Name')) || knownName || digest.slice(0, 12);
  const docker = fieldOf(fieldOf(meta, 'Endpoints'), 'docker');
  if (docker === undefined) return broken(`${path} names no docker engine`, name);
  const host = textOf(fieldOf(docker, 'Host'));
  const tls = readTls(digest, fieldOf(docker, 'SkipTLSVerify') === true, surroundings);
  return {
    name,
    description: textOf(fieldOf(fieldOf(meta, 'Metadata'), 'Description')),
    host,
    tls: typeof tls === 'string' ? null : tls,
    problem: typeof tls === 'string' ? tls : null,
  };
};

/** Null without any file and without SkipTLSVerify: then the docker CLI speaks no TLS either. Text: the problem. */
const readTls = (
  digest: string,
  skipVerify: boolean,
  surroundings: Surroundings,
): TlsFiles | string | null => {
  const folder = join(configFolder(surroundings), 'contexts', 'tls', digest, 'docker');
  const texts: (string | null)[] = [];
  for (const file of ['ca.pem', 'cert.pem', 'key.pem']) {
    const text = surroundings.readText(join(folder, file));
    if (typeof text !== 'string' && !isMissing(text))
      return `${join(folder, file)} cannot be read: ${text.message}`;
    texts.push(typeof text === 'string' ? text : null);
  }
  const [ca = null, cert = null, key = null] = texts;
  if ((cert === null) !== (key === null))
    return `${folder} has ${cert === null ? 'key.pem' : 'cert.pem'} but not ${cert === null ? 'cert.pem' : 'key.pem'}`;
  return ca === null && cert === null && !skipVerify ? null : {ca, cert, key, skipVerify};
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
