import {pendingInWords} from '../../pending-reasons.ts';
import {isJob, isUnplaced, stateEnteredMs} from '../../task-lifecycle.ts';
import type {Rule, Told} from './rule.ts';
import {
  counted,
  gradeOf,
  hangingMs,
  isShort,
  named,
  type ServiceFacts,
  unplacedMs,
  wantedTasks,
} from './service-facts.ts';

function pending(facts: ServiceFacts): Told | null {
  const waiting = wantedTasks(facts).filter(isUnplaced);
  const told = waiting.filter(
    task => task.error !== '' || facts.alarm.hasPassed(task.createdAtMs + unplacedMs),
  );
  const first = told.toSorted((a, b) => a.createdAtMs - b.createdAtMs)[0];
  if (first === undefined) return null;
  const reason = told.find(task => task.error !== '')?.error ?? '';
  return {
    level: gradeOf(facts),
    title: `${counted(told.length, 'task')} pending`,
    reason: pendingInWords(reason),
    sinceMs: first.createdAtMs,
    next: 'Why sets each node beside the filter that rules it out, and the nearest way out.',
    steps: ['why', 'change', 'describe'],
  };
}

function onDeadNodes(facts: ServiceFacts): Told | null {
  const dead = facts.replicas.onDeadNodes;
  if (dead.length === 0 || !isShort(facts)) return null;
  const count = dead.reduce((sum, each) => sum + each.count, 0);
  return {
    level: gradeOf(facts),
    title: `${counted(count, 'task')} lost with ${dead.length === 1 ? 'a node' : `${dead.length} nodes`}`,
    reason: `down: ${dead.map(each => each.hostname).join(', ')}`,
    sinceMs: null,
    next: 'Wait for the replacements, or bring the node back.',
    steps: ['describe', 'why'],
  };
}

function hanging(facts: ServiceFacts): Told | null {
  const slow = wantedTasks(facts)
    .filter(task => !isUnplaced(task) && task.state !== 'running')
    .filter(task => facts.alarm.hasPassed(stateEnteredMs(task) + hangingMs))
    .toSorted((a, b) => stateEnteredMs(a) - stateEnteredMs(b));
  const first = slow[0];
  if (first === undefined) return null;
  const isStarting = first.state === 'starting';
  return {
    level: gradeOf(facts),
    title: `${slow.length === 1 ? named(first) : counted(slow.length, 'task')} not running after 5 minutes`,
    reason: `still ${first.state}${first.message === '' || first.message === first.state ? '' : ` (${first.message})`}`,
    sinceMs: stateEnteredMs(first),
    next: isStarting
      ? `Its health check has not passed yet. Read its logs: medianest logs ${facts.service.name}.`
      : 'Look at the engine of its node: pulls and mounts take their time there.',
    steps: isStarting ? ['why', 'logs', 'describe'] : ['why', 'describe'],
  };
}

/** Tasks that are wanted and do not run yet, or no more. */
export const waitingRules: readonly Rule<ServiceFacts>[] = [
  {id: 'pending', finds: 'tasks that no node was found for', judge: pending},
  {id: 'on-dead-node', finds: 'tasks lost with a node and not replaced yet', judge: onDeadNodes},
  {id: 'hanging', finds: 'tasks on their way for more than five minutes', judge: hanging},
];

/** A global service that fits no node has no task and no error: the engine is silent about it. */
function nowhere(facts: ServiceFacts): Told | null {
  const {service, replicas, nodesKnown, alarm} = facts;
  if (service.mode.kind !== 'global' || !nodesKnown || replicas.desired > 0) return null;
  if (!alarm.hasPassed(service.updatedAtMs + unplacedMs)) return null;
  const constraints = service.constraints.join(', ');
  return {
    level: 'warning',
    title: 'no node fits',
    reason: constraints === '' ? 'every node is down or drained' : `no active node satisfies ${constraints}`,
    sinceMs: service.updatedAtMs,
    next: 'Compare the constraints with the labels of the nodes.',
    steps: ['why', 'change', 'describe'],
  };
}

/** Fewer than wanted, with nothing on its way and nothing that tells why. */
function missing(facts: ServiceFacts): Told | null {
  const {service, replicas, lastChangeMs, alarm} = facts;
  const coming = replicas.starting + replicas.pending + replicas.outdated;
  const count = replicas.desired - replicas.running - coming;
  if (count <= 0) return null;
  const sinceMs = Math.max(service.updatedAtMs, lastChangeMs());
  if (!alarm.hasPassed(sinceMs + unplacedMs)) return null;
  return {
    level: gradeOf(facts),
    title: `${counted(count, isJob(service) ? 'completion' : 'replica')} missing`,
    reason: 'the engine has made no task for them',
    sinceMs,
    next: 'Check that the swarm has a leader; then restart the service.',
    steps: ['describe', 'restart', 'why'],
  };
}

/** What is wrong although no task says so; asked only where no other rule holds. */
export const silentRules: readonly Rule<ServiceFacts>[] = [
  {id: 'nowhere', finds: 'a global service that fits no node', judge: nowhere},
  {id: 'missing', finds: 'replicas that the engine makes no task for', judge: missing},
];
