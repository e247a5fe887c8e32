import {failureInWords} from '../failure-words.ts';
import type {Service, Task} from '../model/index.ts';
import {pendingInWords} from '../pending-reasons.ts';
import type {Replicas} from '../replicas.ts';
import {
  hasEnded,
  hasFailed,
  isCurrent,
  isJob,
  isUnplaced,
  isWanted,
  slotOf,
  stateEnteredMs,
} from '../task-lifecycle.ts';
import type {Alarm} from './alarm.ts';
import type {Failures} from './failures.ts';
import type {Trouble} from './trouble.ts';

/** Nothing in Swarm ends a task that hangs on its way: after this long the operator is told. */
export const hangingMs = 5 * 60_000;
/** The scheduler needs moments, not half a minute. */
const unplacedMs = 30_000;
/** Failures within ten minutes that make a crash loop. */
const loopLength = 3;

/** What service rules go by. */
export interface ServiceFacts {
  readonly service: Service;
  /** Without those of settled slots. */
  readonly tasks: readonly Task[];
  readonly lastChangeMs: () => number;
  readonly replicas: Replicas;
  readonly failures: Failures;
  /** Nodes were listed, so that a missing one is missing. */
  readonly nodesKnown: boolean;
  readonly alarm: Alarm;
}

/** Everything wrong with the tasks of a service. */
export function taskTroubles(facts: ServiceFacts): readonly Trouble[] {
  const found = [
    failing(facts),
    pending(facts),
    onDeadNodes(facts),
    unhealthy(facts),
    hanging(facts),
    exiting(facts),
  ];
  const troubles = found.filter(trouble => trouble !== null);
  if (troubles.length > 0) return troubles;
  return [nowhere(facts), missing(facts)].filter(trouble => trouble !== null);
}

const lacks = ({replicas}: ServiceFacts): boolean => replicas.running < replicas.desired;
const isOut = (facts: ServiceFacts): boolean => lacks(facts) && facts.replicas.running === 0;
const gradeOf = (facts: ServiceFacts): 'warning' | 'critical' => (isOut(facts) ? 'critical' : 'warning');
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const readLogs = ({service}: ServiceFacts): string =>
  `Read its logs: l here, or medianest logs ${service.name}.`;

/** In slots `task 3`; in global services, whose slots are nodes, just `a task`. */
const named = (task: Task): string => (task.slot > 0 ? `task ${task.slot}` : 'a task');

function failing(facts: ServiceFacts): Trouble | null {
  const {recent, abandoned} = facts.failures;
  const givenUp = abandoned.filter(hasFailed);
  const latest = recent.at(-1) ?? givenUp.at(-1);
  if (latest === undefined) return null;
  const isCritical = recent.length >= loopLength || givenUp.length > 0 || isOut(facts);
  const slots = new Set(recent.map(slotOf));
  const title =
    recent.length === 0
      ? `${named(latest)} failed and is not restarted`
      : slots.size === 1
        ? `${named(latest)} failed ${recent.length === 1 ? 'once' : `${recent.length} times`} in 10 minutes`
        : `${recent.length} failures of ${slots.size} tasks in 10 minutes`;
  const reason = failureInWords(latest);
  return {
    kind: 'failing',
    level: isCritical ? 'critical' : 'warning',
    title,
    reason,
    brief: `${reason}: ${title}`,
    sinceMs: stateEnteredMs(recent[0] ?? latest),
    next: givenUp.length > 0 ? `${readLogs(facts)} Then restart the service.` : readLogs(facts),
  };
}

/** A task that ends well is not a failure to the engine, but a service that does so again and again serves no one. */
function exiting(facts: ServiceFacts): Trouble | null {
  const {exits, abandoned} = facts.failures;
  const stopped = abandoned.filter(task => task.state === 'complete');
  const latest = exits.at(-1) ?? stopped.at(-1);
  if (latest === undefined || (exits.length < loopLength && stopped.length === 0)) return null;
  return {
    kind: 'exiting',
    level: gradeOf(facts),
    title:
      stopped.length > 0
        ? `${named(latest)} ended by itself and is not restarted`
        : `${counted(exits.length, 'task')} ended by themselves in 10 minutes`,
    // An unhealthy container whose program exits 0 on TERM looks just the same.
    reason: `${failureInWords(latest)}; a program that ends when it is found unhealthy looks the same`,
    sinceMs: stateEnteredMs(exits[0] ?? latest),
    next:
      stopped.length > 0 ? 'Set the restart condition to “any”, or restart the service.' : readLogs(facts),
  };
}

