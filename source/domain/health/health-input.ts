import type {Freshness} from '../freshness.ts';
import type {Container} from '../model/index.ts';
import type {Finding, NodeSummary, Quorum, ServiceSummary} from '../summaries.ts';
import type {Latency} from './latency.ts';
import type {SourceState} from './observation.ts';
import type {ProbeFault} from './probes/declaration.ts';
import type {ProbeState} from './probes/probe-state.ts';

/** The container of a task as the engine of its node sees it. */
export interface ContainerState {
  readonly taskId: string;
  /** As the docker CLI names the task. */
  readonly name: string;
  readonly serviceId: string;
  readonly nodeId: string;
  readonly health: Container['health'];
  readonly sinceMs: number | null;
  /** The last line that its health check printed; null: not seen. */
  readonly output: string | null;
}

/** How many containers with a health check run on nodes whose engines tell of them, and in all. */
interface ContainerCover {
  readonly seen: number;
  readonly all: number;
}

/** Everything that the tiers look at. */
export interface HealthInput {
  readonly nowMs: number;
  readonly findings: readonly Finding[];
  readonly nodes: readonly NodeSummary[];
  readonly services: readonly ServiceSummary[];
  readonly quorum: Quorum | null;
  /** How far the lists of nodes, services and tasks can be believed: the worst of them. */
  readonly freshness: Freshness;
  /** Name of the connected engine; null: not known. */
  readonly engineName: string | null;
  /** Why the engine or the swarm on it cannot be used; null when it can. */
  readonly trouble: string | null;
  readonly latency: Latency | null;
  /** How far the clock of a node is ahead of the others, in milliseconds, by node. */
  readonly skews: ReadonlyMap<string, number>;
  readonly containers: readonly ContainerState[];
  readonly cover: ContainerCover;
  readonly probes: readonly ProbeState[];
  /** How many probes are declared, and labels that declare one wrongly. */
  readonly declaredProbes: number;
  readonly probeFaults: readonly ProbeFault[];
  /** Why declared probes do not run; null when they do. */
  readonly whyNoProbes: string | null;
  readonly sources: readonly SourceState[];
}
