import {failureInWords} from '../../failure-words.ts';
import type {Service, Task, UpdateState, UpdateStatus} from '../../model/index.ts';
import {slotOf} from '../../task-lifecycle.ts';
import {severity} from '../../verdict.ts';
import type {Trouble} from '../trouble.ts';
import {failureKinds} from './failure-rules.ts';
import type {Rule, Told} from './rule.ts';
import type {ServiceFacts} from './service-facts.ts';

/** Any task of the service, also one that is settled. */
export type TaskById = (id: string) => Task | undefined;

/** What rules about rollouts go by. */
export interface RolloutFacts extends ServiceFacts {
  readonly taskById: TaskById;
}

/** Longer than the pause between two batches that anyone sets without knowing. */
const noProgressMs = 10 * 60_000;

/** A rule about one state of the rollout that the engine remembers. */
const inState =
  (state: UpdateState, judge: (update: UpdateStatus, reason: string) => Told | null) =>
  ({service, taskById}: RolloutFacts): Told | null => {
    const {update} = service;
    return update?.state === state ? judge(update, causeOf(update, taskById)) : null;
  };

const paused = inState('paused', (update, reason) => ({
  level: 'warning',
  title: 'update paused',
  reason,
  sinceMs: update.startedAtMs,
  next: 'Correct the image or the spec, or roll back; the other tasks still have the old spec.',
  steps: ['rollout', 'rollback', 'logs'],
}));

const rollingBack = inState('rollback_started', (update, reason) =>
  update.isManual
    ? null
    : {
        level: 'warning',
        title: 'update rolls back',
        reason,
        sinceMs: update.startedAtMs,
        next: 'Wait for it; then look for the cause in the failed task.',
        steps: ['rollout', 'logs', 'why'],
      },
);

const rollbackPaused = inState('rollback_paused', (update, reason) => ({
  level: 'critical',
  title: 'rollback paused',
  reason,
  sinceMs: update.startedAtMs,
  next: 'Neither spec runs everywhere. Correct the spec and update again.',
  steps: ['rollout', 'logs', 'change'],
}));

/**
 * A rollback that ended well is a failure of the update all the same, though the docker CLI exits 0 (docker/cli#6752).
 */
const rolledBack = inState('rollback_completed', (update, reason) =>
  update.isManual
    ? null
    : {
        level: 'critical',
        title: 'update rolled back',
        reason: reason === '' ? 'the previous spec runs, not what was asked for' : reason,
        sinceMs: update.completedAtMs ?? update.startedAtMs,
        next: 'Correct what was asked for and update again: that ends this finding.',
        steps: ['rollout', 'change', 'logs'],
      },
);

/** No task moves, and none says why: the pause between two batches, a rollout held from here, or an engine that hangs. */
function standing(facts: RolloutFacts): Told | null {
  const {service, replicas, alarm, lastChangeMs} = facts;
  const startedMs = service.update?.startedAtMs ?? null;
  if (service.update?.state !== 'updating' || replicas.outdated === 0 || startedMs === null) return null;
  if (!alarm.hasPassed(startedMs + noProgressMs)) return null;
  const sinceMs = Math.max(startedMs, lastChangeMs());
  if (!alarm.hasPassed(sinceMs + noProgressMs)) return null;
  return {
    level: 'warning',
    title: 'rollout stands still',
    reason: `${replicas.outdated} of ${replicas.desired} still have the old spec, and no task has changed for 10 minutes`,
    sinceMs,
    next: 'Its delay is as long as that, it was paused from here, or it hangs: the rollout’s page tells which.',
    steps: ['rollout', 'rollback', 'describe'],
  };
}

/** Rollouts that did not go as asked. One at most holds. */
export const rolloutRules: readonly Rule<RolloutFacts>[] = [
  {id: 'update-paused', finds: 'a rollout that the engine has paused', judge: paused},
  {id: 'rolling-back', finds: 'a rollout that the engine takes back', judge: rollingBack},
  {id: 'rollback-paused', finds: 'a rollback that failed, too', judge: rollbackPaused},
  {id: 'rolled-back', finds: 'a rollout that was taken back', judge: rolledBack},
  {id: 'rollout-stuck', finds: 'a rollout that makes no progress', judge: standing},
];

/** The engine names the task that stopped the rollout by its id; a drain during a rollout counts as one, too. */
function causeOf(update: UpdateStatus, taskById: TaskById): string {
  const id = /\btask (\w+)$/.exec(update.message)?.[1];
  const culprit = id === undefined ? undefined : taskById(id);
  if (culprit !== undefined) return `task ${slotOf(culprit)}: ${failureInWords(culprit)}`;
  return update.message === 'rollback completed' ? '' : update.message;
}

/**
 * A rollout that does not go on and what has stopped it are one thing wrong, not two. The engine keeps five tasks of a
 * slot: the one that its message names is soon gone, and what fails now says more than that message.
 */
export function withRollout(
  service: Service,
  rollout: Trouble | undefined,
  others: readonly Trouble[],
): readonly Trouble[] {
  if (rollout === undefined) return stuck(service, others);
  if (rollout.kind === 'rolled-back') return [rollout, ...others];
  const failing = others.find(({kind}) => failureKinds.has(kind));
  if (failing === undefined) return [rollout, ...others];
  const isNamed = rollout.reason !== '' && rollout.reason !== service.update?.message;
  const reason = isNamed ? rollout.reason : failing.reason;
  const level = severity[rollout.level] >= severity[failing.level] ? rollout.level : failing.level;
  return [{...rollout, level, reason}, ...others.filter(other => other !== failing)];
}

/** A rollout waits for each batch to run: a task that cannot start holds it for as long. */
function stuck(service: Service, others: readonly Trouble[]): readonly Trouble[] {
  const holding = others.find(({kind}) => kind === 'pending' || kind === 'hanging');
  if (service.update?.state !== 'updating' || holding === undefined) return others;
  const held: Trouble = {
    kind: 'rollout-stuck',
    level: holding.level,
    title: `rollout stuck: ${holding.title}`,
    reason: holding.reason,
    sinceMs: holding.sinceMs,
    next: 'The rollout goes on when that task runs. Roll back, or make room for it.',
    steps: ['rollout', 'why', 'rollback'],
  };
  return others.map(other => (other === holding ? held : other));
}
