import type {EngineName} from '../../lab/engines.ts';

/** A way in which the simulator differs from an engine on purpose. */
export interface Difference {
  /** The part that it concerns: a path, the title of a story, or all refused calls. */
  readonly part: string | RegExp;
  readonly only: 'lab' | 'simulator';
  readonly line: RegExp;
  /** Absent: of every engine. */
  readonly engine?: EngineName;
  /** As docs/testing.md says it. */
  readonly reason: string;
}

const unread = 'fields that tell of the machine below and that no client of ours reads are left out';
const networks = 'containers have no addresses on networks of their node';
const volumes = 'no image brings ports, a health check of its own or an entry point into `inspect`';

const newer = 'fields that newer engines have are there whatever the version';

const differences: readonly Difference[] = [
  {
    part: '/info',
    only: 'lab',
    line: /^(CDISpecDirs|Containerd|ContainerdCommit|FirewallBackend|GenericResources|Http|InitCommit|KernelMemory|NEventsListener|NFd|NGoroutines|NoProxy|RegistryConfig|RuncCommit|Runtimes|Warnings|DriverStatus|Plugins|BridgeNf|SecurityOptions|ProductLicense|DefaultAddressPools|DiscoveredDevices)/,
    reason: unread,
  },
  {
    part: /^\/containers/,
    only: 'lab',
    line: /NetworkSettings/,
    reason: networks,
  },
  {
    part: '/containers/json',
    only: 'lab',
    line: /^\[\]\.(Ports\[\]|ImageManifestDescriptor|Mounts)/,
    reason: volumes,
  },
  {
    part: '/containers/{id}/json',
    only: 'lab',
    line: /^(AppArmorProfile|Args|Config|ExecIDs|GraphDriver|HostConfig|HostnamePath|HostsPath|LogPath|MountLabel|ProcessLabel|ResolvConfPath|State\.Health\.Log|Mounts|ImageManifestDescriptor|Storage)/,
    reason: unread,
  },
  {
    part: '/containers/{id}/stats',
    only: 'lab',
    line: /^(memory_stats\.stats\.|blkio_stats|cpu_stats|precpu_stats|pids_stats|networks|preread|os_type)/,
    reason: unread,
  },
  {
    part: '/containers/{id}/stats',
    only: 'simulator',
    line: /^(id|name|blkio_stats|networks)/,
    reason: 'every sample of `stats` has name, id, disk and network figures, whatever the machine can count',
  },
  {part: /^\/tasks/, only: 'simulator', line: /Volumes: null$/, engine: 'system', reason: newer},
  {part: '/networks/{id}', only: 'simulator', line: /^EnableIPv4/, engine: 'system', reason: newer},
  ...(['lab', 'simulator'] as const).map(only => ({
    part: 'calls that are refused',
    only,
    line: /→ 400 [Ii]nvalid filter 'nonsense'$/,
    engine: 'system' as const,
    reason: 'an unknown filter is refused in the words of newer engines, whatever the version',
  })),
];

/** Those that hold for this engine. */
export const differencesOf = (engine: EngineName): readonly Difference[] =>
  differences.filter(one => one.engine === undefined || one.engine === engine);

export const isIn = ({part}: Difference, title: string): boolean =>
  typeof part === 'string' ? part === title : part.test(title);
