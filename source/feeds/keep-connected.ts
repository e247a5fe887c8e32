import type {Connection} from '../domain/connection.ts';
import type {EngineInfo} from '../domain/model/index.ts';
import type {Endpoint} from '../engine/endpoint.ts';
import type {Engine, OpenEngine} from '../engine/engine.ts';
import type {EngineError} from '../engine/errors.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {asFault} from './calls/call-runner.ts';
import {type ChangeQueue, gatedQueue} from './change-queue.ts';
import {type Clock, pause, within} from './clock.ts';
import {createBackoff} from './link/backoff.ts';
import {createLinkReport} from './link/link-report.ts';
import {findStandIn} from './link/stand-in.ts';
import {startLimitedSession} from './session/limited-session.ts';
import {startManagerSession} from './session/manager-session.ts';
import type {InView, Session, SessionEnd} from './session/session.ts';
import type {Timings} from './timings.ts';
import {faultTrouble, type Trouble} from './trouble.ts';

/** The feeds of one cluster: connected, lost, connected again, perhaps to another of its managers. */
export interface Feeds {
  /** Lists everything again; connects again where there is no connection. */
  refresh(): void;
  setInView(view: InView): void;
  readonly endpoint: Endpoint;
  /** Of all engines so far. */
  readonly traffic: {readonly requests: number; readonly bytes: number};
  /** The engine connected now; null while there is none. */
  readonly engine: Engine | null;
  /** Ends everything, once; resolves when nothing runs any more. */
  close(): Promise<void>;
}

export interface FeedParts {
  readonly open: OpenEngine;
  readonly endpoint: Endpoint;
  /** Other addresses of the same swarm, asked when the connected engine is of no use. */
  readonly standIns: (endpoint: Endpoint, store: ClusterStore) => readonly Endpoint[];
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly random: () => number;
}

