import type {Service, Task} from '../../../domain/model/index.ts';
import {hasEnded, isCurrent, isWanted} from '../../../domain/task-lifecycle.ts';
import {type JsonRecord, numberAt, textAt} from '../../spec/json.ts';
import type {PlanStore} from '../plan.ts';

const nanosecondsPerMs = 1_000_000;
/** What the engine takes where a spec says nothing. */
const defaultMonitorMs = 5_000;
/** For services that have never started a task within our sight. */
const assumedStartMs = 5_000;
/** A task that took longer waited for something else than its start. */
const longestStartMs = 600_000;

/** How a service replaces its tasks. */
export interface RolloutPolicy {
  /** 0: all at once. */
  readonly parallelism: number;
  readonly delayMs: number;
  readonly monitorMs: number;
  readonly order: 'stop-first' | 'start-first';
  readonly failureAction: string;
}

/** Reads `UpdateConfig` or `RollbackConfig`, with the engine's defaults filled in. */
export function policyIn(spec: JsonRecord, name: 'UpdateConfig' | 'RollbackConfig'): RolloutPolicy {
  const config = spec[name];
  return {
    parallelism: config === undefined || config === null ? 1 : numberAt(config, 'Parallelism'),
    delayMs: numberAt(config, 'Delay') / nanosecondsPerMs,
    monitorMs: numberAt(config, 'Monitor') / nanosecondsPerMs || defaultMonitorMs,
    order: textAt(config, 'Order') === 'start-first' ? 'start-first' : 'stop-first',
    failureAction: textAt(config, 'FailureAction') || 'pause',
  };
}

/** Batches one after another, each started and then waited for, and the watch over the last one. */
export function rolloutMs(tasks: number, policy: RolloutPolicy, startMs: number): number {
  if (tasks === 0) return 0;
  const batches = policy.parallelism === 0 ? 1 : Math.ceil(tasks / policy.parallelism);
  return batches * startMs + (batches - 1) * policy.delayMs + policy.monitorMs;
}

/** Tasks of a service that the engine wants and that have not ended. */
export const liveTasks = (store: PlanStore, serviceId: string): readonly Task[] =>
  [...store.taskIdsOfService(serviceId)].flatMap(id => {
    const task = store.table('tasks').get(id);
    return task !== undefined && isWanted(task) && !hasEnded(task) ? [task] : [];
  });

/** How long a task of the service took to start, by those that run: the middle one. */
export function startTimeMs(store: PlanStore, service: Service): number {
  const times = liveTasks(store, service.id)
    .filter(task => task.state === 'running' && isCurrent(task, service))
    .map(task => task.stateSinceMs - task.createdAtMs)
    .filter(ms => ms > 0 && ms <= longestStartMs)
    .sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? assumedStartMs;
}

/** `1 task`, `2 tasks`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A duration as an expectation: `about 20 s`, `about 3 min`. */
export function aboutMs(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 120 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}
