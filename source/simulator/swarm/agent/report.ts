import type {Leadership} from '../raft/leadership.ts';
import type {TaskChange, Tasks} from '../state/change-task.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {rankOf} from '../state/task-states.ts';

/** How agents tell of their tasks. What happens while nobody hears them is told when they are heard again. */
export interface Reports {
  send(task: TaskRecord, change: TaskChange): void;
  /** What the node itself knows of a task's state, told or not. */
  known(task: TaskRecord): TaskRecord['state'];
  flush(node: NodeRecord): void;
}

export const createReports = (state: SwarmState, tasks: Tasks, leadership: Leadership): Reports => {
  const unsent = new Map<TaskRecord, TaskChange>();
  const isHeard = (node: NodeRecord | null) => node?.isRegistered === true && leadership.isLed();

  const apply = (task: TaskRecord, change: TaskChange) => {
    const isForward = change.state === undefined || rankOf(change.state) > rankOf(task.state);
    if (isForward) tasks.change(task, change);
  };

  const flush = (node: NodeRecord) => {
    if (!isHeard(node)) return;
    for (const [task, change] of unsent) {
      if (task.node !== node) continue;
      unsent.delete(task);
      apply(task, change);
    }
  };

  const keep = (task: TaskRecord, change: TaskChange) => {
    const {node} = task;
    unsent.set(task, {...unsent.get(task), ...change});
    // The same leader may be back before anyone has missed the node: it does not register anew then.
    if (node?.isRegistered === true) leadership.whenLed(() => state.follow(() => flush(node)));
  };

  return {
    send(task, change) {
      if (isHeard(task.node) && !unsent.has(task)) apply(task, change);
      else keep(task, change);
    },
    known: task => unsent.get(task)?.state ?? task.state,
    flush,
  };
};
