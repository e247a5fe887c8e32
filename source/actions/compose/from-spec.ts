import {isRecord, type Json, type JsonRecord, listAt, numberAt, textAt, valueAt} from '../spec/json.ts';
import {durationOf} from './amounts.ts';
import {deployFromSpec} from './deploy-from-spec.ts';
import {ownLabels} from './own-labels.ts';
import {sorted, tidy, withoutDefaults} from './tidy.ts';

/** What a service of a stack says, in a compose file's words, with the full names of networks, secrets and so on. */
export interface FromSpec {
  readonly service: JsonRecord;
  /** Fields of the spec that compose files have no word for, or that are not known here. */
  readonly leftOut: readonly string[];
}

/** Names of networks by id. */
export type NetworkNames = ReadonlyMap<string, string>;

const root = ['TaskTemplate', 'ContainerSpec'] as const;

/** Reads the spec of a service of a stack. `short`: its name in the file. */
export function serviceFromSpec(spec: JsonRecord, short: string, networks: NetworkNames): FromSpec {
  const inside = (...path: readonly string[]) => valueAt(spec, [...root, ...path]);
  const list = (...path: readonly string[]) => listAt(spec, ...root, ...path);
  const service = tidy({
    image: textAt(spec, ...root, 'Image').replace(/@sha256:[0-9a-f]+$/, ''),
    entrypoint: list('Command'),
    command: list('Args'),
    environment: environmentOf(list('Env')),
    labels: ownLabels(inside('Labels')),
    hostname: inside('Hostname'),
    user: inside('User'),
    working_dir: inside('Dir'),
    stop_signal: inside('StopSignal'),
    stop_grace_period: durationOf(numberAt(spec, ...root, 'StopGracePeriod')),
    tty: inside('TTY') === true ? true : undefined,
    stdin_open: inside('OpenStdin') === true ? true : undefined,
    read_only: inside('ReadOnly') === true ? true : undefined,
    init: inside('Init'),
    cap_add: sorted(list('CapabilityAdd')),
    cap_drop: sorted(list('CapabilityDrop')),
    sysctls: inside('Sysctls'),
    dns: list('DNSConfig', 'Nameservers'),
    dns_search: list('DNSConfig', 'Search'),
    extra_hosts: list('Hosts').map(hostOf),
    ulimits: Object.fromEntries(list('Ulimits').map(limit => [textAt(limit, 'Name'), limitOf(limit)])),
    logging: loggingOf(valueAt(spec, ['TaskTemplate', 'LogDriver'])),
    healthcheck: healthcheckOf(inside('Healthcheck')),
    secrets: sorted(list('Secrets').map(file => fileOf(file, 'SecretName'))),
    configs: sorted(list('Configs').map(file => fileOf(file, 'ConfigName'))),
    volumes: list('Mounts').map(mountOf),
    networks: networksOf(listAt(spec, 'TaskTemplate', 'Networks'), short, networks),
    ports: sorted(listAt(spec, 'EndpointSpec', 'Ports').map(portOf)),
    deploy: deployFromSpec(spec),
  });
  return {service: withoutDefaults(service), leftOut: leftOutOf(spec)};
}

/** Fields that a compose file of today cannot say, or whose words are not known here. */
function leftOutOf(spec: JsonRecord): readonly string[] {
  const unknown = [
    [...root, 'Privileges'],
    [...root, 'Groups'],
    [...root, 'OomScoreAdj'],
    [...root, 'DNSConfig', 'Options'],
    ['TaskTemplate', 'Resources', 'Reservations', 'GenericResources'],
    ['TaskTemplate', 'Resources', 'SwapBytes'],
  ];
  return unknown.filter(path => saysSomething(valueAt(spec, path))).map(path => path.join('.'));
}

const saysSomething = (value: Json | undefined): boolean =>
  isRecord(value) || Array.isArray(value) ? Object.values(value).some(saysSomething) : Boolean(value);

const environmentOf = (lines: readonly Json[]): JsonRecord =>
  Object.fromEntries(
    lines.flatMap(line => {
      if (typeof line !== 'string') return [];
      const at = line.indexOf('=');
      return at < 0 ? [[line, '']] : [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );

/** The engine writes `address name`, compose files `name:address`. */
const hostOf = (line: Json): Json => {
  const [address = '', name = ''] = String(line).split(/\s+/);
  return `${name}:${address}`;
};

const limitOf = (limit: Json): Json => {
  const [soft, hard] = [numberAt(limit, 'Soft'), numberAt(limit, 'Hard')];
  return soft === hard ? soft : {soft, hard};
};

const loggingOf = (driver: Json | undefined): JsonRecord | undefined =>
  isRecord(driver) ? tidy({driver: driver['Name'], options: driver['Options']}) : undefined;

function healthcheckOf(check: Json | undefined): JsonRecord | undefined {
  if (!isRecord(check)) return undefined;
  if (listAt(check, 'Test')[0] === 'NONE') return {disable: true};
  return tidy({
    test: check['Test'],
    interval: durationOf(numberAt(check, 'Interval')),
    timeout: durationOf(numberAt(check, 'Timeout')),
    start_period: durationOf(numberAt(check, 'StartPeriod')),
    start_interval: durationOf(numberAt(check, 'StartInterval')),
    retries: numberAt(check, 'Retries') || undefined,
  });
}

/** Who may read the file, where it is not as usual. */
const fileOf = (file: Json, nameField: string): Json => {
  const {File: at} = isRecord(file) ? file : {};
  const [uid, gid, mode] = [textAt(at, 'UID'), textAt(at, 'GID'), numberAt(at, 'Mode')];
  return tidy({
    source: textAt(file, nameField),
    target: textAt(at, 'Name'),
    uid: uid === '0' ? undefined : uid,
    gid: gid === '0' ? undefined : gid,
    mode: mode === 0o444 ? undefined : mode,
  });
};

const mountOf = (mount: Json): Json => {
  const propagation = textAt(mount, 'BindOptions', 'Propagation');
  return tidy({
    type: textAt(mount, 'Type') || 'volume',
    source: textAt(mount, 'Source') || undefined,
    target: textAt(mount, 'Target'),
    read_only: valueAt(mount, ['ReadOnly']) === true ? true : undefined,
    bind: propagation === '' ? undefined : {propagation},
    volume: valueAt(mount, ['VolumeOptions', 'NoCopy']) === true ? {nocopy: true} : undefined,
    tmpfs: tidy({size: numberAt(mount, 'TmpfsOptions', 'SizeBytes') || undefined}),
  });
};

/** The service's own name is always an alias. */
const networksOf = (attached: readonly Json[], short: string, names: NetworkNames): JsonRecord =>
  Object.fromEntries(
    attached.map(network => {
      const id = textAt(network, 'Target');
      const aliases = listAt(network, 'Aliases').filter(alias => alias !== short);
      return [names.get(id) ?? id, aliases.length === 0 ? {attached: true} : {aliases}];
    }),
  );

const portOf = (port: Json): Json =>
  tidy({
    target: numberAt(port, 'TargetPort'),
    published: numberAt(port, 'PublishedPort') || undefined,
    protocol: textAt(port, 'Protocol') || 'tcp',
    mode: textAt(port, 'PublishMode') || 'ingress',
  });
