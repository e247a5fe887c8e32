import type {Tasks} from '../state/change-task.ts';
import type {ServiceRecord, Slot, TaskRecord} from '../state/records.ts';
import {isWanted} from '../state/task-states.ts';
import {type Launch, slotOf} from './launch.ts';

/** The task of a slot that is meant to run; the newest where an update lets two overlap. */
export const wantedTask = (slot: Slot): TaskRecord | null =>
  slot.tasks.findLast(({desired}) => isWanted(desired)) ?? null;

/** Slots that count: one whose task ended and is not to be replaced keeps its place. */
const liveSlots = (service: ServiceRecord): readonly Slot[] =>
  [...service.slots.values()].filter(slot => slot.isOver || wantedTask(slot) !== null);

/** Brings the number of slots to what the spec wants. */
export const fillSlots = (service: ServiceRecord, replicas: number, launch: Launch, tasks: Tasks): void => {
  const live = liveSlots(service);
  const used = new Set(live.map(({number}) => number));
  let number = 0;
  for (let missing = replicas - live.length; missing > 0; missing--) {
    do number += 1;
    while (used.has(number));
    launch(service, slotOf(service, String(number), number), 'running', null);
    used.add(number);
  }
  for (const slot of surplus(live, replicas)) {
    used.delete(slot.number);
    removeSlot(slot, tasks);
  }
  // Nothing is left of slots that are not wanted any more.
  for (const slot of [...service.slots.values()]) if (!used.has(slot.number)) removeSlot(slot, tasks);
};

export const removeSlot = (slot: Slot, tasks: Tasks): void => {
  for (const task of [...slot.tasks]) {
    if (task.desired !== 'remove') tasks.change(task, {desired: 'remove'});
  }
};

/** What does not run goes first, then what makes its node the fullest. */
const surplus = (live: readonly Slot[], replicas: number): readonly Slot[] => {
  if (live.length <= replicas) return [];
  const onNode = new Map<string, number>();
  const ranked = live.map(slot => {
    const task = wantedTask(slot);
    const isRunning = task?.state === 'running';
    const node = task?.node?.id ?? '';
    const nth = isRunning ? (onNode.get(node) ?? 0) : 0;
    if (isRunning) onNode.set(node, nth + 1);
    return {slot, isRunning, nth};
  });
  return ranked
    .sort((a, b) => Number(b.isRunning) - Number(a.isRunning) || a.nth - b.nth)
    .slice(replicas)
    .map(({slot}) => slot);
};
