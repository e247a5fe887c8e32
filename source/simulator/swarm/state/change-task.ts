import type {TaskState} from '../../../domain/model/index.ts';
import {isJob} from '../spec/service-rules.ts';
import type {NodeRecord, ServiceRecord, Slot, TaskRecord} from './records.ts';
import type {SwarmState} from './swarm-state.ts';
import {isWanted, takesRoom} from './task-states.ts';

/** What a change of a task may set. */
export interface TaskChange {
  readonly node?: NodeRecord;
  readonly desired?: TaskState;
  readonly state?: TaskState;
  readonly message?: string;
  readonly err?: string;
  readonly containerId?: string;
  readonly pid?: number;
  readonly exitCode?: number;
  readonly attachments?: string;
}

/** Told after every change of a task; `wasState` and `wasDesired` are from before it. */
type TaskListener = (task: TaskRecord, wasState: TaskState, wasDesired: TaskState) => void;

/** The only way to make, change and remove tasks: counts and rooms are kept up with each. */
export interface Tasks {
  create(service: ServiceRecord, slot: Slot, desired: TaskState, node: NodeRecord | null): TaskRecord;
  change(task: TaskRecord, change: TaskChange): void;
  remove(task: TaskRecord): void;
  onChange(listener: TaskListener): void;
  onRemove(listener: (task: TaskRecord) => void): void;
}

export const createTasks = (state: SwarmState): Tasks => {
  const listeners: TaskListener[] = [];
  const removed: ((task: TaskRecord) => void)[] = [];
  return {
    create(service, slot, desired, node) {
      const task: TaskRecord = {
        ...state.newMeta(),
        service,
        slot,
        template: service.rules.template,
        jobIteration: isJob(service.rules.mode) ? service.jobIteration : null,
        node,
        desired,
        state: 'new',
        message: 'created',
        err: '',
        statusMs: state.clock.nowMs(),
        containerId: null,
        pid: 0,
        exitCode: 0,
        startedMs: 0,
        endedMs: 0,
        wasOomKilled: false,
        attachments: '',
        health: 'none',
      };
      slot.tasks.push(task);
      state.tasks.add(task, '');
      node?.tasks.add(task);
      count(task, 1);
      return task;
    },
    change(task, change) {
      const {state: wasState, desired: wasDesired} = task;
      count(task, -1);
      if (change.node !== undefined) {
        task.node = change.node;
        change.node.tasks.add(task);
      }
      if (change.state !== undefined) {
        task.state = change.state;
        task.statusMs = state.clock.nowMs();
      }
      if (change.desired !== undefined) task.desired = change.desired;
      if (change.message !== undefined) task.message = change.message;
      if (change.err !== undefined) task.err = change.err;
      if (change.containerId !== undefined) task.containerId = change.containerId;
      if (change.pid !== undefined) task.pid = change.pid;
      if (change.exitCode !== undefined) task.exitCode = change.exitCode;
      if (change.attachments !== undefined) task.attachments = change.attachments;
      count(task, 1);
      state.touch(task);
      state.follow(() => {
        for (const listener of listeners) listener(task, wasState, wasDesired);
      });
    },
    remove(task) {
      count(task, -1);
      const at = task.slot.tasks.indexOf(task);
      if (at >= 0) task.slot.tasks.splice(at, 1);
      if (task.slot.tasks.length === 0 && task.service.slots.get(task.slot.key) === task.slot) {
        task.service.slots.delete(task.slot.key);
      }
      task.node?.tasks.delete(task);
      state.tasks.remove(task, '');
      state.touch({...task});
      for (const listener of removed) listener(task);
    },
    onChange: listener => listeners.push(listener),
    onRemove: listener => removed.push(listener),
  };
};

/** Adds a task to all counts, or takes it out of them. */
const count = (task: TaskRecord, by: 1 | -1) => {
  const {service, node, template} = task;
  const wanted = isWanted(task.desired);
  if (task.state === 'running') service.running += by;
  if (wanted) service.wanted += by;
  if (task.jobIteration !== null && task.jobIteration === service.jobIteration && task.state === 'complete') {
    service.completed += by;
  }
  if (node === null || !takesRoom(task.state)) return;
  const {room} = node;
  room.nanoCpus += by * template.reservedNanoCpus;
  room.memoryBytes += by * template.reservedMemoryBytes;
  for (const port of template.hostPorts) add(room.hostPorts, port, by);
  if (!wanted) return;
  room.active += by;
  add(room.activeByService, service.id, by);
};

const add = (counts: Map<string, number>, key: string, by: number) => {
  const now = (counts.get(key) ?? 0) + by;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
};
