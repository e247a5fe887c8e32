import type {Service, Task} from '../model/index.ts';
import {hasEnded, hasFailed, isCurrent, isUnplaced, isWanted, slotOf} from '../task-lifecycle.ts';

/** How far the replacement of one task has got. */
export type LaneStage =
  /** The old task runs and nothing was done yet. */
  | 'waiting'
  /** The old task is being stopped. */
  | 'stopping'
  /** The new task has no node. */
  | 'pending'
  | 'starting'
  | 'running'
  /** The new task failed, and no other one was started in its place. */
  | 'failed';

/** One slot, or one node of a global service: the old task and the new one. */
export interface Lane {
  readonly slot: string;
  readonly old: Task | null;
  readonly new: Task | null;
  readonly stage: LaneStage;
  /** Tasks of the new spec that failed in it since the rollout began. */
  readonly failures: number;
}

/** One lane per slot, in the order of slots. */
export function lanesOf(service: Service, tasks: readonly Task[], sinceMs: number): readonly Lane[] {
  const bySlot = Map.groupBy(tasks, slotOf);
  return [...bySlot]
    .flatMap(([slot, inSlot]) => laneOf(slot, service, inSlot, sinceMs) ?? [])
    .sort((a, b) => Number(a.slot) - Number(b.slot) || (a.slot < b.slot ? -1 : 1));
}

function laneOf(slot: string, service: Service, tasks: readonly Task[], sinceMs: number): Lane | null {
  // What was scaled away long ago has no lane.
  if (!tasks.some(task => isWanted(task) || !hasEnded(task))) return null;
  const newestFirst = tasks.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  const isNew = (task: Task) => isCurrent(task, service);
  const now = newestFirst.find(task => isNew(task)) ?? null;
  const old =
    newestFirst.find(task => !isNew(task) && !hasEnded(task)) ??
    newestFirst.find(task => !isNew(task)) ??
    null;
  const failures = newestFirst.filter(
    task => isNew(task) && hasFailed(task) && task.createdAtMs >= sinceMs,
  ).length;
  return {slot, old, new: now, stage: stageOf(old, now), failures};
}

function stageOf(old: Task | null, now: Task | null): LaneStage {
  if (now === null) return old === null || hasEnded(old) || !isWanted(old) ? 'stopping' : 'waiting';
  if (hasFailed(now)) return 'failed';
  // It ended although it was wanted: the engine will start another.
  if (hasEnded(now)) return isWanted(now) ? 'failed' : 'stopping';
  if (now.state === 'running') return 'running';
  // It waits for the old one to stop.
  if (old !== null && !hasEnded(old) && now.desiredState === 'ready') return 'stopping';
  return isUnplaced(now) ? 'pending' : 'starting';
}
