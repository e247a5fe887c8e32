import type {Node} from './model/index.ts';
import type {Quorum} from './summaries.ts';

/**
 * Managers, how many are reachable, and how many more may be lost: a majority of all of them must stay. Null where no
 * node is a manager, which only an empty list can say.
 */
export function quorumOf(nodes: Iterable<Node>): Quorum | null {
  let managers = 0;
  let reachable = 0;
  let leader: Node | null = null;
  for (const node of nodes) {
    if (node.manager === null) continue;
    managers += 1;
    if (node.manager.reachability === 'reachable') reachable += 1;
    if (node.manager.leader && (leader === null || isNewer(node, leader))) leader = node;
  }
  if (managers === 0) return null;
  const needed = Math.floor(managers / 2) + 1;
  return {
    managers,
    reachable,
    needed,
    tolerance: reachable - needed,
    hasQuorum: reachable >= needed,
    leader: leader === null ? null : leader.hostname,
  };
}

/** Between two lists the old leader may still be marked beside the new one. */
const isNewer = (a: Node, b: Node): boolean =>
  a.version > b.version || (a.version === b.version && a.id < b.id);
