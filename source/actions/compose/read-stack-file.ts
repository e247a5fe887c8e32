import {readFaultInWords} from '../../domain/fault-words.ts';
import type {DockerCli} from '../../engine/docker-cli.ts';
import {isRecord, type JsonRecord, textAt, valueAt} from '../spec/json.ts';
import {type Sealed, sealed} from '../spec/sealed.ts';
import {withDollars} from './dollars.ts';
import {isExternal} from './full-names.ts';
import {composeText, parseCompose, type Variables, withVersion} from './parse-compose.ts';

/** The files of a stack as one. */
export interface StackFile {
  /** What docker is given; it may hold passwords. */
  readonly text: string;
  readonly file: JsonRecord;
  /** From where docker resolves names of other files. */
  readonly folder: string;
  /** Contents of the configs that come from files, by their names in the file. */
  readonly contents: ReadonlyMap<string, Sealed>;
  /** What about the reading an operator should know. */
  readonly notes: readonly string[];
  /** Whether there is a docker CLI, which alone can deploy it. */
  readonly canDeploy: boolean;
}

export type StackFileReading =
  | {readonly kind: 'file'; readonly file: StackFile}
  | {readonly kind: 'fault'; readonly message: string};

interface Reading {
  readonly paths: readonly string[];
  readonly docker: DockerCli;
  /** Rejects with the system's own error. */
  readonly readContents: (path: string) => Promise<Uint8Array>;
  readonly variables: Variables;
  /** The folder of a path, absolute. */
  readonly folderOf: (path: string) => string;
  readonly inFolder: (folder: string, path: string) => string;
}

/** Reads a stack's files as `docker stack deploy` would: by docker itself where it can, else by our own reading. */
export async function readStackFile(reading: Reading): Promise<StackFileReading> {
  const {paths, docker, readContents, folderOf} = reading;
  const [path] = paths;
  if (path === undefined) return {kind: 'fault', message: 'say which file: --file compose.yml'};
  const texts = await readAll(paths, readContents);
  if (texts.kind === 'fault') return texts;
  const folder = folderOf(path);
  const flags = paths.flatMap(each => ['--compose-file', each]);
  const merged = await docker.run(['stack', 'config', ...flags]);
  if (merged?.exitCode === 0)
    return parsed(merged.stdout, null, folder, {notes: [], canDeploy: true}, reading);
  // Docker CLIs before 25 have no such command.
  if (merged !== null && !/unknown|not a docker command|Usage:/i.test(merged.stderr)) {
    return {kind: 'fault', message: merged.stderr.split('\n')[0] ?? 'docker cannot read it'};
  }
  if (paths.length > 1)
    return {kind: 'fault', message: 'only a docker CLI of 25 or newer can merge files; give one file'};
  const note =
    merged === null
      ? 'read without a docker CLI, for there is none'
      : 'read without the docker CLI, which is too old to say how it reads the file (25 or newer does)';
  const text = texts.read[0] ?? new Uint8Array();
  return parsed(
    new TextDecoder().decode(text),
    reading.variables,
    folder,
    {notes: [note], canDeploy: merged !== null},
    reading,
  );
}

/** Each file whole, or what is to be done about one that cannot be read. */
async function readAll(
  paths: readonly string[],
  readContents: Reading['readContents'],
): Promise<
  {readonly kind: 'read'; readonly read: readonly Uint8Array[]} | Extract<StackFileReading, {kind: 'fault'}>
> {
  const read: Uint8Array[] = [];
  for (const path of paths) {
    try {
      read.push(await readContents(path));
    } catch (error) {
      return {kind: 'fault', message: readFaultInWords(path, error)};
    }
  }
  return {kind: 'read', read};
}

async function parsed(
  text: string,
  variables: Variables | null,
  folder: string,
  how: Pick<StackFile, 'notes' | 'canDeploy'>,
  {readContents, inFolder}: Reading,
): Promise<StackFileReading> {
  const compose = parseCompose(text, variables);
  if (compose.kind === 'fault') return compose;
  const {file} = compose;
  const configs = valueAt(file, ['configs']);
  const contents = new Map<string, Sealed>();
  for (const key of isRecord(configs) ? Object.keys(configs) : []) {
    const path = textAt(file, 'configs', key, 'file');
    if (path === '' || isExternal(file, 'configs', key)) continue;
    const all = await readAll([inFolder(folder, path)], readContents);
    if (all.kind === 'fault') return {...all, message: `the config "${key}": ${all.message}`};
    for (const bytes of all.read) contents.set(key, sealed(bytes));
  }
  // What docker has put in for variables would be read for variables once more.
  const given = variables === null ? composeText(withDollars(file)) : withVersion(text);
  return {kind: 'file', file: {text: given, file, folder, contents, ...how}};
}
