import type {Connection} from '../domain/connection.ts';
import type {EngineInfo} from '../domain/model/index.ts';
import type {Endpoint} from '../engine/endpoint.ts';
import type {Engine, OpenEngine} from '../engine/engine.ts';
import type {EngineError} from '../engine/errors.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {createBackoff} from './backoff.ts';
import {asFault, doubted} from './call-runner.ts';
import type {ChangeQueue} from './change-queue.ts';
import {type Clock, pause} from './clock.ts';
import {startLimitedSession} from './limited-session.ts';
import {localSources, swarmSources} from './list-calls.ts';
import {startManagerSession} from './manager-session.ts';
import type {InView, Session, SessionEnd} from './session.ts';
import {findStandIn} from './stand-in.ts';
import type {Timings} from './timings.ts';
import {faultTrouble, type Trouble} from './trouble.ts';

/** The feeds of one cluster: connected, lost, connected again, perhaps to another of its managers. */
export interface Feeds {
  refresh(): void;
  setInView(view: InView): void;
  readonly endpoint: Endpoint;
  /** Of all engines so far. */
  readonly traffic: {readonly requests: number; readonly bytes: number};
  /** The engine connected now; null while there is none. */
  readonly engine: Engine | null;
  /** Ends everything; resolves when nothing runs any more. */
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
  const backoff = createBackoff(
    {firstMs: timings.reconnectFirstMs, capMs: timings.reconnectCapMs, jitter: 0.3},
    parts.random,
  );

  const tell = (phase: Connection['phase'], part: Partial<Connection>) => {
    const before = store.connection;
    const connection: Connection = {
      ...before,
      context: endpoint.context,
      host: endpoint.host,
      why: endpoint.why,
      phase,
      sinceMs: before.phase === phase ? before.sinceMs : clock.now(),
      attempt: 0,
      nextAttemptMs: null,
      moved,
      ...part,
    };
    queue.push([{kind: 'connection', connection}]);
    queue.flush();
  };
  const doubtEverything = (reason: string) => {
    for (const source of ['engine', 'events', ...swarmSources, ...localSources] as const)
      queue.push([
        {
          kind: 'freshness',
          sources: [source],
          freshness: doubted(store.freshness(source), clock.now(), reason),
        },
      ]);
  };
  const leave = () => {
    if (engine === null) return;
    closed.requests += engine.traffic.requests;
    closed.bytes += engine.traffic.bytes;
    engine.close();
    engine = null;
    session = null;
  };

  const openWithin = (target: Endpoint, limitMs: number) =>
    parts.open(target, AbortSignal.any([over.signal, AbortSignal.timeout(limitMs)]));

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
      open: openWithin,
      candidates: parts.standIns(endpoint, store),
      clusterId,
      limitMs: Math.round(timings.connectMs / 3),
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
    session = start({...parts, engine: on, membership: info.membership, signal, onTrouble});
    session.setInView(inView);
    const isOfUse = info.membership.kind === 'manager' || clusterId === null;
    const ends = isOfUse
      ? [session.ended]
      : [session.ended, lookElsewhere(membershipReason(info.membership.kind), signal)];
    const end = await Promise.race(ends);
    ending.abort();
    return end;
  };

  const connectOnce = async (): Promise<EngineError> => {
    const hasStandIns = parts.standIns(endpoint, store).length > 0;
    engine ??= await openWithin(
      endpoint,
      hasStandIns ? Math.round(timings.connectMs / 3) : timings.connectMs,
    );
    for (;;) {
      const on = engine;
      const info = await on.info(AbortSignal.any([over.signal, AbortSignal.timeout(timings.connectMs)]));
      backoff.reset();
      welcome(info);
      const end = await serve(on, info);
      if (end.kind !== 'membership')
        return end.kind === 'gone' ? end.error : asFault(new Error('closed'), 'close');
    }
  };

  const live = async () => {
    while (!over.signal.aborted) {
      tell('connecting', {});
      const fault = await connectOnce().catch((error: unknown) => asFault(error, 'connect'));
      if (over.signal.aborted) break;
      leave();
      doubtEverything(fault.message);
      const other = await standIn();
      if (other !== null) {
        move(other, fault.message);
        continue;
      }
      const delayMs = backoff.next();
      tell('waiting', {
        trouble: faultTrouble(fault),
        attempt: backoff.attempts,
        nextAttemptMs: clock.now() + delayMs,
      });
      await pause(clock, delayMs, over.signal);
    }
    leave();
  };
  const running = live();

  return {
    refresh: () => session?.refresh(),
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
      return running;
    },
  };
};

const membershipReason = (kind: string): string =>
  kind === 'no-quorum' ? 'it had lost the quorum' : `it was no working manager any more (${kind})`;
