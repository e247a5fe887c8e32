import type {Service, Task, TaskState} from './model/index.ts';

/** Failures younger than this are shown as news. */
export const recentFailureMs = 10 * 60_000;

const ended: ReadonlySet<TaskState> = new Set([
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
]);
const unplaced: ReadonlySet<TaskState> = new Set(['new', 'allocated', 'pending']);

/** The task will never run again. */
export const hasEnded = (task: Task): boolean => ended.has(task.state);

/** The engine wants the task to run: jobs want `complete`, a task that waits for its predecessor `ready`. */
export const isWanted = (task: Task): boolean =>
  task.desiredState === 'running' || task.desiredState === 'ready' || task.desiredState === 'complete';

/** No node has taken it. Tasks of global services name their node from the start, so the state decides, not the node. */
export const isUnplaced = (task: Task): boolean => unplaced.has(task.state);

/**
 * The manager took it off its node, which was changed so that it does not fit any more, and another one stands in: nothing
 * failed. The words are those of the constraint enforcer, in every engine from 1.13 on.
 */
export const wasTurnedOut = (task: Task): boolean =>
  task.state === 'rejected' && task.error === 'assigned node no longer meets constraints';

/** `failed`: at or after its start. `rejected`: before. `orphaned`: its node was deleted, or away for a day. */
export const hasFailed = (task: Task): boolean =>
  task.state === 'failed' || task.state === 'orphaned' || (task.state === 'rejected' && !wasTurnedOut(task));

/** What a task stands in for: a slot, in global services a node. */
export const slotOf = (task: Task): string => (task.slot > 0 ? String(task.slot) : (task.nodeId ?? ''));

/**
 * When the task entered its state. That time comes from the worker's clock, which may be wrong; the manager's own times of
 * creation and last change are its bounds.
 */
export const stateEnteredMs = (task: Task): number =>
  Math.max(task.createdAtMs, Math.min(task.stateSinceMs, task.updatedAtMs));

export const isJob = (service: Service): boolean =>
  service.mode.kind === 'replicated-job' || service.mode.kind === 'global-job';

/** Whether the task is of its service's current spec; of a job, of its current iteration. */
export const isCurrent = (task: Task, service: Service): boolean =>
  isJob(service) ? task.jobIteration === service.jobIteration : task.specKey === service.specKey;

/** As the docker CLI names it: `<service>.<slot>`, in global services `<service>.<node id>`. */
export const taskName = (task: Task, serviceName: string): string => `${serviceName}.${slotOf(task) || '?'}`;
