import type {Freshness, Source} from '../domain/freshness.ts';
import {EngineError} from '../engine/errors.ts';
import type {Change} from '../store/changes.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {ChangeQueue} from './change-queue.ts';
import type {Clock} from './clock.ts';
import type {Timings} from './timings.ts';

/** One thing to ask the engine, and the sources that its answer makes fresh. */
export interface Call {
  /** Calls with the same key never overlap; asked again while running, it runs once more. */
  readonly key: string;
  readonly sources: readonly Source[];
  readonly ask: (signal: AbortSignal) => Promise<readonly Change[]>;
}

/** Runs calls one at a time per key, and tells by freshness what their answers, errors and silences mean. */
export interface CallRunner {
  /** Resolves when an answer to a call made after this moment has been queued, or has failed. */
  run(call: Call): Promise<void>;
  /** Calls that have waited longer than the hang limit. */
  readonly hanging: number;
}

interface Lane {
  running: Promise<void> | null;
  next: Promise<void> | null;
}

export const createCallRunner = (parts: {
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
  readonly timings: Timings;
  /** Ends the session: every open call with it. */
  readonly signal: AbortSignal;
  readonly onHang: () => void;
  /** An answer came after calls had been hanging. */
  readonly onRelief: () => void;
  readonly onFault: (error: EngineError, call: Call) => void;
  /** Why even an answer cannot be believed now (a manager in a minority); null when it can. */
  readonly doubt: () => string | null;
}): CallRunner => {
  const {store, queue, clock, timings, signal} = parts;
  const lanes = new Map<string, Lane>();
  let hanging = 0;

  const tell = (sources: readonly Source[], freshness: Freshness) =>
    queue.push([{kind: 'freshness', sources, freshness}]);

  const doubtAll = (sources: readonly Source[], reason: string) => {
    for (const source of sources) tell([source], doubted(store.freshness(source), clock.now(), reason));
  };

  const once = async (call: Call): Promise<void> => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timings.callMs)]);
    let isHanging = false;
    const cancelHang = clock.after(timings.hangMs, () => {
      isHanging = true;
      hanging += 1;
      doubtAll(call.sources, silence);
      parts.onHang();
    });
    try {
      const changes = await call.ask(limit);
      queue.push(changes);
      const doubt = parts.doubt();
      if (doubt === null) tell(call.sources, {kind: 'live', asOfMs: clock.now()});
      else doubtAll(call.sources, doubt);
    } catch (error) {
      if (signal.aborted) return;
      const fault = asFault(error, call.key);
      doubtAll(call.sources, fault.message);
      parts.onFault(fault, call);
    } finally {
      cancelHang();
      if (isHanging) {
        hanging -= 1;
        if (hanging === 0) parts.onRelief();
      }
    }
  };

  const start = (lane: Lane, call: Call): Promise<void> => {
    lane.running = once(call).finally(() => {
      lane.running = null;
    });
    return lane.running;
  };

  return {
    run(call) {
      if (signal.aborted) return Promise.resolve();
      const lane = lanes.get(call.key) ?? {running: null, next: null};
      lanes.set(call.key, lane);
      if (lane.running === null) return start(lane, call);
      lane.next ??= lane.running.then(() => {
        lane.next = null;
        return start(lane, call);
      });
      return lane.next;
    },
    get hanging() {
      return hanging;
    },
  };
};

const silence = 'no answer yet: the managers may be electing a leader (10–20 s)';

/** What doubt makes of a freshness: data that we have is stale since it was last confirmed; what we never had is lost. */
export const doubted = (before: Freshness, nowMs: number, reason: string): Freshness => {
  switch (before.kind) {
    case 'live':
      return {kind: 'stale', sinceMs: before.asOfMs, reason};
    case 'stale':
      return {kind: 'stale', sinceMs: before.sinceMs, reason};
    case 'lost':
      return {kind: 'lost', sinceMs: before.sinceMs, reason};
    case 'loading':
    case 'unavailable':
      return {kind: 'lost', sinceMs: nowMs, reason};
  }
};

/** Anything thrown that is no EngineError is a fault of ours and is told as such. */
export const asFault = (error: unknown, operation: string): EngineError =>
  error instanceof EngineError
    ? error
    : new EngineError('unexpected', error instanceof Error ? error.message : String(error), {
        operation,
        target: '',
        hint: 'This is a fault of the console; see its log file.',
        cause: error,
      });
