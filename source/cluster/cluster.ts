import type {Source} from '../domain/freshness.ts';
import type {AgentReport} from '../domain/metrics/agent-report.ts';
import type {EndpointChoice} from '../engine/discovery/choice.ts';
import type {DockerContext, Endpoint} from '../engine/endpoint.ts';
import type {InspectKind} from '../engine/engine.ts';
import type {EngineExec} from '../engine/exec.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {HealthBook} from '../store/health/health-book.ts';
import type {MetricsStore} from '../store/metrics/metrics-store.ts';
import type {HealthWatch} from './health/watch-health.ts';
import type {ReadLogs} from './read-logs.ts';

/**
 * What a person may say about which engine to use; everything absent is found as the docker CLI finds it. Of several
 * `hosts` the first that answers is used, the others are known stand-ins.
 */
export type EndpointOptions = EndpointChoice;

/** A cluster kept true by its feeds, for as long as it is open. */
export interface Cluster {
  readonly store: ClusterStore;
  /** What the swarm uses, from the best source there is. */
  readonly metrics: MetricsStore;
  /** What is known of health beside the store, and where that comes from. */
  readonly health: HealthBook;
  readonly healthSources: HealthWatch;
  /** The endpoint in use now; changes when the console moves to another manager or context. */
  readonly endpoint: Endpoint;
  /** The engine's own JSON of one object. Rejects with `EngineError`. */
  inspect(kind: InspectKind, id: string, signal?: AbortSignal): Promise<unknown>;
  readonly readLogs: ReadLogs;
  /** Lists everything again now. */
  refresh(): void;
  /** What is on the screen now, by task-bearing objects: their tasks are checked most often. */
  setInView(view: {readonly services: readonly string[]; readonly nodes: readonly string[]}): void;
  contexts(): Promise<readonly DockerContext[]>;
  /**
   * Connects to another context; docker's own choice is not touched. Resolves when it is connected. Rejects with
   * `EngineError`: when the context cannot be used, and nothing has changed; when its engine does not answer, and it goes
   * on being tried; `aborted` when another one was chosen meanwhile.
   */
  switchContext(name: string): Promise<void>;
  /** Requests made and bytes received so far. */
  readonly traffic: {readonly requests: number; readonly bytes: number};
  close(): void;
}

/** One look at a cluster, for commands: connect, list what is asked for, done. */
export interface Snapshot {
  readonly store: ClusterStore;
  /** What agents said, where `agents` was among the sources asked for. */
  readonly reports: readonly AgentReport[];
  /** The figures in it. */
  readonly metrics: MetricsStore;
  readonly health: HealthBook;
  readonly endpoint: Endpoint;
  inspect(kind: InspectKind, id: string): Promise<unknown>;
  readonly readLogs: ReadLogs;
  /** Tries every probe that services declare, until its state is known or so much time is over. */
  tryProbes(limitMs: number): Promise<void>;
  /** Runs a program in a container of this engine. */
  readonly openExec: EngineExec['openExec'];
  close(): void;
}

/**
 * Takes one look. Sources that this engine cannot tell are `unavailable` or `lost` in the store's freshness, with the
 * reason; `store.connection` says what the engine is. Rejects with `EngineError` only where no engine answers at all.
 */
export type TakeSnapshot = (
  options: EndpointOptions & {
    readonly sources: readonly Source[];
    readonly timeoutMs?: number;
    /** How long to listen to agents, where they are asked for. */
    readonly listenMs?: number;
  },
) => Promise<Snapshot>;
