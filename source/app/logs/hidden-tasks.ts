import {hasEnded} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

/**
 * Tasks whose lines are not wanted. Only what is known to have ended counts as gone: a task that is not known yet may be
 * starting, and its lines are those that somebody waits for.
 */
export const hiddenTasks = (
  tasks: ReadonlySet<string>,
  {hidesGone}: {readonly hidesGone: boolean},
  store: ClusterStore,
): ReadonlySet<string> => {
  if (!hidesGone) return new Set();
  return new Set(
    [...tasks].filter(id => {
      const task = store.table('tasks').get(id);
      return task !== undefined && hasEnded(task);
    }),
  );
};
