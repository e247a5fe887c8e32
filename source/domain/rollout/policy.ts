/** How a service replaces its tasks. */
export interface RolloutPolicy {
  /** 0: all at once. */
  readonly parallelism: number;
  readonly delayMs: number;
  readonly monitorMs: number;
  readonly order: 'stop-first' | 'start-first';
  /** `pause`, `continue` or `rollback`. */
  readonly failureAction: string;
  /** Share of tasks that may fail before the rollout counts as failed. */
  readonly maxFailureRatio: number;
}

/** What the engine takes where a spec has no policy. */
export const defaultPolicy: RolloutPolicy = {
  parallelism: 1,
  delayMs: 0,
  monitorMs: 5_000,
  order: 'stop-first',
  failureAction: 'pause',
  maxFailureRatio: 0,
};

/**
 * A thousand hours between two batches. The engine has no call that pauses a rollout; it takes the update policy of a
 * changed spec at once, and with this one it replaces one more task and then waits.
 */
export const holdMs = 3_600_000_000;

/** Batches one after another, each started and then waited for, and the watch over the last one. */
export function rolloutMs(tasks: number, policy: RolloutPolicy, startMs: number): number {
  if (tasks === 0) return 0;
  const batches = policy.parallelism === 0 ? 1 : Math.ceil(tasks / policy.parallelism);
  return batches * startMs + (batches - 1) * policy.delayMs + policy.monitorMs;
}
