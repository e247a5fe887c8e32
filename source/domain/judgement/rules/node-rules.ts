import type {Node} from '../../model/index.ts';
import type {Alarm} from '../alarm.ts';
import type {Rule, Told} from './rule.ts';

/** How full a node is, in whole percent of what it has; null where nobody measures it. */
export interface NodePressure {
  readonly memoryPercent: number | null;
  readonly diskPercent: number | null;
}

/** That a node's engine had no disk space left for a task. */
export interface DiskFault {
  readonly text: string;
  readonly atMs: number;
}

/** What the rules about a node need to see beside it. */
export interface NodeFacts {
  readonly node: Node;
  /** Other entries with the same hostname. */
  readonly namesakes: readonly Node[];
  readonly pressure: NodePressure | null;
  /** The latest of its tasks that found no disk space; null when none did. */
  readonly diskFault: DiskFault | null;
  readonly alarm: Alarm;
}

/** From here on the kernel reclaims, and the next peak ends a program. */
const memoryPercents = {warning: 90, critical: 97};
/** Engines stop pulling images and writing logs when nothing is left. */
const diskPercents = {warning: 85, critical: 95};
/** What was full a quarter of an hour ago may have been tidied up since. */
const diskNewsMs = 15 * 60_000;

/** An entry that its machine left behind when it joined again under a new id. */
const isLeftBehind = ({node, namesakes}: NodeFacts): boolean =>
  node.state === 'down' && namesakes.some(other => other.state !== 'down');

function down(facts: NodeFacts): Told | null {
  const {node} = facts;
  if (node.state !== 'down' || isLeftBehind(facts)) return null;
  return {
    level: 'critical',
    title: 'down',
    reason: node.message === '' ? 'the managers do not hear from it' : node.message,
    sinceMs: node.updatedAtMs,
    next: 'Check the machine and its engine; its tasks are being replaced elsewhere.',
    steps: ['describe', 'failover'],
  };
}

function disconnected({node}: NodeFacts): Told | null {
  if (node.state !== 'disconnected') return null;
  return {
    level: 'warning',
    title: 'disconnected',
    reason: node.message === '' ? 'it has closed its session with the managers' : node.message,
    sinceMs: node.updatedAtMs,
    next: 'Check whether its engine is being stopped.',
    steps: ['describe', 'failover'],
  };
}

/** Every change of the leader moves all nodes to `unknown` for 3–12 s, while they register with the new one. */
const isRegistering = (node: Node): boolean => /leadership change/i.test(node.message);

function notKnown({node}: NodeFacts): Told | null {
  if (node.state !== 'unknown') return null;
  const registers = isRegistering(node);
  return {
    level: 'unknown',
    title: registers ? 'registering again after a leader change' : 'state not known',
    reason: registers ? 'its tasks are not touched by this' : node.message,
    sinceMs: node.updatedAtMs,
    next: 'Wait: nodes come back within seconds, or turn to down within a minute.',
    steps: ['describe'],
  };
}

function unreachable({node}: NodeFacts): Told | null {
  if (node.manager?.reachability !== 'unreachable') return null;
  return {
    level: 'critical',
    title: 'manager unreachable',
    reason: `the other managers do not reach it at ${node.manager.address}`,
    // Managers tell it from their own links, not from the object: nothing says since when.
    sinceMs: null,
    next: 'Bring it back, or demote it and promote another node.',
    steps: ['failover', 'demote', 'describe'],
  };
}

/** Managers are kept free of tasks on purpose in many swarms: told, but nothing to act on. */
export const isResting = (node: Node): boolean => node.role === 'manager' && node.availability === 'drain';

function drained({node}: NodeFacts): Told | null {
  if (node.availability !== 'drain' || isResting(node)) return null;
  return {
    level: 'warning',
    title: 'drained',
    reason: 'it takes no tasks and has given its own away',
    sinceMs: node.updatedAtMs,
    next: 'Set its availability to active when the work on it is done.',
    steps: ['activate', 'describe'],
  };
}

function paused({node}: NodeFacts): Told | null {
  if (node.availability !== 'pause') return null;
  return {
    level: 'warning',
    title: 'paused',
    reason: 'it takes no new tasks',
    sinceMs: node.updatedAtMs,
    next: 'Set its availability to active when the work on it is done.',
    steps: ['activate', 'describe'],
  };
}

function duplicate(facts: NodeFacts): Told | null {
  const {node, namesakes} = facts;
  if (namesakes.length === 0) return null;
  const told = {level: 'warning', sinceMs: node.updatedAtMs} as const;
  if (isLeftBehind(facts)) {
    return {
      ...told,
      title: 'left-over entry',
      reason: 'the machine has joined again under another id',
      next: 'Remove this entry from the node list.',
      steps: ['remove', 'describe'],
    };
  }
  // Of several that are down the machine may return as any; that they are down is told already.
  if (node.state === 'down' || namesakes.every(other => other.state === 'down')) return null;
  return {
    ...told,
    title: 'hostname used twice',
    reason: 'another ready node has the same hostname',
    next: 'Give each machine a hostname of its own; constraints by hostname match both.',
    steps: ['describe'],
  };
}

/** What was measured of a node that is gone says nothing of it. */
const measured = ({node, pressure}: NodeFacts): NodePressure | null =>
  node.state === 'down' ? null : pressure;

function shortOfMemory(facts: NodeFacts): Told | null {
  const percent = measured(facts)?.memoryPercent ?? null;
  if (percent === null || percent < memoryPercents.warning) return null;
  return {
    level: percent >= memoryPercents.critical ? 'critical' : 'warning',
    title: 'short of memory',
    reason: `${percent}% of its memory is used`,
    sinceMs: null,
    next: 'See which tasks use it; give some away, or set limits before the kernel chooses what to kill.',
    steps: ['describe', 'drain'],
  };
}

function diskFull(facts: NodeFacts): Told | null {
  const percent = measured(facts)?.diskPercent ?? null;
  const {diskFault, alarm} = facts;
  const isNews = diskFault !== null && !alarm.hasPassed(diskFault.atMs + diskNewsMs);
  const isFilling = percent !== null && percent >= diskPercents.warning;
  if (!isNews && !isFilling) return null;
  const isFull = isNews || (percent !== null && percent >= diskPercents.critical);
  return {
    level: isFull ? 'critical' : 'warning',
    title: isFull ? 'disk full' : 'disk nearly full',
    reason: [...(percent === null ? [] : [`${percent}% used`]), ...(isNews ? [diskFault.text] : [])].join(
      '; ',
    ),
    sinceMs: isNews ? diskFault.atMs : null,
    next: 'Free space there, e.g. by docker system prune; drain it first where tasks fail.',
    steps: ['describe', 'drain'],
  };
}

/** Everything that can be wrong with one node. */
export const nodeRules: readonly Rule<NodeFacts>[] = [
  {id: 'down', finds: 'a node that the managers have given up', judge: down},
  {id: 'disconnected', finds: 'a node whose engine has said goodbye', judge: disconnected},
  {id: 'unknown', finds: 'a node that has not registered yet', judge: notKnown},
  {id: 'unreachable', finds: 'a manager that the others do not reach', judge: unreachable},
  {id: 'drained', finds: 'a drained worker', judge: drained},
  {id: 'paused', finds: 'a paused node', judge: paused},
  {id: 'duplicate', finds: 'entries left over from a rejoin, hostnames used twice', judge: duplicate},
  {id: 'short-of-memory', finds: 'a node with little memory left', judge: shortOfMemory},
  {id: 'disk-full', finds: 'a node with little or no disk space left', judge: diskFull},
];
