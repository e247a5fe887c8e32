import type {NodeId} from './ids.ts';

/** What the connected engine says of its part in a swarm (`/info`, `/_ping`). */
export type SwarmMembership =
  | {readonly kind: 'manager'}
  | {readonly kind: 'worker'}
  | {readonly kind: 'inactive'}
  | {readonly kind: 'pending'; readonly reason: string}
  | {readonly kind: 'locked'; readonly reason: string}
  /** A manager that has no leader to ask. `/info` still answers. */
  | {readonly kind: 'no-quorum'; readonly reason: string}
  | {readonly kind: 'certificate-expired'; readonly reason: string}
  | {readonly kind: 'error'; readonly reason: string};

/** What a manager says of the swarm as a whole. */
export interface SwarmObject {
  readonly version: number;
  /** Managers that restart ask for the unlock key. */
  readonly isAutolocked: boolean;
  /** A new certificate authority is being made known to all nodes. */
  readonly isRotatingCa: boolean;
  /** Digest of the key that signs certificates now; equal to `Node.issuerKey` of nodes that have one by it. */
  readonly issuerKey: string;
}

/** `authority` signs those of the nodes; `client` and `server` are those of a connection by TLS. */
export interface Certificate {
  readonly kind: 'authority' | 'client' | 'server';
  readonly expiresAtMs: number;
}

/** The connected engine. */
export interface EngineInfo {
  readonly name: string;
  readonly engineVersion: string;
  readonly apiVersion: string;
  readonly os: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly cgroupVersion: string;
  /** This engine's id in the swarm; null outside one. */
  readonly nodeId: NodeId | null;
  readonly nodeAddress: string;
  /** Id of the swarm; null on a worker, outside a swarm, or without quorum. */
  readonly clusterId: string | null;
  /** Null where `clusterId` is. */
  readonly swarm: SwarmObject | null;
  /** Folder of this engine's data on its own machine; empty when it does not tell. */
  readonly dataRoot: string;
  readonly membership: SwarmMembership;
  /** Raft addresses (`ip:port`) of the managers that this engine knows. */
  readonly remoteManagers: readonly {readonly nodeId: NodeId; readonly address: string}[];
  readonly warnings: readonly string[];
  /** When certificates run out, as far as this engine or the connection to it tells. */
  readonly certificates: readonly Certificate[];
}
