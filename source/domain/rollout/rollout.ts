import type {Service, Task, UpdateStatus} from '../model/index.ts';
import {hasEnded, hasFailed, isCurrent, stateEnteredMs} from '../task-lifecycle.ts';
import {type Lane, lanesOf} from './lanes.ts';
import {type RolloutPolicy, rolloutMs} from './policy.ts';

/** `held`: paused by hand, through its policy. The last three are failures, whatever runs. */
export type RolloutPhase =
  | 'none'
  | 'updating'
  | 'held'
  | 'completed'
  | 'rolling-back'
  | 'asked-rollback'
  | 'asked-rollback-completed'
  | 'paused'
  | 'rollback-paused'
  | 'rolled-back';

/** One rollout as it stands. */
export interface Rollout {
  readonly phase: RolloutPhase;
  /** The engine's own words. */
  readonly message: string;
  readonly lanes: readonly Lane[];
  /** Lanes whose new task runs. */
  readonly done: number;
  /** The task that stopped it, or the last one that failed since it began. */
  readonly failing: Task | null;
  readonly startedAtMs: number | null;
  /** Null while it has not ended. */
  readonly tookMs: number | null;
  /** Until it is over if nothing fails; null when nothing goes on, or nothing can be said. */
  readonly remainingMs: number | null;
  /** When all of it is expected to have taken longer than the goal. */
  readonly isLate: boolean;
}

/** A deployment should not take longer. */
export const rolloutGoalMs = 300_000;
/** For services that have never started a task within our sight. */
const assumedStartMs = 5_000;
/** A task that took longer waited for something else than its start. */
const longestStartMs = 600_000;
/** The clocks of two managers may differ a little. */
const clockSkewMs = 2_000;

/** Whether it has failed: what was asked for is not what runs everywhere. */
export const isFailure = (phase: RolloutPhase): boolean =>
  phase === 'paused' || phase === 'rollback-paused' || phase === 'rolled-back' || phase === 'rolling-back';

/** Whether tasks are being replaced now. */
export const isMoving = (phase: RolloutPhase): boolean =>
  phase === 'updating' || phase === 'rolling-back' || phase === 'asked-rollback';

/** Makes a rollout of a service's tasks; `policy` is the one that it goes by, null while it is not known. */
export function rolloutOf(
  service: Service,
  tasks: readonly Task[],
  policy: RolloutPolicy | null,
  nowMs: number,
): Rollout {
  const {update} = service;
  const phase = phaseOf(update);
  const startedAtMs = update?.startedAtMs ?? null;
  const sinceMs = (startedAtMs ?? service.updatedAtMs) - clockSkewMs;
  const lanes = lanesOf(service, tasks, sinceMs);
  const done = lanes.filter(({stage}) => stage === 'running').length;
  const endedMs = update?.completedAtMs ?? null;
  const tookMs = startedAtMs === null || endedMs === null ? null : Math.max(0, endedMs - startedAtMs);
  const remainingMs =
    isMoving(phase) && policy !== null
      ? rolloutMs(lanes.length - done, policy, startTimeMs(service, tasks)) || policy.monitorMs
      : null;
  const elapsedMs = startedAtMs === null ? 0 : Math.max(0, nowMs - startedAtMs);
  return {
    phase,
    message: update?.message ?? '',
    lanes,
    done,
    failing: failingTask(update, tasks, sinceMs),
    startedAtMs,
    tookMs,
    remainingMs,
    isLate: (tookMs ?? elapsedMs + (remainingMs ?? 0)) > rolloutGoalMs,
  };
}

function phaseOf(update: UpdateStatus | null): RolloutPhase {
  switch (update?.state) {
    case undefined:
      return 'none';
    case 'updating':
      return update?.isHeld === true ? 'held' : 'updating';
    case 'rollback_started':
      return update?.isManual === true ? 'asked-rollback' : 'rolling-back';
    case 'rollback_completed':
      return update?.isManual === true ? 'asked-rollback-completed' : 'rolled-back';
    case 'rollback_paused':
      return 'rollback-paused';
    default:
      return update?.state ?? 'none';
  }
}

/** The engine names the task that stopped a rollout at the end of its message. */
function failingTask(update: UpdateStatus | null, tasks: readonly Task[], sinceMs: number): Task | null {
  const id = /\btask (\w+)$/.exec(update?.message ?? '')?.[1];
  const named = tasks.find(task => task.id === id);
  if (named !== undefined && hasEnded(named)) return named;
  const failed = tasks.filter(task => hasFailed(task) && task.createdAtMs >= sinceMs);
  return failed.toSorted((a, b) => stateEnteredMs(b) - stateEnteredMs(a))[0] ?? null;
}

/** How long a task of the new spec took to start, by those that run: the middle one. */
export function startTimeMs(service: Service, tasks: readonly Task[]): number {
  const times = tasks
    .filter(task => task.state === 'running' && isCurrent(task, service))
    .map(task => task.stateSinceMs - task.createdAtMs)
    .filter(ms => ms > 0 && ms <= longestStartMs)
    .sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? assumedStartMs;
}
