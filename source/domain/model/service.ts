import type {ConfigId, NetworkId, SecretId, ServiceId, StackName, VolumeName} from './ids.ts';
import type {Reservation} from './reservation.ts';

export type ServiceMode =
  | {readonly kind: 'replicated'; readonly replicas: number}
  | {readonly kind: 'global'}
  | {readonly kind: 'replicated-job'; readonly maxConcurrent: number; readonly totalCompletions: number}
  | {readonly kind: 'global-job'};

export type UpdateState =
  | 'updating'
  | 'paused'
  | 'completed'
  | 'rollback_started'
  | 'rollback_paused'
  | 'rollback_completed';

/** The rollout that the engine remembers. A create or a scale-only change never has one. */
export interface UpdateStatus {
  readonly state: UpdateState;
  readonly message: string;
  /** A rollback that a person asked for: no failure. */
  readonly isManual: boolean;
  /** It goes on, by the engine's word, but its policy holds it: somebody paused it so (docs/actions.md). */
  readonly isHeld: boolean;
  /** Null when the engine gives no time (`paused` has no completion). */
  readonly startedAtMs: number | null;
  readonly completedAtMs: number | null;
}

/** The engine's own counts (`?status=true`). `running` counts tasks on dead nodes too: a change detector, not the truth. */
export interface ServiceStatus {
  readonly running: number;
  readonly desired: number;
  readonly completed: number;
}

export interface PublishedPort {
  readonly protocol: string;
  readonly target: number;
  /** 0 while the engine has not chosen one. */
  readonly published: number;
  readonly mode: 'ingress' | 'host';
}

/** What an image runs on; an empty word fits any. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
}

export interface Service {
  readonly id: ServiceId;
  readonly version: number;
  readonly name: string;
  readonly stack: StackName | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly mode: ServiceMode;
  /** Image as the spec has it, without the digest. */
  readonly image: string;
  readonly imageDigest: string;
  /** Key of the task template; equal to `Task.specKey` for tasks of the current spec. */
  readonly specKey: string;
  readonly ports: readonly PublishedPort[];
  readonly networks: readonly NetworkId[];
  readonly secrets: readonly SecretId[];
  readonly configs: readonly ConfigId[];
  readonly volumes: readonly VolumeName[];
  /** Folders of its node that it mounts. */
  readonly binds: readonly string[];
  readonly constraints: readonly string[];
  /** Labels over which its replicas are spread, e.g. `node.labels.zone`. */
  readonly spreads: readonly string[];
  /** Empty: any. */
  readonly platforms: readonly Platform[];
  /** Volume and log plugins that a node must have, as `Volume/rexray`. */
  readonly plugins: readonly string[];
  readonly reservation: Reservation;
  /** What the kernel kills its containers for; 0 means no limit of its own. */
  readonly memoryLimitBytes: number;
  /** How much of a processor its containers are held to; 0 means no limit of its own. */
  readonly nanoCpusLimit: number;
  /** 0 means no limit. */
  readonly maxReplicasPerNode: number;
  readonly hasHealthcheck: boolean;
  readonly update: UpdateStatus | null;
  /** Null when the engine was not asked, or cannot tell. */
  readonly status: ServiceStatus | null;
  /** Iteration of a job; 0 for other services. */
  readonly jobIteration: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
