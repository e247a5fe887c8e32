import type {ServiceRecord, Slot} from '../state/records.ts';
import {hasEnded} from '../state/task-states.ts';
import {type Launch, slotOf} from './launch.ts';
import {wantedTask} from './replicated.ts';

/** Starts as many tasks of a replicated job as may run at once and are still missing. Its slots count from 0. */
export const fillJob = (service: ServiceRecord, launch: Launch): void => {
  const {mode} = service.rules;
  if (mode.kind !== 'replicated-job') return;
  let active = 0;
  const free: number[] = [];
  for (let number = 0; number < mode.totalCompletions; number++) {
    const use = slotUse(service.slots.get(String(number)) ?? null, service.jobIteration);
    if (use === 'active') active += 1;
    else if (use === 'free') free.push(number);
    if (active + free.length >= mode.maxConcurrent) break;
  }
  for (const number of free.slice(0, Math.max(0, mode.maxConcurrent - active))) {
    launch(service, slotOf(service, String(number), number), 'complete', null);
  }
};

const slotUse = (slot: Slot | null, iteration: number): 'free' | 'active' | 'over' => {
  const current = slot?.tasks.filter(task => task.jobIteration === iteration) ?? [];
  if (slot === null || current.length === 0) return 'free';
  const wanted = wantedTask(slot);
  if (wanted !== null && !hasEnded(wanted.state)) return 'active';
  return 'over';
};
