import type {Connection} from '../../domain/connection.ts';
import type {SwarmMembership} from '../../domain/model/index.ts';
import type {Endpoint} from '../../engine/endpoint.ts';
import {type Engine, mayBeManager, type OpenEngine} from '../../engine/engine.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {asFault} from '../calls/call-runner.ts';
import {type ChangeQueue, type Hold, noHold} from '../change-queue.ts';
import {type Clock, within} from '../clock.ts';
import type {Session, SessionEnd} from '../session/session.ts';
import type {Timings} from '../timings.ts';
import {faultTrouble} from '../trouble.ts';
import type {HeldEngine} from './held-engine.ts';
import {createLinkReport, type LinkReport} from './link-report.ts';
import type {Pauses} from './pauses.ts';
import {serve} from './serve.ts';
import {findStandIn} from './stand-in.ts';

/** What is known of a swarm is shown after so long, though the rest of its first lists has not come. */
const longestHoldMs = 100;
/** So many objects are shown in one piece; more would hold the screen. */
const largestHold = 400;

/** What keeping a cluster connected needs. */
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

interface LinkParts extends FeedParts {
  readonly held: HeldEngine;
  readonly pauses: Pauses;
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly onSession: (session: Session | null) => void;
}

interface Link extends LinkParts {
  readonly report: LinkReport;
  /** The swarm that the store tells of; null until one was met. */
  readonly swarm: {id: string | null};
}

/** Connects, serves, and connects again, to a stand-in where there is one, until the signal ends it. */
export const stayConnected = async (parts: LinkParts): Promise<void> => {
  const link: Link = {...parts, report: createLinkReport(parts), swarm: {id: null}};
  const {held, report, signal} = link;
  tell(link, 'connecting', {membership: null, trouble: null});
  while (!signal.aborted) {
    tell(link, 'connecting', {});
    const end = await connectOnce(link).catch(
      (error: unknown) => ({kind: 'gone', error: asFault(error, 'connect')}) as const,
    );
    if (end.kind === 'moved' && signal.aborted) end.to.close();
    if (signal.aborted || end.kind === 'closed') break;
    held.leave();
    const reason = end.kind === 'moved' ? end.reason : end.error.message;
    report.doubtEverything(reason);
    const other = end.kind === 'moved' ? end.to : await standIn(link);
    if (other !== null) held.move(other, reason, link.clock.now());
    else if (end.kind === 'gone')
      await link.pauses.beforeAttempt((delayMs, attempt) =>
        tell(link, 'waiting', {
          trouble: faultTrouble(end.error),
          attempt,
          nextAttemptMs: link.clock.now() + delayMs,
        }),
      );
  }
  held.leave();
};

const tell = ({report, held}: Link, phase: Connection['phase'], part: Partial<Connection>) =>
  report.tell(held.endpoint, phase, {moved: held.moved, ...part});

const standIn = ({held, swarm, timings, ...parts}: Link): Promise<Engine | null> =>
  findStandIn({
    ...parts,
    candidates: parts.standIns(held.endpoint, parts.store),
    clusterId: swarm.id,
    limitMs: Math.round(timings.connectMs / 3),
  });

type EngineEnd = Exclude<SessionEnd, {kind: 'membership'}>;

/** One stretch of time with one engine; what is shown of a swarm that was not known before comes in one piece. */
const connectOnce = async (link: Link): Promise<EngineEnd> => {
  const on = link.held.engine ?? link.held.take(await open(link));
  if (link.swarm.id !== null) return stay(link, on, null, noHold);
  const guess = mayBeManager(on.greeting) ? manager : null;
  const hold = link.queue.hold(longestHoldMs, largestHold);
  return stay(link, on, guess, hold).finally(hold.release);
};

/** Serves through all changes of the engine's role, the first of which is perhaps only guessed. */
const stay = async (
  link: Link,
  on: Engine,
  guess: SwarmMembership | null,
  hold: Hold,
): Promise<EngineEnd> => {
  const {clock, pauses, report, signal} = link;
  for (let isGuessed = guess !== null; !signal.aborted; isGuessed = false) {
    const introduction = introduce(link, on);
    const membership = guess !== null && isGuessed ? guess : await introduction;
    if (signal.aborted) break;
    const startedMs = clock.elapsed();
    tell(link, 'connected', {membership, trouble: null});
    const isOfUse = membership.kind === 'manager' || link.swarm.id === null;
    const isSure = !isGuessed || on.greeting.swarm !== '';
    const end = await serve({
      ...link,
      engine: on,
      membership,
      introduction,
      hold: isSure ? hold : releasedAfter(introduction, membership.kind, hold),
      standIn: isOfUse ? null : () => standIn(link),
      onTrouble: trouble => tell(link, 'connected', {membership, trouble}),
    });
    const livedMs = clock.elapsed() - startedMs;
    pauses.lived(livedMs);
    if (end.kind !== 'membership') return end;
    await pauses.afterRoleChange(livedMs, () =>
      report.doubtEverything('the role of this engine changes all the time'),
    );
  }
  return {kind: 'closed'};
};

/** Not released before the engine has said that it is what it was taken for. */
const releasedAfter = (
  introduction: Promise<SwarmMembership>,
  kind: SwarmMembership['kind'],
  hold: Hold,
): Hold => ({
  over: hold.over,
  release: () =>
    void introduction.then(
      told => (told.kind === kind ? hold.release() : undefined),
      () => undefined,
    ),
});

const manager: SwarmMembership = {kind: 'manager'};

const open = ({held, clock, timings, signal, ...parts}: Link): Promise<Engine> => {
  const hasStandIns = parts.standIns(held.endpoint, parts.store).length > 0;
  const limitMs = hasStandIns ? Math.round(timings.connectMs / 3) : timings.connectMs;
  return within(signal, clock, limitMs, limit => parts.open(held.endpoint, limit));
};

/** Has the engine tell what it is; what is known of another swarm is forgotten. */
const introduce = (link: Link, on: Engine): Promise<SwarmMembership> => {
  const {clock, queue, swarm} = link;
  const told = within(link.signal, clock, link.timings.connectMs, limit => on.info(limit)).then(info => {
    if (link.signal.aborted || link.held.engine !== on) return info.membership;
    if (swarm.id !== null && info.clusterId !== null && info.clusterId !== swarm.id)
      queue.push([{kind: 'clear'}]);
    swarm.id = info.clusterId ?? swarm.id;
    queue.push([
      {kind: 'engine', info},
      {kind: 'freshness', sources: ['engine'], freshness: {kind: 'live', asOfMs: clock.now()}},
    ]);
    return info.membership;
  });
  // Nobody may be waiting for it any more when it fails.
  told.catch(() => undefined);
  return told;
};
