import {isRecord, type Json, type JsonRecord, listAt, textAt, valueAt} from '../spec/json.ts';
import {bytesIn, sameDuration} from './amounts.ts';
import {deployFromFile} from './deploy-from-file.ts';
import {type Declared, fullName} from './full-names.ts';
import {mapOf, portsOf, textsOf, wordsOf} from './short-forms.ts';
import {type Loose, sorted, tidy, withoutDefaults} from './tidy.ts';

/** What a file says of a service, in the same words as a service that runs. */
export interface FromFile {
  readonly service: JsonRecord;
  /** What is said there and cannot be compared. */
  readonly cannotTell: readonly string[];
}

/** Where a service stands: names in it are those of this file. */
export interface FileScope {
  readonly stack: string;
  readonly file: JsonRecord;
}

type Read = (value: Json, scope: FileScope, short: string) => Json | undefined;

const same: Read = value => value;
const text: Read = value => String(value);
const whenTrue: Read = value => (value === true ? true : undefined);
const sortedTexts: Read = value => sorted(textsOf(value));

/** How each field of a file is read. */
const fields: Readonly<Record<string, Read>> = {
  image: same,
  entrypoint: wordsOf,
  command: wordsOf,
  environment: mapOf,
  labels: mapOf,
  hostname: same,
  user: text,
  working_dir: same,
  stop_signal: same,
  stop_grace_period: value => sameDuration(value),
  tty: whenTrue,
  stdin_open: whenTrue,
  read_only: whenTrue,
  init: same,
  cap_add: sortedTexts,
  cap_drop: sortedTexts,
  sysctls: mapOf,
  dns: textsOf,
  dns_search: textsOf,
  extra_hosts: value =>
    isRecord(value)
      ? Object.entries(value).map(([name, address]) => `${name}:${String(address)}`)
      : textsOf(value).map(host => host.replace('=', ':')),
  ulimits: same,
  logging: value =>
    tidy({driver: textAt(value, 'driver') || 'json-file', options: mapOf(valueAt(value, ['options']) ?? {})}),
  healthcheck: value => healthcheckOf(value),
  secrets: (value, scope) => filesOf('secrets', value, scope),
  configs: (value, scope) => filesOf('configs', value, scope),
  volumes: (value, scope) => volumesOf(value, scope),
  ports: value => portsOf(value),
  deploy: value => deployFromFile(isRecord(value) ? value : {}),
};

/** What `docker stack deploy` does not look at. */
const ignored: ReadonlySet<string> = new Set([
  'build',
  'cgroup_parent',
  'container_name',
  'depends_on',
  'devices',
  'domainname',
  'expose',
  'external_links',
  'ipc',
  'links',
  'mac_address',
  'network_mode',
  'networks',
  'pid',
  'profiles',
  'pull_policy',
  'restart',
  'security_opt',
  'shm_size',
  'userns_mode',
]);

/** Reads a service of a compose file. */
export function serviceFromFile(service: JsonRecord, short: string, scope: FileScope): FromFile {
  const cannotTell = Object.keys(service).filter(
    name => !Object.hasOwn(fields, name) && !ignored.has(name) && !name.startsWith('x-'),
  );
  // What stands in other files is not read.
  if (Object.hasOwn(service, 'env_file')) cannotTell.push('environment');
  const read: Record<string, Json> = {};
  for (const [name, value] of Object.entries(service)) {
    if (value === null) continue;
    const found = fields[name]?.(value, scope, short);
    if (found !== undefined) read[name] = found;
    else if (name === 'ports' || name === 'volumes') cannotTell.push(name);
  }
  const whole: Loose = {
    ...read,
    networks: networksOf(valueAt(service, ['networks']), short, scope),
    deploy: deployFromFile(isRecord(service['deploy']) ? service['deploy'] : {}),
  };
  return {service: withoutDefaults(tidy(whole)), cannotTell};
}

function healthcheckOf(check: Json): JsonRecord | undefined {
  if (!isRecord(check)) return undefined;
  const test = check['test'];
  if (check['disable'] === true || listAt(check, 'test')[0] === 'NONE') return {disable: true};
  return tidy({
    test: typeof test === 'string' ? ['CMD-SHELL', test] : test,
    interval: sameDuration(check['interval']),
    timeout: sameDuration(check['timeout']),
    start_period: sameDuration(check['start_period']),
    start_interval: sameDuration(check['start_interval']),
    retries: check['retries'],
  });
}

const filesOf = (kind: 'secrets' | 'configs', value: Json, {file, stack}: FileScope): readonly Json[] =>
  sorted(
    (Array.isArray(value) ? value : []).map((item): Json => {
      const long: JsonRecord = isRecord(item) ? item : {source: item};
      const key = textAt(long, 'source');
      const [uid, gid] = [long['uid'], long['gid']].map(id =>
        id === undefined || id === null ? '0' : String(id),
      );
      return tidy({
        source: fullName(file, stack, kind, key),
        target: textAt(long, 'target') || key,
        uid: uid === '0' ? undefined : uid,
        gid: gid === '0' ? undefined : gid,
        mode: long['mode'] === 0o444 ? undefined : long['mode'],
      });
    }),
  );

/** Undefined where a short form is not understood. */
function volumesOf(value: Json, scope: FileScope): readonly Json[] | undefined {
  const all = (Array.isArray(value) ? value : []).map(item => volumeOf(item, scope));
  const known = all.filter(volume => volume !== undefined);
  return known.length === all.length ? known : undefined;
}

function volumeOf(item: Json, {file, stack}: FileScope): Json | undefined {
  const long = isRecord(item) ? item : longVolume(String(item));
  if (long === null) return undefined;
  const type = textAt(long, 'type') || 'volume';
  const source = textAt(long, 'source');
  const isNamed = type === 'volume' && source !== '';
  return tidy({
    type,
    source: isNamed ? fullName(file, stack, 'volumes' satisfies Declared, source) : source || undefined,
    target: textAt(long, 'target'),
    read_only: long['read_only'] === true ? true : undefined,
    bind: tidy({propagation: valueAt(long, ['bind', 'propagation'])}),
    volume: tidy({nocopy: valueAt(long, ['volume', 'nocopy']) === true ? true : undefined}),
    tmpfs: tidy({size: bytesIn(valueAt(long, ['tmpfs', 'size']))}),
  });
}

/** `source:target[:ro]`; null for other forms, such as a folder beside the file. */
function longVolume(short: string): JsonRecord | null {
  const [source = '', target, mode, ...more] = short.split(':');
  if (more.length > 0 || (mode !== undefined && mode !== 'ro' && mode !== 'rw')) return null;
  const only: JsonRecord = mode === 'ro' ? {read_only: true} : {};
  if (target === undefined) return source.startsWith('/') ? {type: 'volume', target: source} : null;
  if (source.startsWith('/')) return {type: 'bind', source, target, ...only};
  return /^[./~]/.test(source) ? null : {type: 'volume', source, target, ...only};
}

/** A service without networks is on the stack's own; its name is always an alias. */
function networksOf(value: Json | undefined, short: string, {file, stack}: FileScope): JsonRecord {
  const named = isRecord(value)
    ? Object.entries(value)
    : textsOf(value ?? []).map(name => [name, null] as const);
  const entries = named.length === 0 ? [['default', null] as const] : named;
  return Object.fromEntries(
    entries.map(([key, network]) => {
      const aliases = listAt(network ?? {}, 'aliases').filter(alias => alias !== short);
      return [fullName(file, stack, 'networks', key), aliases.length === 0 ? {attached: true} : {aliases}];
    }),
  );
}
