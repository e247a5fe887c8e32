import type {NodeRecord} from './state/records.ts';
import type {SwarmState} from './state/swarm-state.ts';

/** What is said of a machine that joins; the rest is an ordinary Linux machine. */
export interface NodeOptions {
  readonly hostname: string;
  readonly role?: 'worker' | 'manager';
  readonly labels?: Readonly<Record<string, string>>;
  readonly engineLabels?: Readonly<Record<string, string>>;
  readonly cpus?: number;
  readonly memoryBytes?: number;
  readonly architecture?: string;
  readonly os?: string;
  readonly engineVersion?: string;
  readonly address?: string;
  readonly plugins?: readonly string[];
  readonly cgroupVersion?: '1' | '2';
}

const gibibyte = 1024 ** 3;
const plugins = [
  'Log/fluentd',
  'Log/gelf',
  'Log/journald',
  'Log/json-file',
  'Log/local',
  'Log/syslog',
  'Network/bridge',
  'Network/host',
  'Network/null',
  'Network/overlay',
  'Volume/local',
];

/** Founders are there and ready from the first moment; others register first. */
export const joinNode = (
  state: SwarmState,
  options: NodeOptions,
  number: number,
  isFounder: boolean,
): NodeRecord => {
  const role = options.role ?? 'worker';
  const node: NodeRecord = {
    ...state.newMeta(),
    facts: {
      hostname: options.hostname,
      address: options.address ?? `10.20.${Math.floor(number / 250)}.${1 + (number % 250)}`,
      nanoCpus: (options.cpus ?? 4) * 1e9,
      memoryBytes: options.memoryBytes ?? 8 * gibibyte,
      architecture: options.architecture ?? 'x86_64',
      os: options.os ?? 'linux',
      engineVersion: options.engineVersion ?? '28.5.2',
      engineLabels: options.engineLabels ?? {},
      plugins: options.plugins ?? plugins,
      cgroupVersion: options.cgroupVersion ?? '2',
    },
    name: '',
    labels: options.labels ?? {},
    role,
    availability: 'active',
    state: isFounder ? 'ready' : 'unknown',
    message: '',
    manager: role === 'manager' ? {isLeader: false, reachability: 'reachable'} : null,
    isAlive: true,
    group: 0,
    isMember: true,
    isRegistered: isFounder,
    tasks: new Set(),
    room: {
      nanoCpus: 0,
      memoryBytes: 0,
      active: 0,
      activeByService: new Map(),
      hostPorts: new Map(),
      failures: new Map(),
    },
  };
  state.nodes.add(node, options.hostname);
  const attributes = {name: options.hostname};
  state.publish({type: 'node', action: 'create', id: node.id, attributes, nodeId: null});
  return node;
};
