import type {Outcome} from '../../actions/run/run.ts';
import type {Runner} from '../../actions/run/runner.ts';
import {type AnyPlan, type AnyRun, startPlan} from './any-plan.ts';

/** What was told of an action on its way, and when. */
interface LogEntry {
  readonly atMs: number;
  readonly text: string;
}

/** One of the actions that were confirmed together. */
export interface BatchItem {
  readonly plan: AnyPlan;
  /** Null until it is its turn. */
  readonly run: AnyRun | null;
  /** Null until it has ended. */
  readonly outcome: Outcome | null;
  readonly log: readonly LogEntry[];
}

/** Actions that were confirmed together and run one after another. */
export interface Batch {
  readonly id: number;
  readonly items: readonly BatchItem[];
  readonly startedMs: number;
  /** Null while any of them goes on. */
  readonly endedMs: number | null;
  /** Someone has seen how it ended. */
  readonly isSeen: boolean;
  /** Stops what has not changed anything yet; false where nothing was left to be stopped. */
  cancel(): boolean;
}

/** What was begun from this console, also when nobody looks at it. */
export interface Batches {
  /** Those that go on, and those whose end is still to be seen; oldest first. */
  all(): readonly Batch[];
  get(id: number): Batch | undefined;
  begin(plans: readonly AnyPlan[]): {readonly batch: Batch; readonly ended: Promise<readonly BatchItem[]>};
  see(id: number): void;
}

/** A log of minutes; older entries say nothing any more. */
const mostEntries = 200;
/** A success that was on the screen for so long has been seen. */
const showSuccessMs = 8_000;

const isGood = (item: BatchItem): boolean =>
  item.outcome?.kind === 'done' || item.outcome?.kind === 'accepted';

interface MutableItem {
  readonly plan: AnyPlan;
  run: AnyRun | null;
  outcome: Outcome | null;
  log: readonly LogEntry[];
}

export const createBatches = (parts: {
  readonly runner: Pick<Runner, 'run' | 'procedures'>;
  readonly nowMs: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  /** Called when anything of it has changed. */
  readonly changed: () => void;
}): Batches => {
  const {runner, nowMs, changed} = parts;
  const batches = new Map<number, Batch>();
  let serial = 0;

  const runOne = async (item: MutableItem): Promise<void> => {
    const note = (text: string) => {
      item.log = [...item.log, {atMs: nowMs(), text}].slice(-mostEntries);
      changed();
    };
    const run = startPlan(runner, item.plan);
    item.run = run;
    note(run.progress.detail);
    const stop = run.onProgress(({detail}) => note(detail));
    try {
      item.outcome = await run.outcome;
    } finally {
      stop();
    }
  };

  const see = (id: number) => {
    const batch = batches.get(id);
    if (batch === undefined || batch.endedMs === null) return;
    batches.delete(id);
    changed();
  };

  return {
    all: () => [...batches.values()],
    get: id => batches.get(id),
    see,
    begin(plans) {
      serial += 1;
      const id = serial;
      const items = plans.map((plan): MutableItem => ({plan, run: null, outcome: null, log: []}));
      let endedMs: number | null = null;
      let isStopped = false;
      const batch: Batch = {
        id,
        items,
        startedMs: nowMs(),
        get endedMs() {
          return endedMs;
        },
        get isSeen() {
          return !batches.has(id);
        },
        cancel() {
          const waiting = items.some(({run}) => run === null);
          isStopped = true;
          const present = items.find(({run, outcome}) => run !== null && outcome === null);
          return present?.run?.cancel() === true || waiting;
        },
      };
      batches.set(id, batch);
      const all = async () => {
        for (const item of items) {
          if (isStopped) break;
          await runOne(item);
          // Nothing is built on what failed.
          if (!isGood(item)) break;
        }
        endedMs = nowMs();
        if (items.every(isGood)) parts.after(showSuccessMs, () => see(id));
        changed();
        return items;
      };
      return {batch, ended: all()};
    },
  };
};
