import {isMap, type ParseOptions, parseDocument, type ScalarTag, type SchemaOptions, stringify} from 'yaml';
import {asJson, isRecord, type Json, type JsonRecord, valueAt} from '../spec/json.ts';

/** A compose file, or what is wrong with it. */
export type ComposeReading =
  | {readonly kind: 'compose'; readonly file: JsonRecord}
  | {readonly kind: 'fault'; readonly message: string};

/** A mode such as 0440 is an octal number for docker, while `yes` is a word: something of YAML 1.1 and something of 1.2. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0[0-7]+$/,
  resolve: text => Number.parseInt(text, 8),
};
const reading: ParseOptions & SchemaOptions = {
  schema: 'core',
  merge: true,
  customTags: tags => [octal, ...tags],
};

/** Variables by name; undefined where there is none. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Reads a compose file. `variables` take the place of `$NAME`; null: they did already.
 */
export function parseCompose(text: string, variables: Variables | null): ComposeReading {
  const document = parseDocument(text, reading);
  const [fault] = document.errors;
  if (fault !== undefined) return {kind: 'fault', message: fault.message.split('\n')[0] ?? 'it is no YAML'};
  if (!isMap(document.contents))
    return {kind: 'fault', message: 'it is no compose file: a map with services is wanted'};
  const file = asJson(document.toJS());
  if (!isRecord(file) || !isRecord(valueAt(file, ['services'])))
    return {kind: 'fault', message: 'it has no services'};
  if (variables === null) return {kind: 'compose', file};
  const missing: string[] = [];
  const read = interpolated(file, variables, missing);
  if (missing.length > 0) return {kind: 'fault', message: missing.join('; ')};
  return isRecord(read) ? {kind: 'compose', file: read} : {kind: 'fault', message: 'it has no services'};
}

const reference = /\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-?+])([^}]*))?\})/g;

function interpolated(value: Json, variables: Variables, missing: string[]): Json {
  if (typeof value === 'string') return textWith(value, variables, missing);
  if (Array.isArray(value)) return value.map(item => interpolated(item, variables, missing));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, interpolated(item, variables, missing)]),
  );
}

const textWith = (text: string, variables: Variables, missing: string[]): string =>
  text.replaceAll(reference, (whole, plain?: string, braced?: string, operator = '', rest = '') =>
    whole === '$$' ? '$' : variableOf({name: plain ?? braced ?? '', operator, rest}, variables, missing),
  );

/** `:` before an operator takes an empty value for none. */
function variableOf(
  {name, operator, rest}: {readonly name: string; readonly operator: string; readonly rest: string},
  variables: Variables,
  missing: string[],
): string {
  const value = variables[name];
  const isThere = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  if (operator.endsWith('+')) return isThere ? rest : '';
  if (isThere) return value ?? '';
  if (operator.endsWith('?'))
    missing.push(`the variable ${name} is not set${rest === '' ? '' : `: ${rest}`}`);
  return operator.endsWith('-') ? rest : '';
}

/** The same text with other numbers of replicas, by the services' names in it. */
export function withReplicas(text: string, replicas: ReadonlyMap<string, number>): string {
  const document = parseDocument(text, reading);
  for (const [service, count] of replicas) document.setIn(['services', service, 'deploy', 'replicas'], count);
  return document.toString({lineWidth: 0});
}

/** The same text with a version, which docker CLIs before 25 take for 1.0 where there is none, and then refuse. */
export function withVersion(text: string): string {
  const document = parseDocument(text, reading);
  if (!document.has('version')) document.set('version', '3.8');
  return document.toString({lineWidth: 0});
}

/** A compose file as text. */
export const composeText = (file: JsonRecord): string => stringify(file, {version: '1.1', lineWidth: 0});
