import {type ContainerByTask, countReplicas, type NodeById, type SettledSlots} from '../count-replicas.ts';
import type {Service, Task} from '../model/index.ts';
import type {Replicas} from '../replicas.ts';
import type {Finding, ServiceSummary} from '../summaries.ts';
import {isJob} from '../task-lifecycle.ts';
import type {Level} from '../verdict.ts';
import type {Alarm} from './alarm.ts';
import {failuresOf} from './failures.ts';
import {failureRules} from './rules/failure-rules.ts';
import {type RolloutFacts, rolloutRules, type TaskById, withRollout} from './rules/rollout-rules.ts';
import {troublesBy} from './rules/rule.ts';
import type {ServiceFacts, WasOutOfMemory} from './rules/service-facts.ts';
import {silentRules, waitingRules} from './rules/waiting-rules.ts';
import {findingsOn, type Trouble, verdictOf} from './trouble.ts';

/** What the rules about a service need to see. */
export interface ServiceInput {
  readonly service: Service;
  /** Its tasks, without those of settled slots. */
  readonly tasks: readonly Task[];
  readonly settled: SettledSlots;
  readonly taskById: TaskById;
  /** When one of all its tasks was last changed; asked only where nothing else tells what is wrong. */
  readonly lastChangeMs: () => number;
  readonly nodeById: NodeById;
  readonly containerByTask: ContainerByTask;
  readonly wasOutOfMemory: WasOutOfMemory;
  readonly factsOf?: ServiceFacts['factsOf'];
  /** Whether all its tasks, and all nodes, are among what is given. Nothing is said to be missing before. */
  readonly tasksKnown: boolean;
  readonly nodesKnown: boolean;
  readonly alarm: Alarm;
}

export interface ServiceJudgement {
  readonly summary: ServiceSummary;
  readonly findings: readonly Finding[];
  /** Failed tasks whose slots are left empty. */
  readonly abandoned: readonly Task[];
}

/** Judges a service by its tasks: what truly runs, what is wrong, what is on its way. */
export function judgeService(input: ServiceInput): ServiceJudgement {
  const {service, tasks, settled, nodeById, alarm, tasksKnown} = input;
  const replicas = countReplicas(service, tasks, nodeById, input.containerByTask, settled);
  const failures = failuresOf(service, tasks, nodeById, alarm, settled);
  const troubles = serviceTroubles(
    {
      ...input,
      replicas,
      failures,
      hostnameOf: ({nodeId}) => (nodeId === null ? '' : (nodeById(nodeId)?.hostname ?? '')),
    },
    tasksKnown,
  );
  const summary: ServiceSummary = {
    service,
    replicas,
    health: verdictOf(troubles, tasksKnown ? progress(service, replicas, troubles.length > 0) : unknown),
    lastFailure: failures.last,
    recentFailures: failures.recent.length,
  };
  return {
    summary,
    findings: findingsOn({kind: 'service', id: service.id, name: service.name}, troubles),
    abandoned: failures.abandoned,
  };
}

/** Everything wrong with a service and its tasks; of tasks nothing is said before all of them are known. */
function serviceTroubles(facts: RolloutFacts, tasksKnown: boolean): readonly Trouble[] {
  const told = tasksKnown ? troublesBy([...failureRules, ...waitingRules], facts) : [];
  const others = told.length > 0 || !tasksKnown ? told : troublesBy(silentRules, facts);
  const [rollout] = troublesBy(rolloutRules, facts);
  return withRollout(facts.service, rollout, others);
}

interface Remark {
  readonly level: Level;
  readonly reason: string;
}

const unknown: readonly Remark[] = [{level: 'unknown', reason: 'its tasks are not known yet'}];

/** What the engine says goes on. */
function rolloutRemark({update}: Service, {running, desired, outdated}: Replicas): Remark | null {
  if (update?.isHeld === true)
    return {level: 'progress', reason: `rollout paused by hand, ${running} of ${desired} done`};
  if (update?.state === 'updating')
    return {level: 'progress', reason: outdated > 0 ? `updating, ${running} of ${desired} done` : 'updating'};
  return update?.state === 'rollback_started' && update.isManual
    ? {level: 'progress', reason: 'rolling back'}
    : null;
}

/** What is going on without being wrong; what troubles have told already is left out. */
function progress(service: Service, replicas: Replicas, isTroubled: boolean): readonly Remark[] {
  const remarks: Remark[] = [];
  const add = (level: Level, reason: string) => remarks.push({level, reason});
  const rollout = rolloutRemark(service, replicas);
  if (rollout !== null) remarks.push(rollout);
  else if (replicas.outdated > 0) add('progress', `${replicas.outdated} of an older spec`);
  if (replicas.starting > 0) add('progress', `${replicas.starting} starting`);
  if (replicas.pending > 0 && !isTroubled) add('progress', `${replicas.pending} pending`);
  if (isJob(service)) {
    const total = replicas.total ?? 0;
    if (replicas.completed < total) add('progress', `${replicas.completed} of ${total} completed`);
    else if (total > 0) add('ok', 'completed');
  } else if (remarks.length === 0 && !isTroubled && replicas.running < replicas.desired) {
    add('progress', `${replicas.desired - replicas.running} to come`);
  }
  if (service.mode.kind === 'replicated' && replicas.desired === 0) add('ok', 'scaled to 0');
  return remarks;
}
