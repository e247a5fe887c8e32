import type {ContainerFact} from './container-fact.ts';
import type {NodeUsage, Usage} from './usage.ts';

/**
 * What the agent of one node says in one line of its log, decoded. One a tick, more only where a line would be longer than
 * the engine keeps whole; facts come at once, in lines of their own, and come again now and then while they matter.
 */
export interface AgentReport {
  readonly version: 1;
  readonly nodeId: string;
  /** Grows by one with every line of the same run of the agent, so that a gap is seen. */
  readonly sequence: number;
  /** By the clock of the node. */
  readonly atMs: number;
  /** How often the agent samples. */
  readonly everyMs: number;
  /** What the agent cannot do now, in words; null when all is well. */
  readonly trouble: string | null;
  /** Null in a line that only tells facts, and in those that follow the first of a tick that needs several. */
  readonly node: NodeUsage | null;
  readonly tasks: readonly {readonly taskId: string; readonly serviceId: string; readonly usage: Usage}[];
  readonly facts: readonly ContainerFact[];
}
