import type {NodeId} from './ids.ts';

type NodeRole = 'manager' | 'worker';
export type NodeAvailability = 'active' | 'pause' | 'drain';
/** `unknown` follows every leader change while nodes re-register; it is not an outage. */
export type NodeState = 'unknown' | 'down' | 'ready' | 'disconnected';
export type Reachability = 'unknown' | 'unreachable' | 'reachable';

/** What only a manager has: its place in the Raft group. */
export interface ManagerStatus {
  readonly leader: boolean;
  readonly reachability: Reachability;
  /** `ip:port` of the Raft listener. */
  readonly address: string;
}

/** A machine of the swarm. Keyed by id: one that left and rejoined is a second entry with the same hostname. */
export interface Node {
  readonly id: NodeId;
  /** `Version.Index`: same id and same version mean the same object. */
  readonly version: number;
  readonly hostname: string;
  readonly role: NodeRole;
  readonly availability: NodeAvailability;
  readonly state: NodeState;
  /** The engine's word on the state, e.g. `heartbeat failure`; empty when there is none. */
  readonly message: string;
  readonly address: string;
  readonly engineVersion: string;
  readonly os: string;
  readonly architecture: string;
  readonly nanoCpus: number;
  readonly memoryBytes: number;
  /** Generic resources by kind, named ones counted. */
  readonly genericResources: Readonly<Record<string, number>>;
  /** As `Volume/local`, `Network/overlay`, `Log/json-file`. */
  readonly plugins: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly engineLabels: Readonly<Record<string, string>>;
  /** Digest of the key that has signed its certificate; empty when the engine does not tell. */
  readonly issuerKey: string;
  /** Null on a worker. */
  readonly manager: ManagerStatus | null;
  /** Milliseconds since the epoch. */
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
