import {failureInWords} from '../../domain/failure-words.ts';
import type {Task} from '../../domain/model/index.ts';
import {pendingInWords} from '../../domain/pending-reasons.ts';
import {hasFailed, isUnplaced} from '../../domain/task-lifecycle.ts';

/** Why a task does not run, in words; empty where there is nothing to explain. */
export const taskReason = (task: Task): string => {
  if (isUnplaced(task)) return task.error === '' ? '' : pendingInWords(task.error);
  // A task that was stopped ends with the signal's exit code and no error: that is no failure.
  return hasFailed(task) || task.error !== '' ? failureInWords(task) : '';
};
