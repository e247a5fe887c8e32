import {faultInWords} from '../../domain/fault-words.ts';
import type {Freshness, Source} from '../../domain/freshness.ts';
import {EngineError} from '../../engine/errors.ts';
import type {Change} from '../../store/changes.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ChangeQueue} from '../change-queue.ts';
import {type Clock, limitOf} from '../clock.ts';
import {doubtSources} from '../doubt.ts';
import type {Timings} from '../timings.ts';

/** One thing to ask the engine, and what its answer means for what we know. */
export interface Call {
  /** Calls with the same key never overlap, so that an older answer never replaces a newer one. */
  readonly key: string;
  /** What is asked for. Asked for again before its turn has come, it is asked once. */
  readonly what: string;
  /** What the answer makes fresh: it is a full list. */
  readonly sources: readonly Source[];
  /** Asked with the answer: it comes so seldom that what it tells may be so old; null: it is kept up with. */
  readonly everyMs?: () => number | null;
  /** What cannot be believed where there is no answer. */
  readonly concerns: readonly Source[];
  /** `progress` is to be called whenever a part of a long answer has come: then it is slow, not silent. */
  readonly ask: (signal: AbortSignal, progress?: () => void) => Promise<readonly Change[]>;
}

/** Runs calls one at a time per key, and tells by freshness what their answers, errors and silences mean. */
export interface CallRunner {
  /** Resolves when an answer to a call made after this moment has been queued, or has failed. */
  run(call: Call): Promise<void>;
  /** Calls that have waited longer than the hang limit. */
  readonly hanging: number;
}

interface Lane {
  /** Resolves when everything that was asked for so far has been answered. */
  tail: Promise<void>;
  open: number;
  readonly waiting: Map<string, Promise<void>>;
}

export const createCallRunner = (parts: {
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
  readonly timings: Timings;
  /** Ends the session: every open call with it. */
  readonly signal: AbortSignal;
  readonly onHang: () => void;
  /** Every call that had been hanging has ended, the last one with an answer. */
  readonly onRelief: () => void;
  readonly onFault: (error: EngineError, call: Call) => void;
  /** Why even an answer cannot be believed now (a manager in a minority); null when it can. */
  readonly doubt: () => string | null;
}): CallRunner => {
  const {queue, clock, timings, signal} = parts;
  const lanes = new Map<string, Lane>();
  let hanging = 0;

  const tell = (sources: readonly Source[], freshness: Freshness) =>
    queue.push([{kind: 'freshness', sources, freshness}]);

  const doubtAll = (sources: readonly Source[], reason: string) => doubtSources(parts, sources, reason);

  const once = async (call: Call): Promise<void> => {
    if (signal.aborted) return;
    const limit = limitOf(signal, clock, timings.callMs);
    const silenceOf = watchSilence(call);
    try {
      const changes = await call.ask(limit.signal, () => {
        limit.extend();
        silenceOf.broken();
      });
      // The rest of an answer may be decoded after the session was over; it is of another time, or another swarm.
      if (signal.aborted) return;
      silenceOf.broken();
      queue.push(changes);
      const doubt = parts.doubt();
      if (doubt === null) tell(call.sources, liveAt(clock.now(), call.everyMs?.() ?? null));
      else doubtAll(call.sources, doubt);
    } catch (error) {
      if (signal.aborted) return;
      const fault = asFault(error, call.key);
      doubtAll(call.concerns, fault.message);
      parts.onFault(fault, call);
    } finally {
      limit.release();
      silenceOf.stop();
    }
  };

  /** Counts a call among the hanging ones when nothing comes for too long. */
  const watchSilence = (call: Call) => {
    let isHanging = false;
    const arm = () =>
      clock.after(timings.hangMs, () => {
        isHanging = true;
        hanging += 1;
        doubtAll(call.concerns, silence);
        parts.onHang();
      });
    let cancel = arm();
    const end = () => {
      cancel();
      if (isHanging) hanging -= 1;
      isHanging = false;
    };
    return {
      broken() {
        const wasHanging = isHanging;
        end();
        cancel = arm();
        if (wasHanging && hanging === 0) parts.onRelief();
      },
      stop: end,
    };
  };

  const enqueue = (lane: Lane, call: Call): Promise<void> => {
    const turn =
      lane.open === 0
        ? once(call)
        : lane.tail.then(() => {
            lane.waiting.delete(call.what);
            return once(call);
          });
    if (lane.open > 0) lane.waiting.set(call.what, turn);
    lane.open += 1;
    lane.tail = turn.finally(() => {
      lane.open -= 1;
    });
    return turn;
  };

  return {
    run(call) {
      if (signal.aborted) return Promise.resolve();
      const lane = lanes.get(call.key) ?? {tail: Promise.resolve(), open: 0, waiting: new Map()};
      lanes.set(call.key, lane);
      return lane.waiting.get(call.what) ?? enqueue(lane, call);
    },
    get hanging() {
      return hanging;
    },
  };
};

const silence = 'no answer yet: the managers may be electing a leader (10–20 s)';

const liveAt = (asOfMs: number, everyMs: number | null): Freshness =>
  everyMs === null ? {kind: 'live', asOfMs} : {kind: 'live', asOfMs, everyMs};

/** Anything thrown that is no EngineError is a fault of ours and is told as such. */
export const asFault = (error: unknown, operation: string): EngineError =>
  error instanceof EngineError
    ? error
    : new EngineError('unexpected', faultInWords(error), {
        operation,
        target: '',
        hint: 'This is a fault of the console; see its log file.',
        cause: error,
      });
