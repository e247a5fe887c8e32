import type {DockerCli} from '../../engine/docker-cli.ts';
import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/errors.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Intent} from '../intent.ts';
import type {Journal} from '../journal/journal.ts';
import type {ActingProcess, ActionPlace, Actor, ResultKind} from '../journal/record.ts';
import type {Plan, Refusal} from '../plan/plan.ts';

/** What the runner needs of time. */
export interface RunnerClock {
  now(): number;
  /** Calls once after so many milliseconds; the function that it returns prevents that. */
  after(ms: number, call: () => void): () => void;
}

export interface RunnerParts {
  /** The engine connected now; null while there is none. */
  readonly engine: () => Engine | null;
  readonly store: ClusterStore;
  readonly clock: RunnerClock;
  readonly journal: Journal;
  readonly who: Actor;
  readonly where: () => ActionPlace;
  readonly process?: ActingProcess;
  /** Whether a process of this machine has ended; of another machine nothing can be told. */
  readonly hasEnded?: (process: ActingProcess) => boolean;
  /** Whether engine and store have become those of another swarm than that of the action. */
  readonly hasLeft?: () => boolean;
  /** Why nothing may be changed here; null when it may. */
  readonly locked: () => string | null;
  readonly newId: () => string;
  /** Credentials of this machine for an image's registry. */
  readonly findRegistryAuth: (image: string) => Promise<string | null>;
  /** The docker CLI of this machine, for what the engine has no call for. */
  readonly docker?: DockerCli;
  /** How many other managers can be asked when the connected one is none any more; absent: none. */
  readonly otherManagers?: () => number;
  /** Asks the feeds to list everything again now. */
  readonly refresh: () => void;
  /** Asks the feeds to look at these more often, until the function that it returns is called. */
  readonly watch: (view: {
    readonly services: readonly string[];
    readonly nodes: readonly string[];
  }) => () => void;
}

/** How far an action has got. */
export interface Progress {
  readonly phase: 'checking' | 'executing' | 'verifying' | 'ended';
  readonly detail: string;
  /** No manager answers as it should: it is tried again for a while. */
  readonly isHeldUp?: boolean;
  readonly sinceMs: number;
}

export interface Outcome {
  readonly kind: Exclude<ResultKind, 'started'> | 'dry-run';
  readonly message: string;
  readonly durationMs: number;
  /** The record in the journal; null for a dry run. */
  readonly record: string | null;
  /** Warnings of the engine, and of a journal that could not be written. */
  readonly notes: readonly string[];
  /** Fields that someone else has changed, on a conflict. */
  readonly conflicts: Refusal['conflicts'];
}

export interface RunOptions {
  /** Does everything but change the cluster. */
  readonly dryRun?: boolean;
  /** False: ends when the engine has taken the change, unverified. Default true. */
  readonly wait?: boolean;
  /** The record of the procedure that it is a step of. */
  readonly partOf?: string;
}

/** An action on its way. It goes on whether or not anyone looks. */
export interface Run {
  readonly plan: Plan;
  readonly progress: Progress;
  onProgress(listener: (progress: Progress) => void): () => void;
  readonly outcome: Promise<Outcome>;
  /** True when it was stopped before anything was changed; later there is nothing left to cancel, only to undo. */
  cancel(): boolean;
}

/** The engine, or the error that there is none. */
export const connected = (parts: Pick<RunnerParts, 'engine'>, intent: Intent): Engine =>
  connectedTo(parts, intent.kind);

/** The same for what is no action. */
export const connectedTo = (parts: Pick<RunnerParts, 'engine'>, operation: string): Engine => {
  const engine = parts.engine();
  if (engine !== null) return engine;
  throw new EngineError('unreachable', 'No engine is connected.', {
    operation,
    target: 'the swarm',
    hint: 'The connection is being made again; try again when it is there.',
  });
};

/** What a dry run says; `locked`: why nothing may be changed. */
export const dryRunMessage = (locked: string | null): string =>
  locked === null ? 'dry run: nothing was changed' : `dry run; it would be refused: ${locked}`;
