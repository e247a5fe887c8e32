import type {Service, Task} from '../../../domain/model/index.ts';
import {defaultPolicy, type RolloutPolicy} from '../../../domain/rollout/policy.ts';
import {startTimeMs as startTimeOf} from '../../../domain/rollout/rollout.ts';
import {hasEnded, isWanted} from '../../../domain/task-lifecycle.ts';
import {type JsonRecord, numberAt, textAt} from '../../spec/json.ts';
import type {PlanStore} from '../plan.ts';

const nanosecondsPerMs = 1_000_000;

/** Reads `UpdateConfig` or `RollbackConfig`, with the engine's defaults filled in. */
export function policyIn(spec: JsonRecord, name: 'UpdateConfig' | 'RollbackConfig'): RolloutPolicy {
  const config = spec[name];
  return {
    parallelism:
      config === undefined || config === null ? defaultPolicy.parallelism : numberAt(config, 'Parallelism'),
    delayMs: numberAt(config, 'Delay') / nanosecondsPerMs,
    monitorMs: numberAt(config, 'Monitor') / nanosecondsPerMs || defaultPolicy.monitorMs,
    order: textAt(config, 'Order') === 'start-first' ? 'start-first' : 'stop-first',
    failureAction: textAt(config, 'FailureAction') || defaultPolicy.failureAction,
    maxFailureRatio: numberAt(config, 'MaxFailureRatio'),
  };
}

/** Tasks of a service that the engine wants and that have not ended. */
export const liveTasks = (store: PlanStore, serviceId: string): readonly Task[] =>
  [...store.taskIdsOfService(serviceId)].flatMap(id => {
    const task = store.table('tasks').get(id);
    return task !== undefined && isWanted(task) && !hasEnded(task) ? [task] : [];
  });

/** How long a task of the service took to start, by those that run: the middle one. */
export const startTimeMs = (store: PlanStore, service: Service): number =>
  startTimeOf(service, liveTasks(store, service.id));

/** `1 task`, `2 tasks`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A duration as an expectation: `about 20 s`, `about 3 min`. */
export function aboutMs(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 120 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}
