import type {Intent} from '../../actions/intent.ts';
import type {JsonRecord} from '../../actions/spec/json.ts';
import {type Sealed, sealed} from '../../actions/spec/sealed.ts';
import {readFaultInWords} from '../../domain/fault-words.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ObjectOptions} from '../arguments/object-options.ts';
import {findObject} from '../describe/find-object.ts';
import type {IntentReading} from './intents.ts';

/** What a command line about a secret, config, network or volume says. */
export interface ObjectLine {
  readonly operands: readonly string[];
  readonly options: ObjectOptions;
  readonly store: ClusterStore;
  /** Rejects with the system's own error. */
  readonly readContents: (path: string) => Promise<Uint8Array>;
  /** Whether the standard input has contents rather than a person. */
  readonly isPiped: boolean;
}

const pattern = /^(secret|config|network|volume)-(create|rm|rotate)$/;
type Of = Extract<Intent, {kind: 'create'}>['of'];

/** Reads the operands of commands about these objects; null: it is another command. Contents come from files alone. */
export async function readObjectIntents(command: string, line: ObjectLine): Promise<IntentReading | null> {
  const [, of, verb] = pattern.exec(command) ?? [];
  const [name = ''] = line.operands;
  if (!isOf(of)) return null;
  if (verb === 'rm') return found(of, name, line, id => ({kind: 'remove', of, id}));
  if (of === 'network' || of === 'volume')
    return intents({kind: 'create', of, id: name, spec: specOf(of, name, line)});
  const data = await contentsOf(line);
  if (typeof data === 'string') return {kind: 'usage', message: data};
  if (verb === 'rotate') return found(of, name, line, id => ({kind: 'rotate', of, id, data}));
  return intents({kind: 'create', of, id: name, spec: {Name: name, Labels: line.options.labels}, data});
}

const isOf = (word: string | undefined): word is Of =>
  word === 'secret' || word === 'config' || word === 'network' || word === 'volume';

const intents = (intent: Intent): IntentReading => ({kind: 'intents', intents: [intent]});

function found(of: Of, name: string, {store}: ObjectLine, make: (id: string) => Intent): IntentReading {
  const rows = [...store.table(`${of}s`).values()].map(row => ({
    id: 'id' in row ? row.id : row.name,
    name: row.name,
  }));
  const one = findObject(of, name, rows, row => row);
  return one.kind === 'found' ? intents(make(one.row.id)) : {kind: 'unknown', message: one.message};
}

/** The contents, or what is wrong with where they should come from. */
async function contentsOf({options: {files}, isPiped, readContents}: ObjectLine): Promise<Sealed | string> {
  const [path = isPiped ? '-' : undefined, ...more] = files;
  if (path === undefined) return 'say where the contents are: --file FILE, or pipe them in';
  if (more.length > 0) return 'the contents come from one file';
  try {
    return sealed(await readContents(path));
  } catch (error) {
    return readFaultInWords(path, error);
  }
}

function specOf(of: 'network' | 'volume', name: string, {options}: ObjectLine): JsonRecord {
  const {labels, driver, driverOptions, subnets, attachable, internal, encrypted} = options;
  if (of === 'volume') {
    return {Name: name, Driver: driver ?? 'local', DriverOpts: driverOptions, Labels: labels};
  }
  return {
    Name: name,
    Driver: driver ?? 'overlay',
    Attachable: attachable,
    Internal: internal,
    Labels: labels,
    // The engine encrypts where the key is there, whatever its value.
    Options: {...driverOptions, ...(encrypted ? {encrypted: ''} : {})},
    ...(subnets.length === 0
      ? {}
      : {IPAM: {Driver: 'default', Config: subnets.map(subnet => ({Subnet: subnet}))}}),
  };
}
