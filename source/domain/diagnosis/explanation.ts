import type {Node, Service, Task} from '../model/index.ts';
import type {Placement} from '../placement/judge-placement.ts';

/** Tasks that wait for a node for one reason, and what each node says against them. */
export interface PendingCause {
  readonly tasks: readonly Task[];
  /** The engine's own words; empty where it says nothing. */
  readonly engineSays: string;
  readonly placement: Placement;
  /** Where our reckoning differs from the engine's words; null where it does not. */
  readonly disagreement: string | null;
}

/** One attempt that ended badly. */
export interface Attempt {
  readonly task: Task;
  readonly hostname: string;
  /** Exit code and error in words. */
  readonly reason: string;
  readonly endedMs: number;
  /** Of the current spec of its service. */
  readonly isCurrent: boolean;
}

/** The attempts of one slot (in a global service: of one node), newest first. */
export interface SlotFailures {
  /** As the docker CLI names its tasks. */
  readonly name: string;
  readonly attempts: readonly Attempt[];
  /** The state of what runs or starts there now; null: nothing will. */
  readonly now: Task | null;
}

/** Why a service, or one of its tasks, does not do what it should. */
export interface Explanation {
  readonly service: Service;
  /** What was asked about: the service, or one task of it. */
  readonly about: Task | null;
  readonly pending: readonly PendingCause[];
  readonly failing: readonly SlotFailures[];
  /** Tasks whose container runs and is not healthy. */
  readonly unhealthy: readonly Task[];
  /** A global service makes no task where no node fits: then the nodes are judged without one. */
  readonly noNodeFits: Placement | null;
  /** Nodes that are down and still claim to run tasks. */
  readonly deadNodes: readonly {readonly node: Node; readonly tasks: number}[];
}
