import type {ContainerStats} from '../domain/metrics/container-stats.ts';
import type {
  Config,
  Container,
  EngineEvent,
  EngineInfo,
  Network,
  Node,
  Secret,
  Service,
  Task,
  Volume,
} from '../domain/model/index.ts';
import type {OnAnswer} from './answer.ts';
import type {Endpoint} from './endpoint.ts';
import type {EngineExec} from './exec.ts';
import type {EngineLogs} from './logs.ts';
import type {EngineWrites} from './writes.ts';

/** Answer of `GET /_ping`: the cheapest way to ask an engine what it is. */
export interface Ping {
  /** Newest API version of the engine, e.g. `1.51`. */
  readonly apiVersion: string;
  /** `inactive | pending | error | locked | active/worker | active/manager`; empty when the engine does not say. */
  readonly swarm: string;
}

/** Whether a ping leaves it open that a manager answered it: engines before 23.0 do not say. */
export const mayBeManager = ({swarm}: Ping): boolean => swarm === '' || swarm === 'active/manager';

/** Narrowing of a task list; fields combine with "and", values within one with "or". An empty field names nothing. */
export interface TaskFilter {
  readonly ids?: readonly string[];
  readonly services?: readonly string[];
  readonly nodes?: readonly string[];
  readonly desiredStates?: readonly ('running' | 'shutdown' | 'accepted')[];
}

export interface EventFilter {
  readonly types: readonly string[];
  /** Names of container actions wanted; health-check `exec_*` noise must be kept out at the engine. */
  readonly actions?: readonly string[];
  /** Replays what the engine still has since then (at most 256 events). */
  readonly sinceMs?: number;
}

/** What can be looked at whole, by id. */
export type InspectKind =
  | 'node'
  | 'service'
  | 'task'
  | 'network'
  | 'volume'
  | 'secret'
  | 'config'
  | 'container'
  | 'swarm';

/**
 * The connection to one engine, in Docker's words. Every method rejects with `EngineError`.
 * Calls that need a manager reject with `not-a-manager`, `no-quorum`, `locked`, … where there is none.
 */
export interface Engine extends EngineExec, EngineLogs, EngineWrites {
  readonly endpoint: Endpoint;
  /** Pinned when the engine was opened, for as long as it is connected. */
  readonly apiVersion: string;
  /** What it answered to the ping that opened it. */
  readonly greeting: Ping;
  ping(signal?: AbortSignal): Promise<Ping>;
  info(signal?: AbortSignal): Promise<EngineInfo>;
  /** `ids` narrows. */
  listNodes(filter?: {readonly ids?: readonly string[]}, signal?: AbortSignal): Promise<readonly Node[]>;
  /** With the engine's counts (`?status=true`); `ids` narrows; `progress` is called when a part of the answer has come. */
  listServices(
    filter?: {readonly ids?: readonly string[]},
    signal?: AbortSignal,
    progress?: () => void,
  ): Promise<readonly Service[]>;
  /** In slices, decoded without holding the event loop for more than a few milliseconds at a time. */
  listTasks(filter?: TaskFilter, signal?: AbortSignal): AsyncIterable<readonly Task[]>;
  listNetworks(signal?: AbortSignal): Promise<readonly Network[]>;
  listSecrets(signal?: AbortSignal): Promise<readonly Secret[]>;
  listConfigs(signal?: AbortSignal): Promise<readonly Config[]>;
  /** Of the connected engine only. */
  listVolumes(signal?: AbortSignal): Promise<readonly Volume[]>;
  /** Of the connected engine only. */
  listContainers(signal?: AbortSignal): Promise<readonly Container[]>;
  /**
   * One reading of a container of the connected engine, at once: shares and rates need two. Null when it does not run.
   * Engines before 1.41 take two seconds for it.
   */
  containerStats(id: string, signal?: AbortSignal): Promise<ContainerStats | null>;
  /** The engine's own JSON, as parsed, for the describe and spec views. */
  inspect(kind: InspectKind, id: string, signal?: AbortSignal): Promise<unknown>;
  /** Ends when the engine closes the stream; rejects when it breaks. `opened` is called once the engine answered. */
  watchEvents(filter: EventFilter, signal: AbortSignal, opened?: () => void): AsyncIterable<EngineEvent>;
  /** Requests made, bytes of bodies received, and event lines that were none, since the engine was opened. */
  readonly traffic: {readonly requests: number; readonly bytes: number; readonly skippedLines?: number};
  /** Closes idle connections. Open calls are ended by their own signals. */
  close(): void;
}

/** Opens an endpoint: pings it, negotiates and pins the API version. `onAnswer` is told of every answer to a short call. */
export type OpenEngine = (endpoint: Endpoint, signal?: AbortSignal, onAnswer?: OnAnswer) => Promise<Engine>;
