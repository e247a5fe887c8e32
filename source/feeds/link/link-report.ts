import type {Connection} from '../../domain/connection.ts';
import type {Endpoint} from '../../engine/endpoint.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {localSources, swarmSources} from '../calls/list-calls.ts';
import type {ChangeQueue} from '../change-queue.ts';
import type {Clock} from '../clock.ts';
import {doubtSources} from '../doubt.ts';

/** Tells the store how the link to the engine is. */
export interface LinkReport {
  tell(endpoint: Endpoint, phase: Connection['phase'], part: Partial<Connection>): void;
  /** Nothing that is known is confirmed any more. */
  doubtEverything(reason: string): void;
}

export const createLinkReport = (parts: {
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
}): LinkReport => {
  const {store, queue, clock} = parts;
  return {
    tell({context, host, why}, phase, part) {
      const before = store.connection;
      const sinceMs = before.phase === phase ? before.sinceMs : clock.now();
      const link = {context, host, why, phase, sinceMs, attempt: 0, nextAttemptMs: null};
      queue.push([{kind: 'connection', connection: {...before, ...link, ...part}}]);
      queue.flush();
    },
    doubtEverything: reason =>
      doubtSources(parts, ['engine', 'events', ...swarmSources, ...localSources], reason),
  };
};
