import type {Service} from '../../../domain/model/index.ts';
import {type RolloutPolicy, rolloutMs} from '../../../domain/rollout/policy.ts';
import type {Check, PlanState} from '../plan.ts';
import {aboutMs, counted, liveTasks, policyIn, startTimeMs} from './service-facts.ts';

/** What it means to replace every task of a service. */
export interface Replacement {
  readonly tasks: number;
  readonly expectedMs: number;
  readonly effects: readonly string[];
  readonly checks: readonly Check[];
  readonly settleMs: number;
}

/** Foretells a rollout of so many tasks, all where nothing is said, by the service's policy and by how long tasks took to start. */
export function replacementOf(
  service: Service,
  {object, store}: PlanState,
  config: 'UpdateConfig' | 'RollbackConfig',
  tasks = liveTasks(store, service.id).length,
): Replacement {
  const policy = policyIn(object.spec, config);
  const startMs = startTimeMs(store, service);
  const expectedMs = rolloutMs(tasks, policy, startMs);
  return {
    tasks,
    expectedMs,
    effects:
      tasks === 0
        ? ['no task runs, so none is replaced']
        : [replacing(tasks, policy), ...outage(tasks, policy, startMs)],
    checks: [onFailure(policy), rolloutCheck(service), healthCheck(service)],
    // The engine itself watches for the monitor time before it calls a rollout completed.
    settleMs: 0,
  };
}

function replacing(tasks: number, {parallelism, delayMs, order}: RolloutPolicy): string {
  const size = parallelism === 0 ? 'all at once' : `${Math.min(parallelism, tasks)} at a time`;
  const pause = delayMs === 0 || parallelism === 0 ? '' : `, ${delayMs / 1_000} s between`;
  const first =
    order === 'start-first'
      ? 'the new task starts before the old one stops'
      : 'the old task stops before the new one starts';
  return `${counted(tasks, 'task')} will be replaced, ${size}${pause}; ${first}`;
}

function outage(tasks: number, {parallelism, order}: RolloutPolicy, startMs: number): readonly string[] {
  const allStop = parallelism === 0 || parallelism >= tasks;
  return order === 'stop-first' && allStop
    ? [`nothing runs in between: an outage of ${aboutMs(startMs)}`]
    : [];
}

const onFailure = ({failureAction, monitorMs}: RolloutPolicy): Check => ({
  name: 'failure action',
  level: failureAction === 'continue' ? 'warning' : 'ok',
  reason: `when a new task fails within ${monitorMs / 1_000} s: ${failureAction}`,
});

function rolloutCheck({update}: Service): Check {
  const isMoving = update?.state === 'updating' || update?.state === 'rollback_started';
  return isMoving
    ? {
        name: 'rollout',
        level: 'warning',
        reason: `another rollout is going on (${update.message}); this one takes its place`,
      }
    : {name: 'rollout', level: 'ok', reason: 'no rollout is going on'};
}

const healthCheck = ({hasHealthcheck}: Service): Check =>
  hasHealthcheck
    ? {name: 'health check', level: 'ok', reason: 'a new task counts only when it is healthy'}
    : {
        name: 'health check',
        level: 'ok',
        reason: 'the spec has none; where the image has none either, a task counts as soon as it runs',
      };
