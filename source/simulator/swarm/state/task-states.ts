import type {TaskState} from '../../../domain/model/index.ts';

const order: readonly TaskState[] = [
  'new',
  'allocated',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
];

const ranks: ReadonlyMap<TaskState, number> = new Map(order.map((state, rank) => [state, rank]));

/** Tasks only ever move to a state of a higher rank. */
export const rankOf = (state: TaskState): number => ranks.get(state) ?? 0;

const running = rankOf('running');
const complete = rankOf('complete');
const assigned = rankOf('assigned');

/** Its container has ended, or will never be. */
export const hasEnded = (state: TaskState): boolean => rankOf(state) > running;

/** It is meant to run, or a job's to complete. */
export const isWanted = (desired: TaskState): boolean => rankOf(desired) <= complete;

/** It takes room on its node. */
export const takesRoom = (state: TaskState): boolean => rankOf(state) >= assigned && rankOf(state) <= running;
