/** From and to, in milliseconds; chance picks between them. */
export type Span = readonly [leastMs: number, mostMs: number];

/** How long things take, as measured on real swarms of engines 20.10 to 28.5. */
export const timings = {
  /** An agent tells its manager what has happened in batches. */
  report: [50, 100],
  schedule: 50,
  accept: [10, 60],
  prepare: [60, 300],
  /** Joining an overlay network takes longer the first time. */
  joinNetwork: [100, 400],
  start: [150, 500],
  /** From TERM to the end of a program that heeds it. */
  stop: [100, 500],
  /** A task on an overlay network leaves it for so long before its container is stopped. */
  leaveNetwork: 2_000,
  /** Heartbeats of 5 s, three of them missed. */
  heartbeatLost: [10_800, 14_900],
  nodeBack: [2_000, 3_000],
  managerBack: [1_000, 9_000],
  election: [9_900, 21_600],
  /** After an election every node is unknown until it has registered again. */
  register: [3_000, 12_000],
  /** A killed manager is unreachable at once as a manager, and down as a node only later. */
  managerDown: [20_000, 50_000],
  /** A leader that lost its quorum goes on believing for so long. */
  staleLeader: [12_000, 18_000],
  /** How long a manager waits for a leader before it answers that it has none. */
  requestLimit: 20_000,
  promote: [500, 900],
  demote: 100,
} as const;
