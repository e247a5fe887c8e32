import type {ContainerFact} from './container-fact.ts';
import type {NodeUsage, Usage} from './usage.ts';

/** What the agent of one node says in one line of its log, decoded. One a tick; facts come at once, in lines of their own. */
export interface AgentReport {
  readonly version: 1;
  readonly nodeId: string;
  /** Grows by one with every line of the same run of the agent, so that a gap is seen. */
  readonly sequence: number;
  /** By the clock of the node. */
  readonly atMs: number;
  /** How often the agent samples. */
  readonly everyMs: number;
  /** Null in a line that only tells facts. */
  readonly node: NodeUsage | null;
  readonly tasks: readonly {readonly taskId: string; readonly serviceId: string; readonly usage: Usage}[];
  readonly facts: readonly ContainerFact[];
}
