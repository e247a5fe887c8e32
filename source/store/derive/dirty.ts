import type {StackName, Task} from '../../domain/model/index.ts';
import {slotOf} from '../../domain/task-lifecycle.ts';

/** Derived rows that have to be made anew, and whether the judgement of the swarm as a whole has. */
export interface Dirty {
  readonly services: Set<string>;
  /** Slots of services of which a task has changed, or what it is judged by. */
  readonly slots: Map<string, Set<string>>;
  /** Services all of whose slots have to be looked at again. */
  readonly allSlots: Set<string>;
  readonly tasks: Set<string>;
  readonly nodes: Set<string>;
  readonly stacks: Set<StackName>;
  swarm: boolean;
  /** What the connected engine tells of itself has to be judged again. */
  engine: boolean;
}

export const nothingDirty = (): Dirty => ({
  services: new Set(),
  slots: new Map(),
  allSlots: new Set(),
  tasks: new Set(),
  nodes: new Set(),
  stacks: new Set(),
  swarm: false,
  engine: false,
});

/** A task is judged anew with its service. */
export function markSlot(dirty: Dirty, task: Task): void {
  dirty.services.add(task.serviceId);
  const slots = dirty.slots.get(task.serviceId);
  if (slots === undefined) dirty.slots.set(task.serviceId, new Set([slotOf(task)]));
  else slots.add(slotOf(task));
}

/** Takes the ids out, so that what gets dirty meanwhile is not lost. */
export function drain<Id>(ids: Set<Id>): readonly Id[] {
  const drained = [...ids];
  ids.clear();
  return drained;
}