function pending(facts: ServiceFacts): Trouble | null {
  const waiting = wantedTasks(facts).filter(isUnplaced);
  const told = waiting.filter(
    task => task.error !== '' || facts.alarm.hasPassed(task.createdAtMs + unplacedMs),
  );
  const first = told.toSorted((a, b) => a.createdAtMs - b.createdAtMs)[0];
  if (first === undefined) return null;
  const reason = told.find(task => task.error !== '')?.error ?? '';
  return {
    kind: 'pending',
    level: gradeOf(facts),
    title: `${counted(told.length, 'task')} pending`,
    reason: pendingInWords(reason),
    sinceMs: first.createdAtMs,
    next: 'Compare the constraints and reservations with what the nodes have.',
  };
}

function onDeadNodes(facts: ServiceFacts): Trouble | null {
  const dead = facts.replicas.onDeadNodes;
  if (dead.length === 0 || !lacks(facts)) return null;
  const count = dead.reduce((sum, each) => sum + each.count, 0);
  return {
    kind: 'on-dead-node',
    level: gradeOf(facts),
    title: `${counted(count, 'task')} lost with ${dead.length === 1 ? 'a node' : `${dead.length} nodes`}`,
    reason: `down: ${dead.map(each => each.hostname).join(', ')}`,
    sinceMs: null,
    next: 'Wait for the replacements, or bring the node back.',
  };
}

function unhealthy(facts: ServiceFacts): Trouble | null {
  const {unhealthy: count} = facts.replicas;
  if (count === 0) return null;
  return {
    kind: 'unhealthy',
    level: gradeOf(facts),
    title: `${counted(count, 'task')} unhealthy`,
    reason: 'the health check fails; the engine is about to stop the container',
    sinceMs: null,
    next: 'Look at the output of its health check: docker inspect on its node.',
  };
}

function hanging(facts: ServiceFacts): Trouble | null {
  const slow = wantedTasks(facts)
    .filter(task => !isUnplaced(task) && task.state !== 'running')
    .filter(task => facts.alarm.hasPassed(stateEnteredMs(task) + hangingMs))
    .toSorted((a, b) => stateEnteredMs(a) - stateEnteredMs(b));
  const first = slow[0];
  if (first === undefined) return null;
  return {
    kind: 'hanging',
    level: gradeOf(facts),
    title: `${slow.length === 1 ? named(first) : counted(slow.length, 'task')} not running after 5 minutes`,
    reason: `still ${first.state}${first.message === '' || first.message === first.state ? '' : ` (${first.message})`}`,
    sinceMs: stateEnteredMs(first),
    next:
      first.state === 'starting'
        ? `Its health check has not passed yet. ${readLogs(facts)}`
        : 'Look at the engine of its node: pulls and mounts take their time there.',
  };
}

/** A global service that fits no node has no task and no error: the engine is silent about it. */
function nowhere(facts: ServiceFacts): Trouble | null {
  const {service, replicas, nodesKnown, alarm} = facts;
  if (service.mode.kind !== 'global' || !nodesKnown || replicas.desired > 0) return null;
  if (!alarm.hasPassed(service.updatedAtMs + unplacedMs)) return null;
  const constraints = service.constraints.join(', ');
  return {
    kind: 'nowhere',
    level: 'warning',
    title: 'no node fits',
    reason: constraints === '' ? 'every node is down or drained' : `no active node satisfies ${constraints}`,
    sinceMs: service.updatedAtMs,
    next: 'Compare the constraints with the labels of the nodes.',
  };
}

/** Fewer than wanted, with nothing on its way and nothing that tells why. */
function missing(facts: ServiceFacts): Trouble | null {
  const {service, replicas, lastChangeMs, alarm} = facts;
  const coming = replicas.starting + replicas.pending + replicas.outdated;
  const count = replicas.desired - replicas.running - coming;
  if (count <= 0) return null;
  const sinceMs = Math.max(service.updatedAtMs, lastChangeMs());
  if (!alarm.hasPassed(sinceMs + unplacedMs)) return null;
  return {
    kind: 'missing',
    level: gradeOf(facts),
    title: `${counted(count, isJob(service) ? 'completion' : 'replica')} missing`,
    reason: 'the engine has made no task for them',
    sinceMs,
    next: 'Check that the swarm has a leader; then restart the service.',
  };
}

function wantedTasks({service, tasks}: ServiceFacts): readonly Task[] {
  return tasks.filter(task => isWanted(task) && !hasEnded(task) && isCurrent(task, service));
}
