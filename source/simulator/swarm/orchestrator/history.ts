import type {Tasks} from '../state/change-task.ts';
import type {Slot, TaskRecord} from '../state/records.ts';
import {hasEnded, isWanted, rankOf} from '../state/task-states.ts';

const assigned = rankOf('assigned');

/** Keeps so many tasks a slot, and lets go those whose slot is gone. */
export const keepHistory = (tasks: Tasks, retentionLimit: () => number): void => {
  const trim = (slot: Slot, limit: number) => {
    for (let at = 0; slot.tasks.length > limit && at < slot.tasks.length; ) {
      const task = slot.tasks[at];
      if (task !== undefined && !isWanted(task.desired) && hasEnded(task.state)) tasks.remove(task);
      else at += 1;
    }
  };

  tasks.onChange(task => {
    if (task.desired === 'remove' && (hasEnded(task.state) || rankOf(task.state) < assigned)) {
      // It may have been removed by an earlier listener of the same change.
      if (task.slot.tasks.includes(task)) tasks.remove(task);
      return;
    }
    if (task.slot.tasks.length > 1) trim(task.slot, limitOf(task, retentionLimit()));
  });
};

/** A policy that stops after so many attempts needs them all to be told. */
const limitOf = ({template}: TaskRecord, limit: number): number =>
  template.restart.maxAttempts > 0 ? template.restart.maxAttempts + 1 : limit;
