import type {Connection} from '../../source/domain/connection.ts';
import {minuteMs, nowMs} from './objects.ts';

/** A connection to a working manager, open for ten minutes. */
export const aConnection = (part: Partial<Connection> = {}): Connection => ({
  context: 'prod',
  host: 'unix:///var/run/docker.sock',
  why: 'default socket',
  phase: 'connected',
  sinceMs: nowMs - 10 * minuteMs,
  membership: {kind: 'manager'},
  trouble: null,
  attempt: 0,
  nextAttemptMs: null,
  moved: null,
  ...part,
});
