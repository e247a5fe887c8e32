import type {SwarmMembership} from './model/index.ts';

/** The link to the engine as the operator must see it. Times are milliseconds since the epoch. */
export interface Connection {
  /** Docker's context name. */
  readonly context: string;
  /** As the docker CLI writes it, e.g. `unix:///var/run/docker.sock`. */
  readonly host: string;
  /** Why this engine: `--host`, `DOCKER_HOST`, `current context "prod"`, … */
  readonly why: string;
  readonly phase: 'connecting' | 'connected' | 'waiting' | 'closed';
  readonly sinceMs: number;
  /** Null until the engine said what it is. */
  readonly membership: SwarmMembership | null;
  /** What is wrong now, with the next step for the operator; null when nothing is. */
  readonly trouble: {readonly kind: string; readonly message: string; readonly hint: string} | null;
  /** Failed attempts in a row and when the next one is due; only while `waiting`. */
  readonly attempt: number;
  readonly nextAttemptMs: number | null;
  /** Set after the console moved to another manager by itself. */
  readonly moved: {readonly from: string; readonly reason: string; readonly atMs: number} | null;
}
