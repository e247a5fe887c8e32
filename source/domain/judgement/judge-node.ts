import type {Node} from '../model/index.ts';
import type {Finding} from '../summaries.ts';
import type {Verdict} from '../verdict.ts';
import {findingsOn, type Trouble, verdictOf} from './trouble.ts';

/** What the rules about a node need to see beside it. */
export interface NodeInput {
  readonly node: Node;
  /** Other entries with the same hostname. */
  readonly namesakes: readonly Node[];
}

export interface NodeJudgement {
  readonly health: Verdict;
  readonly findings: readonly Finding[];
}

/** Judges a node by what the managers say of it. */
export function judgeNode(input: NodeInput): NodeJudgement {
  const {node} = input;
  const troubles = [
    stateTrouble(input),
    managerTrouble(node),
    availabilityTrouble(node),
    namesakeTrouble(input),
  ].filter(trouble => trouble !== null);
  // Managers are kept free of tasks on purpose in many swarms: told, but nothing to act on.
  const resting = node.role === 'manager' && node.availability === 'drain';
  return {
    health: verdictOf(troubles, resting ? [{level: 'ok', reason: 'drained'}] : []),
    findings: findingsOn({kind: 'node', id: node.id, name: node.hostname}, troubles),
  };
}

/** An entry that its machine left behind when it joined again under a new id. */
const isLeftBehind = ({node, namesakes}: NodeInput): boolean =>
  node.state === 'down' && namesakes.some(other => other.state !== 'down');

function stateTrouble(input: NodeInput): Trouble | null {
  const {node} = input;
  const told = {kind: node.state, sinceMs: node.updatedAtMs};
  switch (node.state) {
    case 'ready':
      return null;
    case 'down':
      if (isLeftBehind(input)) return null;
      return {
        ...told,
        level: 'critical',
        title: 'down',
        reason: node.message === '' ? 'the managers do not hear from it' : node.message,
        next: 'Check the machine and its engine; its tasks are being replaced elsewhere.',
      };
    case 'disconnected':
      return {
        ...told,
        level: 'warning',
        title: 'disconnected',
        reason: node.message === '' ? 'it has closed its session with the managers' : node.message,
        next: 'Check whether its engine is being stopped.',
      };
    case 'unknown':
      return {
        ...told,
        level: 'unknown',
        title: isRegistering(node) ? 'registering again after a leader change' : 'state not known',
        reason: isRegistering(node) ? 'its tasks are not touched by this' : node.message,
        next: 'Wait: nodes come back within seconds, or turn to down within a minute.',
      };
  }
}

/** Every change of the leader moves all nodes to `unknown` for 3–12 s, while they register with the new one. */
const isRegistering = (node: Node): boolean => /leadership change/i.test(node.message);

function managerTrouble(node: Node): Trouble | null {
  if (node.manager?.reachability !== 'unreachable') return null;
  return {
    kind: 'unreachable',
    level: 'critical',
    title: 'manager unreachable',
    reason: `the other managers do not reach it at ${node.manager.address}`,
    // Managers tell it from their own links, not from the object: nothing says since when.
    sinceMs: null,
    next: 'Bring it back, or demote it and promote another node.',
  };
}

function availabilityTrouble(node: Node): Trouble | null {
  if (node.availability === 'active') return null;
  if (node.availability === 'drain' && node.role === 'manager') return null;
  const isDrained = node.availability === 'drain';
  return {
    kind: isDrained ? 'drained' : 'paused',
    level: 'warning',
    title: isDrained ? 'drained' : 'paused',
    reason: isDrained ? 'it takes no tasks and has given its own away' : 'it takes no new tasks',
    sinceMs: node.updatedAtMs,
    next: 'Set its availability to active when the work on it is done.',
  };
}

function namesakeTrouble(input: NodeInput): Trouble | null {
  const {node, namesakes} = input;
  if (namesakes.length === 0) return null;
  const told = {kind: 'duplicate', level: 'warning', sinceMs: node.updatedAtMs} as const;
  if (isLeftBehind(input)) {
    return {
      ...told,
      title: 'left-over entry',
      reason: 'the machine has joined again under another id',
      next: 'Remove this entry from the node list.',
    };
  }
  // Of several that are down the machine may return as any; that they are down is told already.
  if (node.state === 'down' || namesakes.every(other => other.state === 'down')) return null;
  return {
    ...told,
    title: 'hostname used twice',
    reason: 'another ready node has the same hostname',
    next: 'Give each machine a hostname of its own; constraints by hostname match both.',
  };
}
