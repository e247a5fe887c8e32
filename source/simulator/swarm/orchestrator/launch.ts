import type {TaskState} from '../../../domain/model/index.ts';
import type {Networks} from '../control/networks.ts';
import type {Scheduler} from '../scheduler/scheduler.ts';
import type {Tasks} from '../state/change-task.ts';
import type {NodeRecord, ServiceRecord, Slot, TaskRecord} from '../state/records.ts';

/** Makes tasks and sends them on their way to a node. */
export type Launch = (
  service: ServiceRecord,
  slot: Slot,
  desired: TaskState,
  node: NodeRecord | null,
) => TaskRecord;

export const createLaunch =
  (tasks: Tasks, scheduler: Scheduler, networks: Networks): Launch =>
  (service, slot, desired, node) => {
    slot.isOver = false;
    const task = tasks.create(service, slot, desired, node);
    tasks.change(task, {
      state: 'pending',
      message: 'pending task scheduling',
      attachments: networks.attach(service),
    });
    scheduler.add(task);
    return task;
  };

export const slotOf = (service: ServiceRecord, key: string, number: number): Slot => {
  const slot = service.slots.get(key) ?? {key, number, tasks: [], isOver: false, restarts: null};
  service.slots.set(key, slot);
  return slot;
};