export const keepConnected = (parts: FeedParts): Feeds => {
  const {store, queue, clock, timings} = parts;
  const over = new AbortController();
  const closed = {requests: 0, bytes: 0};
  let endpoint = parts.endpoint;
  let engine: Engine | null = null;
  let session: Session | null = null;
  let clusterId: string | null = null;
  let inView: InView = {services: new Set(), nodes: new Set()};
  let moved: Connection['moved'] = null;
  let hurry = new AbortController();
  const delays = {firstMs: timings.reconnectFirstMs, capMs: timings.reconnectCapMs, jitter: 0.3};
  const backoff = createBackoff(delays, parts.random);
  const flaps = createBackoff(delays, parts.random);

  const report = createLinkReport(parts);
  const {doubtEverything} = report;
  const tell = (phase: Connection['phase'], part: Partial<Connection>) =>
    report.tell(endpoint, phase, {moved, ...part});
  const leave = () => {
    if (engine === null) return;
    closed.requests += engine.traffic.requests;
    closed.bytes += engine.traffic.bytes;
    engine.close();
    engine = null;
    session = null;
  };

  const welcome = (info: EngineInfo) => {
    if (clusterId !== null && info.clusterId !== null && info.clusterId !== clusterId)
      queue.push([{kind: 'clear'}]);
    clusterId = info.clusterId ?? clusterId;
    queue.push([
      {kind: 'engine', info},
      {kind: 'freshness', sources: ['engine'], freshness: {kind: 'live', asOfMs: clock.now()}},
    ]);
    tell('connected', {membership: info.membership, trouble: null});
  };

  const move = (to: Engine, reason: string) => {
    moved = {from: endpoint.host, reason, atMs: clock.now()};
    leave();
    engine = to;
    endpoint = to.endpoint;
  };

  const standIn = () =>
    findStandIn({
      open: parts.open,
      candidates: parts.standIns(endpoint, store),
      clusterId,
      limitMs: Math.round(timings.connectMs / 3),
      clock,
      signal: over.signal,
    });

  /** Looks for another manager for as long as the present session is of no use. */
  const lookElsewhere = async (reason: string, signal: AbortSignal): Promise<SessionEnd> => {
    while (!signal.aborted) {
      const to = await standIn();
      if (to !== null && !signal.aborted) return {kind: 'moved', to, reason};
      to?.close();
      await pause(clock, timings.reconnectCapMs, signal);
    }
    return {kind: 'closed'};
  };

  const serve = async (on: Engine, info: EngineInfo): Promise<SessionEnd> => {
    const ending = new AbortController();
    const signal = AbortSignal.any([over.signal, ending.signal]);
    const onTrouble = (trouble: Trouble | null) => tell('connected', {membership: info.membership, trouble});
    const start = info.membership.kind === 'manager' ? startManagerSession : startLimitedSession;
    session = start({
      ...parts,
      queue: gatedQueue(queue, signal),
      engine: on,
      membership: info.membership,
      signal,
      onTrouble: trouble => {
        if (!signal.aborted) onTrouble(trouble);
      },
    });
    session.setInView(inView);
    const isOfUse = info.membership.kind === 'manager' || clusterId === null;
    const elsewhere = isOfUse ? null : lookElsewhere(membershipReason(info.membership.kind), signal);
    const end = await Promise.race(elsewhere === null ? [session.ended] : [session.ended, elsewhere]);
    ending.abort();
    session = null;
    // Both may have ended in the same moment.
    if (end.kind !== 'moved')
      void elsewhere?.then(other => (other.kind === 'moved' ? other.to.close() : undefined));
    return end;
  };

  /** An engine whose role changes with every question must not be flooded with questions. */
  const calmDown = async (livedMs: number) => {
    if (livedMs >= timings.membershipMs) return flaps.reset();
    const delayMs = flaps.next();
    if (flaps.attempts === 1) return;
    doubtEverything('the role of this engine changes all the time');
    await pause(clock, delayMs, over.signal);
  };

  const connectOnce = async (): Promise<Exclude<SessionEnd, {kind: 'membership'}>> => {
    const hasStandIns = parts.standIns(endpoint, store).length > 0;
    const limitMs = hasStandIns ? Math.round(timings.connectMs / 3) : timings.connectMs;
    engine ??= await within(over.signal, clock, limitMs, limit => parts.open(endpoint, limit));
    while (!over.signal.aborted) {
      const on = engine;
      const info = await within(over.signal, clock, timings.connectMs, limit => on.info(limit));
      if (over.signal.aborted) break;
      const startedMs = clock.elapsed();
      welcome(info);
      const end = await serve(on, info);
      const livedMs = clock.elapsed() - startedMs;
      if (livedMs >= timings.reconnectCapMs) backoff.reset();
      if (end.kind !== 'membership') return end;
      await calmDown(livedMs);
    }
    return {kind: 'closed'};
  };

  const wait = async (fault: EngineError) => {
    const delayMs = backoff.next();
    tell('waiting', {
      trouble: faultTrouble(fault),
      attempt: backoff.attempts,
      nextAttemptMs: clock.now() + delayMs,
    });
    hurry = new AbortController();
    await pause(clock, delayMs, hurry.signal);
  };

  const live = async () => {
    tell('connecting', {membership: null, trouble: null});
    while (!over.signal.aborted) {
      tell('connecting', {});
      const end = await connectOnce().catch(
        (error: unknown) => ({kind: 'gone', error: asFault(error, 'connect')}) as const,
      );
      if (end.kind === 'moved' && over.signal.aborted) end.to.close();
      if (over.signal.aborted || end.kind === 'closed') break;
      leave();
      if (end.kind === 'moved') {
        doubtEverything(end.reason);
        move(end.to, end.reason);
        continue;
      }
      doubtEverything(end.error.message);
      const other = await standIn();
      if (other !== null) move(other, end.error.message);
      else if (!over.signal.aborted) await wait(end.error);
    }
    leave();
  };
  const running = live();

  return {
    refresh() {
      session?.refresh();
      hurry.abort();
    },
    setInView(view) {
      inView = view;
      session?.setInView(view);
    },
    get endpoint() {
      return endpoint;
    },
    get engine() {
      return engine;
    },
    get traffic() {
      return {
        requests: closed.requests + (engine?.traffic.requests ?? 0),
        bytes: closed.bytes + (engine?.traffic.bytes ?? 0),
      };
    },
    close() {
      over.abort();
      hurry.abort();
      return running;
    },
  };
};

const membershipReason = (kind: string): string =>
  kind === 'no-quorum' ? 'it had lost the quorum' : `it was no working manager any more (${kind})`;
