/**
 * The truthful replica count of a service. `running` counts tasks that are running, desired running, of the current
 * spec, on a node that is not down, and not unhealthy. Everything else that looks alive is told apart.
 */
export interface Replicas {
  readonly desired: number;
  readonly running: number;
  /** On its way: desired running (or ready), not failed, not yet running. */
  readonly starting: number;
  /** Without a node. */
  readonly pending: number;
  /** Running, but of an older spec (a rollout replaces them). */
  readonly outdated: number;
  /** Running by the engine's word on nodes that are down, worst lies first: hostname and count. */
  readonly onDeadNodes: readonly {readonly hostname: string; readonly count: number}[];
  /** Running with a failing health check on the connected engine. */
  readonly unhealthy: number;
  /** Jobs: completed tasks of the current iteration; 0 for other services. */
  readonly completed: number;
  /** Jobs: completions wanted in all; absent for other services. */
  readonly total?: number;
}
