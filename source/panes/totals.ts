import type {ClusterStore} from '../store/cluster-store.ts';

/** How the nodes stand; there are few enough of them to be counted anew each time. */
export interface NodeCounts {
  readonly total: number;
  readonly ready: number;
  readonly down: number;
  /** Registering again after a leader change, or otherwise not known. */
  readonly unknown: number;
  readonly resting: number;
  /** Down, but only because their machines joined again under another id. */
  readonly leftOver: number;
}

export const countNodes = (store: ClusterStore): NodeCounts => {
  const counts = {total: 0, ready: 0, down: 0, unknown: 0, resting: 0, leftOver: 0};
  for (const {node, health} of store.derived('nodes').values()) {
    counts.total += 1;
    if (node.availability !== 'active') counts.resting += 1;
    if (node.state === 'ready') counts.ready += 1;
    else if (node.state === 'down' && health.level === 'critical') counts.down += 1;
    else if (node.state === 'down') counts.leftOver += 1;
    else counts.unknown += 1;
  }
  return counts;
};

/** Tasks that run by the engine's word only, on nodes that are down. */
export const countClaimedTasks = (store: ClusterStore): number => {
  let count = 0;
  for (const row of store.derived('nodes').values()) count += row.claimedTasks;
  return count;
};
