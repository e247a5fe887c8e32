import {isRecord, type Json, type JsonRecord, listAt, textAt, valueAt} from '../spec/json.ts';
import type {Running} from './compare.ts';
import {withDollars} from './dollars.ts';
import {type NetworkNames, serviceFromSpec} from './from-spec.ts';
import type {Declared} from './full-names.ts';

/** A stack as a compose file, and what could not be said in one. */
export interface ExportedStack {
  readonly file: JsonRecord;
  readonly leftOut: readonly string[];
}

/** What is known of a network that a stack made itself. */
export interface OwnNetwork {
  readonly driver: string;
  readonly attachable: boolean;
  readonly internal: boolean;
  readonly encrypted: boolean;
}

/** Writes the services of a stack as a compose file. Secrets and configs are external: their contents are not in it. */
export function exportStack(
  stack: string,
  running: readonly Running[],
  networks: NetworkNames,
  ownNetworks: ReadonlyMap<string, OwnNetwork>,
): ExportedStack {
  const declared = {
    networks: new Map(),
    volumes: new Map(),
    secrets: new Map(),
    configs: new Map(),
  } satisfies Record<Declared, Map<string, JsonRecord>>;
  const keyOf = (kind: Declared, name: string, isOwn: boolean): string => {
    const key = name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name;
    declared[kind].set(
      key,
      isOwn && key !== name ? ownOf(kind, ownNetworks.get(name)) : {external: true, name},
    );
    return key;
  };
  const leftOut: string[] = [];
  const services = running.map(({name, spec}) => {
    const read = serviceFromSpec(spec, name, networks);
    leftOut.push(...read.leftOut.map(path => `${name}: ${path}`));
    return [name, withKeys(read.service, keyOf, ownNetworks)] as const;
  });
  const tops = Object.entries(declared).filter(([, entries]) => entries.size > 0);
  return {
    file: {
      version: '3.8',
      services: Object.fromEntries(services),
      ...Object.fromEntries(tops.map(([kind, entries]) => [kind, Object.fromEntries(entries)])),
    },
    leftOut,
  };
}

const ownOf = (kind: Declared, network: OwnNetwork | undefined): JsonRecord =>
  kind !== 'networks' || network === undefined
    ? {}
    : {
        driver: network.driver,
        ...(network.attachable ? {attachable: true} : {}),
        ...(network.internal ? {internal: true} : {}),
        ...(network.encrypted ? {driver_opts: {encrypted: ''}} : {}),
      };

type KeyOf = (kind: Declared, name: string, isOwn: boolean) => string;

/** The service with short names, and with dollars that no shell or composer takes for a variable. */
function withKeys(
  service: JsonRecord,
  keyOf: KeyOf,
  ownNetworks: ReadonlyMap<string, OwnNetwork>,
): JsonRecord {
  const attached = Object.entries(valueAt(service, ['networks']) ?? {});
  const files = (kind: 'secrets' | 'configs'): JsonRecord => {
    const items = listAt(service, kind).map((item): Json => {
      const source = keyOf(kind, textAt(item, 'source'), false);
      return isRecord(item) ? {...item, source} : item;
    });
    return items.length === 0 ? {} : {[kind]: items};
  };
  const volumes = listAt(service, 'volumes').map((item): Json => {
    const source = textAt(item, 'source');
    if (!isRecord(item) || textAt(item, 'type') !== 'volume' || source === '') return item;
    return {...item, source: keyOf('volumes', source, true)};
  });
  const networks = attached.map(([name, network]) => {
    const aliases = listAt(network, 'aliases');
    return [keyOf('networks', name, ownNetworks.has(name)), aliases.length === 0 ? {} : {aliases}] as const;
  });
  const named: JsonRecord = {
    ...service,
    ...files('secrets'),
    ...files('configs'),
    ...(volumes.length === 0 ? {} : {volumes}),
    ...(networks.length === 0 ? {} : {networks: Object.fromEntries(networks)}),
  };
  return withDollars(named);
}
