import {createContext, Script} from 'node:vm';

/** How work ended that was given a limit: `late` where the machine, not the work, took the time. */
type TimedEnd<Value> =
  | {readonly kind: 'done'; readonly value: Value}
  | {readonly kind: 'endless'}
  | {readonly kind: 'late'};

/**
 * Runs work that may go on for ever, such as an expression like `(a+)+$`. What was under way is left as it stands, so that
 * whatever the work changed must not be used again.
 */
export type RunInTime = <Value>(work: () => Value) => TimedEnd<Value>;

/** Far more than is searched between two looks at the clock, and little for somebody who waits for a key. */
const searchLimitMs = 150;

/** V8 leaves an expression that it matches for nothing but this. A call costs 0.1 ms. */
export const createTimeLimit = (limitMs = searchLimitMs): RunInTime => {
  const inside: {work: () => void} = {work: () => undefined};
  let script: Script | null = null;
  /** Processor time of attempts that were late one after the other: the same work again and again is endless, too. */
  let spentMs = 0;
  return <Value>(work: () => Value): TimedEnd<Value> => {
    if (script === null) {
      createContext(inside);
      script = new Script('work()');
    }
    let end: TimedEnd<Value> = {kind: 'late'};
    const before = process.cpuUsage();
    inside.work = () => {
      end = {kind: 'done', value: work()};
    };
    try {
      script.runInContext(inside, {timeout: limitMs});
      spentMs = 0;
      return end;
    } catch (error) {
      if (!isTimeout(error)) throw error;
      const {user, system} = process.cpuUsage(before);
      spentMs += (user + system) / 1_000;
      if (spentMs < limitMs / 2) return {kind: 'late'};
      spentMs = 0;
      return {kind: 'endless'};
    }
  };
};

/** It comes from the inside, where errors are of another kind. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
