/** How quickly something may be done again. What was used up comes back with time. */
export interface Allowance {
  /** Something has happened for which it is to be done. */
  wished(nowMs: number): void;
  ran(nowMs: number): void;
  /** How long it must wait at least. */
  waitMs(nowMs: number): number;
}

/** So often a thing may be done quickly in a row … */
const spareRuns = 5;
/** … and once more after each such time: a thousand events a second cost two requests a second. */
const runEveryMs = 500;

/** For what costs the engine much: whole lists. */
export const allowanceOfRuns = (): Allowance => {
  /** When all runs will have been regained. */
  let regainedMs = 0;
  return {
    wished: () => undefined,
    ran(nowMs) {
      regainedMs = Math.max(nowMs, regainedMs) + runEveryMs;
    },
    waitMs: nowMs => Math.max(0, regainedMs - nowMs - (spareRuns - 1) * runEveryMs),
  };
};

/** So many events may come at once, and so many each second after that: more is no person's work but a storm. */
const spareEvents = 60;
const eventsPerSecond = 20;
/** A storm counts as over when it was calm for a second. */
const deepestDebt = -eventsPerSecond;

/** For what costs the engine little, a few objects by name: done for each event, in a storm as seldom as the rest. */
export const allowanceOfEvents = (): Allowance => {
  let credit = spareEvents;
  let countedMs = 0;
  let ranMs = Number.NEGATIVE_INFINITY;
  const recount = (nowMs: number) => {
    credit = Math.min(spareEvents, credit + ((nowMs - countedMs) / 1_000) * eventsPerSecond);
    countedMs = nowMs;
  };
  return {
    wished(nowMs) {
      recount(nowMs);
      credit = Math.max(deepestDebt, credit - 1);
    },
    ran(nowMs) {
      ranMs = nowMs;
    },
    waitMs(nowMs) {
      recount(nowMs);
      return credit >= 0 ? 0 : Math.max(0, ranMs + runEveryMs - nowMs);
    },
  };
};
