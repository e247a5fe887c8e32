import type {Task} from './model/index.ts';
import {hasEnded} from './task-lifecycle.ts';

/** Why no program can be run in a task's container now; null where one can. */
export const whyNoProgram = (task: Task, name: string): string | null => {
  const {state, containerId} = task;
  if (state === 'running' && containerId !== null) return null;
  return hasEnded(task)
    ? `${name} has ended (${state}): nothing can be run in it; what it wrote is in its log`
    : `${name} is ${state}: nothing can be run in it before it runs`;
};
