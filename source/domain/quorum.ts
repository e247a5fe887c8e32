import type {Node, NodeId} from './model/index.ts';
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

/** The managers as they would be. A node that is to leave them is demoted, lost or removed: the arithmetic is the same. */
export interface QuorumChange {
  readonly before: Quorum;
  /** Null: no manager would be left. */
  readonly after: Quorum | null;
}

/** "What if this manager goes": null where the node is no manager. */
export function quorumWithout(nodes: readonly Node[], id: NodeId): QuorumChange | null {
  const before = quorumOf(nodes);
  if (before === null || !nodes.some(node => node.id === id && node.manager !== null)) return null;
  return {before, after: quorumOf(nodes.filter(node => node.id !== id))};
}

/** "What if this worker becomes a manager": null where it is one, or there is none. */
export function quorumWith(nodes: readonly Node[], id: NodeId): QuorumChange | null {
  const before = quorumOf(nodes);
  if (before === null || !nodes.some(node => node.id === id && node.manager === null)) return null;
  const manager = {leader: false, reachability: 'reachable', address: ''} as const;
  return {before, after: quorumOf(nodes.map(node => (node.id === id ? {...node, manager} : node)))};
}

/** Between two lists the old leader may still be marked beside the new one. */
const isNewer = (a: Node, b: Node): boolean =>
  a.version > b.version || (a.version === b.version && a.id < b.id);

/** A change of who is a manager. */
export interface RaftMove {
  readonly kind: 'promote' | 'demote';
  readonly id: NodeId;
}

/**
 * The quorum after each of some moves, one after another. What is promoted is waited for, so it counts as reachable.
 * Stops where no manager would be left.
 */
export function quorumsThrough(nodes: readonly Node[], moves: readonly RaftMove[]): readonly Quorum[] {
  const manager = {leader: false, reachability: 'reachable', address: ''} as const;
  const quorums: Quorum[] = [];
  let now = nodes;
  for (const {kind, id} of moves) {
    now = now.map(node =>
      node.id === id ? {...node, manager: kind === 'demote' ? null : (node.manager ?? manager)} : node,
    );
    const quorum = quorumOf(now);
    if (quorum === null) break;
    quorums.push(quorum);
  }
  return quorums;
}

/** Reachable managers beside one that is to go. */
export const otherReachable = (nodes: readonly Node[], id: NodeId): readonly Node[] =>
  nodes.filter(node => node.id !== id && node.manager?.reachability === 'reachable');
