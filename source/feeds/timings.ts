/** How often the feeds ask and how long they wait, in milliseconds. The defaults follow the engine's measured timings. */
export interface Timings {
  /** One store flush per frame. */
  readonly frameMs: number;
  /** Narrow check (`/services?status=true`) of a swarm at rest. */
  readonly checkMs: number;
  /** Node list at rest: a node that dies has an event, a manager that others cannot reach has none. */
  readonly nodesMs: number;
  /** Full task list at rest: catches what the narrow check cannot see. */
  readonly allTasksMs: number;
  /** The same two where agents tell of every node what happens to its containers. */
  readonly watchedCheckMs: number;
  readonly watchedTasksMs: number;
  /** First interval of the task poll of a service that moves; grows while nothing changes. */
  readonly movingMs: number;
  /** Longest interval for a moving service that is on the screen, and for one that is not. */
  readonly movingInViewCapMs: number;
  readonly movingCapMs: number;
  /** A call without an answer for so long is told to the operator and the engine is pinged. */
  readonly hangMs: number;
  /** A ping without an answer for so long means that the engine is gone. */
  readonly pingMs: number;
  /** A call is given up; longer than the 20 s after which a manager without a leader answers by itself. */
  readonly callMs: number;
  /** Opening a connection is given up. */
  readonly connectMs: number;
  /** How often an engine that is no working manager is asked whether it is one now. */
  readonly membershipMs: number;
  readonly reconnectFirstMs: number;
  readonly reconnectCapMs: number;
}

export const defaultTimings: Timings = {
  frameMs: 33,
  checkMs: 5_000,
  nodesMs: 60_000,
  allTasksMs: 60_000,
  watchedCheckMs: 30_000,
  watchedTasksMs: 300_000,
  movingMs: 400,
  movingInViewCapMs: 3_000,
  movingCapMs: 15_000,
  hangMs: 2_000,
  pingMs: 3_000,
  callMs: 30_000,
  connectMs: 10_000,
  membershipMs: 3_000,
  reconnectFirstMs: 250,
  reconnectCapMs: 5_000,
};
