import type {ContainerHealth} from '../model/container.ts';

/** Something that happened to a container of a task, as the engine of its node told it. */
export interface ContainerFact {
  readonly taskId: string;
  readonly serviceId: string;
  readonly nodeId: string;
  readonly containerId: string;
  /** By the clock of the node. */
  readonly atMs: number;
  readonly what:
    | {readonly kind: 'started'}
    /** `oomKilled`: the kernel killed it for its memory limit; the exit code alone cannot tell. */
    | {readonly kind: 'died'; readonly exitCode: number; readonly oomKilled: boolean}
    | {readonly kind: 'oom'}
    /** With what the health check printed last (at most 1,024 characters, its end) and its exit code; null when it printed nothing. */
    | {
        readonly kind: 'health';
        readonly health: ContainerHealth;
        readonly output: string | null;
        readonly exitCode: number | null;
      };
}
