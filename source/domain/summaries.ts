import type {Node, Service, StackName, Task} from './model/index.ts';
import type {Replicas} from './replicas.ts';
import type {Verdict} from './verdict.ts';

/** A service with what follows from its tasks and their nodes. The row that panes and commands show. */
export interface ServiceSummary {
  readonly service: Service;
  readonly replicas: Replicas;
  readonly health: Verdict;
  /** The newest failure of a task that was wanted, of the current spec; null when there is none. */
  readonly lastFailure: Task | null;
  /** Failed, rejected or orphaned tasks that ended within the last ten minutes. */
  readonly recentFailures: number;
}

export interface NodeSummary {
  readonly node: Node;
  /** Tasks truly running there; on a node that is down, 0. */
  readonly runningTasks: number;
  /** Running by the engine's word only (the node is down). */
  readonly claimedTasks: number;
  /** Tasks wanted on the node (desired running). */
  readonly desiredTasks: number;
  /** Sum of the reservations would need the specs; not known here. */
  readonly health: Verdict;
  /** Another entry has the same hostname: this one left, or rejoined. */
  readonly duplicateHostname: boolean;
}

/** A task with the names that it refers to by id. */
export interface TaskSummary {
  readonly task: Task;
  /** `<service>.<slot>`, for a global service `<service>.<node id>`; as the docker CLI names it. */
  readonly name: string;
  readonly serviceName: string;
  /** Empty while no node was found. */
  readonly hostname: string;
  readonly nodeDown: boolean;
  /** Of the current spec of its service. */
  readonly upToDate: boolean;
  readonly verdict: Verdict;
}

export interface StackSummary {
  readonly name: StackName;
  readonly services: number;
  readonly tasksRunning: number;
  readonly tasksDesired: number;
  readonly networks: number;
  readonly secrets: number;
  readonly configs: number;
  readonly health: Verdict;
}

/** Managers and what the swarm can still lose. */
export interface Quorum {
  readonly managers: number;
  readonly reachable: number;
  /** How many must be reachable. */
  readonly needed: number;
  /** How many more may be lost; negative when quorum is lost. */
  readonly tolerance: number;
  readonly hasQuorum: boolean;
  /** Hostname of the leader; null when none is known. */
  readonly leader: string | null;
}

/** What can be done about a finding, on its object; each is a command of the console. */
export type FindingStep =
  | 'logs'
  | 'why'
  | 'describe'
  | 'rollout'
  | 'rollback'
  | 'change'
  | 'restart'
  | 'activate'
  | 'drain'
  | 'demote'
  | 'failover'
  | 'remove'
  | 'nodes'
  | 'swarm';

/** One thing that is wrong now. */
export interface Finding {
  /** Stable while the same thing stays wrong, e.g. `service:<id>:failing`. */
  readonly key: string;
  readonly level: 'warning' | 'critical' | 'unknown';
  readonly object: {
    readonly kind: 'service' | 'node' | 'task' | 'swarm' | 'engine';
    readonly id: string;
    readonly name: string;
  };
  /** One line: what is wrong. */
  readonly title: string;
  /** One line: why, in words. */
  readonly reason: string;
  /** Since when, as well as can be told; null when it cannot. */
  readonly sinceMs: number | null;
  /** What to look at or do next. */
  readonly next: string;
  /** The commands that lead there, the most useful first. */
  readonly steps: readonly FindingStep[];
  /** Good to know, but nothing is wrong: an even number of managers. Sorts last and is no reason to wake anyone. */
  readonly isHint?: boolean;
}
