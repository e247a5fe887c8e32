import type {Clock} from '../clock.ts';
import {createToll} from '../pace/toll.ts';
import type {TaskPacer} from './task-pacer.ts';

/** Chooses what a turn lists, where more services move than can be listed one by one. */
export interface Backlog {
  /** Whose tasks to list now; none: not yet. */
  next(nowMs: number): 'all' | readonly string[];
  /** When there will be something to list; null: never. */
  nextMs(): number | null;
  /** Does the listing of every task, and minds how long it takes. */
  listAll(list: () => Promise<void>): Promise<void>;
  /** What is on the screen; tells whether that is news. */
  setInView(serviceIds: ReadonlySet<string>): boolean;
  /** How old tasks that are not on the screen may be; null while all changes are kept up with. */
  everyMs(): number | null;
  /** Ends the rest: what took so long was no work. */
  wake(): void;
}

/** More services than this at once are cheaper to follow with one full list. */
const narrowLimit = 40;
/** The list of all tasks may take a tenth of the time, of a manager as well as of us (docs/decisions/0007). */
const restFactor = 9;
const longestRestMs = 60_000;
/** However quick both are, a manager tells no more tasks in a second than this for the sake of what nobody looks at … */
const tasksPerSecond = 500;
/** … but what fits into two seconds is as good as live. */
const longestPauseMs = 2_000;
/** What is not older than this is called live without more words; above, its age is told in steps of this. */
const promptMs = 5_000;
/** What is on the screen is asked for together so often, not one service at a time as each falls due. */
const screenMs = 1_000;

/** `taskCount` tells how long the list of all is. */
export const createBacklog = (clock: Clock, pacer: TaskPacer, taskCount: () => number): Backlog => {
  const full = createToll(restFactor, longestRestMs);
  let inView: ReadonlySet<string> = new Set();
  /** More were due at the last turn than are listed one by one. */
  let wasBehind = false;
  const isBehind = () => wasBehind && pacer.moving.length > narrowLimit;
  let screenAskedMs = Number.NEGATIVE_INFINITY;
  let wokenMs = Number.NEGATIVE_INFINITY;
  return {
    next(nowMs) {
      const due = pacer.due(nowMs);
      wasBehind = due.length > narrowLimit;
      if (!wasBehind) return due;
      if (full.untilMs <= nowMs) return 'all';
      screenAskedMs = nowMs;
      return due.filter(id => inView.has(id)).slice(0, narrowLimit);
    },
    nextMs() {
      const next = pacer.nextMs();
      if (next === null || !isBehind()) return next;
      const seen = pacer.nextMs(inView) ?? Number.POSITIVE_INFINITY;
      return Math.min(Math.max(next, full.untilMs), Math.max(seen, screenAskedMs + screenMs));
    },
    async listAll(list) {
      const startedMs = clock.elapsed();
      await list();
      const nowMs = clock.elapsed();
      if (wokenMs > startedMs) return;
      const leastRestMs = Math.min(longestPauseMs, (taskCount() / tasksPerSecond) * 1_000);
      full.took(Math.max(nowMs - startedMs, leastRestMs / restFactor), nowMs);
    },
    setInView(ids) {
      // Told with each frame: most often nothing has moved.
      if (ids.size === inView.size && ids.isSubsetOf(inView)) return false;
      inView = ids;
      pacer.setInView(ids);
      return true;
    },
    everyMs: () =>
      isBehind() && full.restMs > promptMs ? Math.ceil(full.restMs / promptMs) * promptMs : null,
    wake() {
      wokenMs = clock.elapsed();
      full.waive(wokenMs);
    },
  };
};
