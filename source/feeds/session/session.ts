import type {SwarmMembership} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {EngineError} from '../../engine/errors.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ChangeQueue, Hold} from '../change-queue.ts';
import type {Clock} from '../clock.ts';
import type {Timings} from '../timings.ts';
import type {Trouble} from '../trouble.ts';

/** What is on the screen: its tasks are checked most often. */
export interface InView {
  readonly services: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
}

/** One stretch of time with one engine in one role. */
export interface SessionParts {
  readonly engine: Engine;
  readonly membership: SwarmMembership;
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Released when everything was listed once. */
  readonly hold: Hold;
  /** Shows or clears what is wrong while the engine itself answers. */
  readonly onTrouble: (trouble: Trouble | null) => void;
}

export type SessionEnd =
  | {readonly kind: 'closed'}
  /** The engine does not answer any more. */
  | {readonly kind: 'gone'; readonly error: EngineError}
  /** It answers, but it is something else now (demoted, promoted, locked, quorum lost or back). */
  | {readonly kind: 'membership'; readonly membership: SwarmMembership}
  /** A better manager of the same swarm was found and opened. */
  | {readonly kind: 'moved'; readonly to: Engine; readonly reason: string};

/** A running session. */
export interface Session {
  readonly ended: Promise<SessionEnd>;
  /** Lists everything again now. */
  refresh(): void;
  setInView(view: InView): void;
  /** A container of this service, perhaps on another node, has started, ended or changed its health. */
  stir(serviceId: string): void;
}
