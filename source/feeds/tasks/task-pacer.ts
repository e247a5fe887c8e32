import type {Timings} from '../timings.ts';

/** Decides whose tasks to list, and when: often while they change, seldom while they do not, not at all when settled. */
export interface TaskPacer {
  /** Something happened to the service: list its tasks now and watch it until it is settled. */
  stir(serviceId: string, nowMs: number): void;
  /** The tasks were listed: did anything change, and is the service where it should be? */
  observed(
    serviceId: string,
    result: {readonly changed: boolean; readonly settled: boolean},
    nowMs: number,
  ): void;
  /** There was no answer: it is tried again, later each time. */
  postpone(serviceId: string, nowMs: number): void;
  forget(serviceId: string): void;
  setInView(serviceIds: ReadonlySet<string>): void;
  /** Services whose turn has come. */
  due(nowMs: number): readonly string[];
  isDue(serviceId: string, nowMs: number): boolean;
  /** When the next one's turn comes, of these or of all; null when none of them moves. */
  nextMs(among?: Iterable<string>): number | null;
  /** Services that are followed. */
  readonly moving: readonly string[];
}

interface Mover {
  intervalMs: number;
  dueMs: number;
  quietLists: number;
}

/** A service is let go when it was settled and unchanged so many times in a row. */
const quietListsToSettle = 3;
const growth = 1.5;

export const createTaskPacer = (timings: Timings): TaskPacer => {
  const movers = new Map<string, Mover>();
  /** When the next one's turn comes; null: it has to be looked for. In a storm all of 20,000 services move. */
  let earliestMs: number | null = null;
  let inView: ReadonlySet<string> = new Set();
  const cap = (id: string) => (inView.has(id) ? timings.movingInViewCapMs : timings.movingCapMs);

  /** What was due first may not be any more. */
  const leave = (dueMs: number | undefined) => {
    if (dueMs === earliestMs) earliestMs = null;
  };
  const put = (id: string, mover: Mover, dueMs: number) => {
    leave(movers.get(id)?.dueMs);
    mover.dueMs = dueMs;
    movers.set(id, mover);
    if (earliestMs !== null && dueMs < earliestMs) earliestMs = dueMs;
  };
  const forget = (id: string) => {
    leave(movers.get(id)?.dueMs);
    movers.delete(id);
  };
  const earliestOf = (ids: Iterable<string>): number => {
    let next = Number.POSITIVE_INFINITY;
    for (const id of ids) next = Math.min(next, movers.get(id)?.dueMs ?? next);
    return next;
  };

  return {
    stir(id, nowMs) {
      put(id, {intervalMs: timings.movingMs, dueMs: nowMs, quietLists: 0}, nowMs);
    },
    observed(id, {changed, settled}, nowMs) {
      const mover = movers.get(id) ?? {intervalMs: timings.movingMs, dueMs: nowMs, quietLists: 0};
      if (changed) {
        mover.intervalMs = timings.movingMs;
        mover.quietLists = 0;
      } else {
        mover.quietLists += 1;
        mover.intervalMs = Math.min(cap(id), mover.intervalMs * growth);
      }
      if (settled && mover.quietLists >= quietListsToSettle) {
        forget(id);
        return;
      }
      put(id, mover, nowMs + mover.intervalMs);
    },
    postpone(id, nowMs) {
      const mover = movers.get(id);
      if (mover === undefined) return;
      mover.intervalMs = Math.min(timings.movingCapMs, mover.intervalMs * growth);
      put(id, mover, nowMs + mover.intervalMs);
    },
    forget,
    setInView(ids) {
      inView = ids;
      for (const id of ids) {
        const mover = movers.get(id);
        if (mover === undefined || mover.intervalMs <= timings.movingInViewCapMs) continue;
        put(id, mover, mover.dueMs - mover.intervalMs + timings.movingInViewCapMs);
        mover.intervalMs = timings.movingInViewCapMs;
      }
    },
    due(nowMs) {
      return [...movers].filter(([, mover]) => mover.dueMs <= nowMs).map(([id]) => id);
    },
    isDue: (id, nowMs) => (movers.get(id)?.dueMs ?? Number.POSITIVE_INFINITY) <= nowMs,
    nextMs(among) {
      if (among === undefined) earliestMs ??= earliestOf(movers.keys());
      const next = among === undefined ? earliestMs : earliestOf(among);
      return next === Number.POSITIVE_INFINITY ? null : next;
    },
    get moving() {
      return [...movers.keys()];
    },
  };
};
