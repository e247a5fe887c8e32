import type {Session, SessionEnd} from './session.ts';

/** How a session ends: once, for one reason, and everything in it with it. */
export interface SessionLife {
  /** Aborted when the session is over, from outside or from within. */
  readonly signal: AbortSignal;
  readonly ended: Session['ended'];
  readonly end: (how: SessionEnd) => void;
  /** Called once when the session is over. */
  onOver(stop: () => void): void;
}

export const createSessionLife = (parent: AbortSignal): SessionLife => {
  const over = new AbortController();
  const signal = AbortSignal.any([parent, over.signal]);
  const {promise: ended, resolve} = Promise.withResolvers<SessionEnd>();
  const end = (how: SessionEnd) => {
    over.abort();
    resolve(how);
  };
  parent.addEventListener('abort', () => end({kind: 'closed'}), {once: true});
  return {signal, ended, end, onOver: stop => signal.addEventListener('abort', stop, {once: true})};
};
