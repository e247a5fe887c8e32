import type {Leadership} from '../raft/leadership.ts';
import type {Tasks} from '../state/change-task.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {hasEnded, isWanted, takesRoom} from '../state/task-states.ts';
import {timings} from '../timings.ts';
import {countFailure} from './choose-node.ts';
import {createTally, failingFilter} from './filters.ts';
import {createSearch} from './search.ts';

/** Gives tasks that wait to nodes, and says why it cannot. */
export interface Scheduler {
  /** A task is there that needs a node. */
  add(task: TaskRecord): void;
  /** A node has changed, or room came free: what waits is tried again. */
  reconsider(): void;
}

export const createScheduler = (state: SwarmState, tasks: Tasks, leadership: Leadership): Scheduler => {
  const fresh = new Set<TaskRecord>();
  const waiting = new Set<TaskRecord>();
  let isDue = false;
  let mustRetry = false;

  const wake = () => {
    if (isDue) return;
    isDue = true;
    state.later(timings.schedule, () => leadership.whenLed(tick));
  };

  const tick = () => {
    isDue = false;
    const batch = [...(mustRetry ? waiting : []), ...fresh];
    mustRetry = false;
    fresh.clear();
    for (const group of groupsOf(batch)) place(group);
  };

  const place = (group: readonly TaskRecord[]) => {
    const search = createSearch(state);
    for (const task of group) {
      waiting.delete(task);
      if (task.state !== 'pending' || !isWanted(task.desired)) continue;
      if (task.node !== null) {
        placeFixed(task, task.node);
        continue;
      }
      const node = search.nodeFor(task);
      if (node === null) refuse(task, search.reason());
      else assign(task, node);
    }
  };

  /** Tasks of global services have their node from the start; the filters can still hold them up there. */
  const placeFixed = (task: TaskRecord, node: NodeRecord) => {
    const filter = failingFilter(task.template, node, task.service.id);
    if (filter === -1) return assign(task, node);
    const tally = createTally();
    tally.count(filter);
    refuse(task, tally.explain());
  };

  const assign = (task: TaskRecord, node: NodeRecord) => {
    const message =
      task.node === null
        ? 'scheduler assigned task to node'
        : 'scheduler confirmed task can run on preassigned node';
    tasks.change(task, {node, state: 'assigned', message, err: ''});
  };

  const refuse = (task: TaskRecord, reason: string) => {
    waiting.add(task);
    if (task.err !== reason) {
      tasks.change(task, {state: 'pending', message: 'pending task scheduling', err: reason});
    }
  };

  tasks.onChange((task, wasState, wasDesired) => {
    const {node} = task;
    if (hasEnded(task.state) && !hasEnded(wasState)) {
      const failed = task.state === 'failed' || task.state === 'rejected';
      if (failed && node !== null) countFailure(node, task.service.id, state.clock.nowMs());
    }
    // Room is free when the container has ended; a place under MaxReplicas already when it is to end.
    const freed =
      takesRoom(wasState) && (!takesRoom(task.state) || (isWanted(wasDesired) && !isWanted(task.desired)));
    if (freed && waiting.size > 0) retry();
  });
  tasks.onRemove(task => {
    waiting.delete(task);
    fresh.delete(task);
    if (takesRoom(task.state) && waiting.size > 0) retry();
  });

  const retry = () => {
    mustRetry = true;
    wake();
  };

  return {
    add(task) {
      fresh.add(task);
      wake();
    },
    reconsider: retry,
  };
};

/** Tasks of one template are looked at together: when one finds no node, none of the rest does. */
const groupsOf = (batch: readonly TaskRecord[]): Iterable<readonly TaskRecord[]> => {
  const groups = new Map<object, TaskRecord[]>();
  for (const task of batch) {
    const group = groups.get(task.template);
    if (group === undefined) groups.set(task.template, [task]);
    else group.push(task);
  }
  return groups.values();
};
