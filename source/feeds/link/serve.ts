import type {SwarmMembership} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import {gatedQueue} from '../change-queue.ts';
import {pause} from '../clock.ts';
import {startLimitedSession} from '../session/limited-session.ts';
import {startManagerSession} from '../session/manager-session.ts';
import type {Session, SessionEnd, SessionParts} from '../session/session.ts';

/** What one session on one engine needs. */
export interface Serving extends SessionParts {
  /** What the engine itself says of its role, where it was only guessed so far. */
  readonly introduction: Promise<SwarmMembership>;
  /** Looks for another manager of the same swarm; null: there is none, or none is wanted. */
  readonly standIn: (() => Promise<Engine | null>) | null;
  /** A session has begun; null: it is over. */
  readonly onSession: (session: Session | null) => void;
}

/** Runs a session until it ends, or a better engine is found, or the engine turns out to be something else. */
export const serve = async (serving: Serving): Promise<SessionEnd> => {
  const ending = new AbortController();
  const signal = AbortSignal.any([serving.signal, ending.signal]);
  const start = serving.membership.kind === 'manager' ? startManagerSession : startLimitedSession;
  const session = start({
    ...serving,
    queue: gatedQueue(serving.queue, signal),
    signal,
    onTrouble: trouble => {
      if (!signal.aborted) serving.onTrouble(trouble);
    },
  });
  serving.onSession(session);
  const elsewhere = lookElsewhere(serving, signal);
  let end: SessionEnd | null = null;
  try {
    end = await Promise.race([session.ended, elsewhere, misjudged(serving)]);
    return end;
  } finally {
    ending.abort();
    serving.onSession(null);
    // Both may have ended in the same moment.
    if (end?.kind !== 'moved')
      void elsewhere.then(other => (other.kind === 'moved' ? other.to.close() : null));
  }
};

/** Looks for another manager for as long as the present session is of no use. */
const lookElsewhere = async (serving: Serving, signal: AbortSignal): Promise<SessionEnd> => {
  const {standIn, clock, timings, membership} = serving;
  while (standIn !== null && !signal.aborted) {
    const to = await standIn();
    if (to !== null && !signal.aborted) return {kind: 'moved', to, reason: reasonOf(membership.kind)};
    to?.close();
    await pause(clock, timings.reconnectCapMs, signal);
  }
  return standIn === null ? never() : {kind: 'closed'};
};

/** Ends the session when the engine is not what it was taken for, or does not say what it is. */
const misjudged = async ({introduction, membership}: Serving): Promise<SessionEnd> => {
  const told = await introduction;
  return told.kind === membership.kind ? never() : {kind: 'membership', membership: told};
};

const never = (): Promise<never> => new Promise(() => undefined);

const reasonOf = (kind: SwarmMembership['kind']): string =>
  kind === 'no-quorum' ? 'it had lost the quorum' : `it was no working manager any more (${kind})`;
