import {type ContainerByTask, countReplicas, type NodeById, type SettledSlots} from '../count-replicas.ts';
import type {Service, Task} from '../model/index.ts';
import type {Replicas} from '../replicas.ts';
import type {Finding, ServiceSummary} from '../summaries.ts';
import {isJob} from '../task-lifecycle.ts';
import {type Level, severity} from '../verdict.ts';
import type {Alarm} from './alarm.ts';
import {failuresOf} from './failures.ts';
import {taskTroubles} from './service-troubles.ts';
import {findingsOn, type Trouble, verdictOf} from './trouble.ts';
import {type TaskById, updateTrouble} from './update-troubles.ts';

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
  const update = updateTrouble(service, input.taskById);
  const others = tasksKnown ? taskTroubles({...input, replicas, failures}) : [];
  const troubles = withUpdate(update, others, service.update?.message);
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

/**
 * An update that does not go on and the failures that stopped it are one thing wrong, not two. The engine keeps five
 * tasks of a slot: the one that its message names is soon gone, and what fails now says more than that message.
 */
function withUpdate(
  update: Trouble | null,
  others: readonly Trouble[],
  message: string | undefined,
): readonly Trouble[] {
  if (update === null) return others;
  const failing = others.find(trouble => trouble.kind === 'failing');
  if (failing === undefined || update.kind === 'rolled-back') return [update, ...others];
  const isNamed = update.reason !== '' && update.reason !== message;
  const reason = isNamed ? update.reason : failing.reason;
  const both = {...update, level: worseTrouble(update, failing), reason};
  return [both, ...others.filter(trouble => trouble !== failing)];
}

const worseTrouble = (a: Trouble, b: Trouble): Trouble['level'] =>
  severity[a.level] >= severity[b.level] ? a.level : b.level;

interface Remark {
  readonly level: Level;
  readonly reason: string;
}

const unknown: readonly Remark[] = [{level: 'unknown', reason: 'its tasks are not known yet'}];

/** What is going on without being wrong; what troubles have told already is left out. */
function progress(service: Service, replicas: Replicas, isTroubled: boolean): readonly Remark[] {
  const remarks: Remark[] = [];
  const add = (level: Level, reason: string) => remarks.push({level, reason});
  if (service.update?.state === 'updating') {
    const all = replicas.desired;
    add('progress', replicas.outdated > 0 ? `updating, ${replicas.running} of ${all} done` : 'updating');
  } else if (service.update?.state === 'rollback_started' && service.update.isManual)
    add('progress', 'rolling back');
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
