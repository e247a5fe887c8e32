import {failureInWords} from '../failure-words.ts';
import type {Service, Task, UpdateStatus} from '../model/index.ts';
import {slotOf} from '../task-lifecycle.ts';
import type {Trouble} from './trouble.ts';

/** Any task of the service, also one that is settled. */
export type TaskById = (id: string) => Task | undefined;

/**
 * A rollout that did not go as asked. A rollback that ended well is a failure of the update all the same, though the docker
 * CLI exits 0 (docker/cli#6752).
 */
export function updateTrouble(service: Service, taskById: TaskById): Trouble | null {
  const update = service.update;
  if (update === null) return null;
  const reason = causeOf(update, taskById);
  switch (update.state) {
    case 'updating':
    case 'completed':
      return null;
    case 'paused':
      return {
        kind: 'update-paused',
        level: 'warning',
        title: 'update paused',
        reason,
        sinceMs: update.startedAtMs,
        next: 'Correct the image or the spec, or roll back; the other tasks still have the old spec.',
      };
    case 'rollback_started':
      if (update.isManual) return null;
      return {
        kind: 'rolling-back',
        level: 'warning',
        title: 'update rolls back',
        reason,
        sinceMs: update.startedAtMs,
        next: 'Wait for it; then look for the cause in the failed task.',
      };
    case 'rollback_paused':
      return {
        kind: 'rollback-paused',
        level: 'critical',
        title: 'rollback paused',
        reason,
        sinceMs: update.startedAtMs,
        next: 'Neither spec runs everywhere. Correct the spec and update again.',
      };
    case 'rollback_completed':
      if (update.isManual) return null;
      return {
        kind: 'rolled-back',
        level: 'critical',
        title: 'update rolled back',
        reason: reason === '' ? 'the previous spec runs, not what was asked for' : reason,
        sinceMs: update.completedAtMs ?? update.startedAtMs,
        next: 'Correct what was asked for and update again: that ends this finding.',
      };
  }
}

/** The engine names the task that stopped the rollout by its id; a drain during a rollout counts as one, too. */
function causeOf(update: UpdateStatus, taskById: TaskById): string {
  const id = /\btask (\w+)$/.exec(update.message)?.[1];
  const culprit = id === undefined ? undefined : taskById(id);
  if (culprit !== undefined) return `task ${slotOf(culprit)}: ${failureInWords(culprit)}`;
  return update.message === 'rollback completed' ? '' : update.message;
}
