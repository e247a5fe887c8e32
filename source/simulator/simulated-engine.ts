import type {WireEvent} from './wire/event.ts';
import type {JsonText} from './wire/json.ts';

/** Filters as the API layer has parsed them: name to wanted values, any of which will do. */
export type Filters = ReadonlyMap<string, readonly string[]>;

export const noFilters: Filters = new Map();

/** What updates and removals of one service may be told beside its spec. */
export interface ServiceUpdateOptions {
  readonly rollback?: 'previous';
  readonly registryAuthFrom?: string;
}

export interface Created {
  readonly id: string;
  readonly warnings: readonly string[];
}

/** One line that a container wrote. */
export interface LogLine {
  readonly timeMs: number;
  /** RFC 3339 with nanoseconds. */
  readonly time: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** What one container has written and will write; the same for the same seed whenever it is asked. */
export interface ContainerLog {
  readonly taskId: string;
  readonly nodeId: string;
  readonly serviceId: string;
  readonly containerId: string;
  /** False while its node cannot be reached: the engine then ends a log with an error frame. */
  isAvailable(): boolean;
  /** False once the container has ended: nothing more comes. */
  isOpen(): boolean;
  /** The last so many lines written by now, oldest first. */
  tail(lines: number): readonly LogLine[];
  /** Lines written after that moment and by now, oldest first, at most `limit`. */
  after(timeMs: number, limit: number): readonly LogLine[];
}

/** What a container uses now; counters only grow. */
export interface ContainerLoad {
  readonly containerId: string;
  readonly name: string;
  readonly readAtMs: number;
  readonly startedAtMs: number;
  readonly cpuUsageNs: number;
  readonly systemCpuUsageNs: number;
  readonly onlineCpus: number;
  /** 0 for no limit. */
  readonly nanoCpusLimit: number;
  readonly memoryBytes: number;
  /** The node's memory where the container has no limit. */
  readonly memoryLimitBytes: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly pids: number;
}

/** Swarm objects of one kind, as the API has them. Texts are whole JSON objects. */
export interface ObjectCalls {
  list(filters: Filters): Promise<readonly JsonText[]>;
  inspect(ref: string): Promise<JsonText>;
  create(spec: unknown): Promise<Created>;
  remove(ref: string): Promise<void>;
}

export interface UpdatableCalls extends ObjectCalls {
  update(ref: string, version: number, spec: unknown): Promise<void>;
}

/**
 * What the API of one node answers now. Every call may throw an ApiError; calls to managers may hang as long as a real
 * one does while nobody leads. Lists are texts of single objects, so that a long one is sent without being copied.
 */
export interface SimulatedEngine {
  readonly nodeId: string;
  /** False while the machine is off or its daemon is: nothing listens on its socket. */
  isListening(): boolean;
  /** Tells when it begins or ceases to listen, so that sockets are closed and opened; the answer ends it. */
  onListening(listener: (isListening: boolean) => void): () => void;
  /** Events of this engine: its own containers', and the swarm's while it is a manager; the answer ends it. */
  onEvent(listener: (event: WireEvent) => void): () => void;
  /** Milliseconds since the epoch on this node's clock. */
  nowMs(): number;
  /** Runs something later on the clock of the simulation; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
  engineVersion(): string;
  /** The word of the `Swarm` header: `inactive`, `active/manager`, … */
  swarmHeader(): string;

  info(): Promise<JsonText>;

  swarmInspect(): Promise<JsonText>;
  updateSwarm(
    version: number,
    spec: unknown,
    rotate: {readonly workerToken: boolean; readonly managerToken: boolean},
  ): Promise<void>;
  unlockKey(): Promise<string>;

  listNodes(filters: Filters): Promise<readonly JsonText[]>;
  inspectNode(ref: string): Promise<JsonText>;
  updateNode(ref: string, version: number, spec: unknown): Promise<void>;
  removeNode(ref: string, force: boolean): Promise<void>;

  listServices(filters: Filters, options: {readonly status: boolean}): Promise<readonly JsonText[]>;
  inspectService(ref: string, options: {readonly insertDefaults: boolean}): Promise<JsonText>;
  createService(spec: unknown): Promise<Created>;
  updateService(
    ref: string,
    version: number,
    spec: unknown,
    options: ServiceUpdateOptions,
  ): Promise<readonly string[]>;
  removeService(ref: string): Promise<void>;

  listTasks(filters: Filters): Promise<readonly JsonText[]>;
  inspectTask(ref: string): Promise<JsonText>;

  readonly secrets: UpdatableCalls;
  readonly configs: UpdatableCalls;
  readonly networks: ObjectCalls;
  /** Of this node only. */
  readonly volumes: ObjectCalls;

  /** Containers of this node; without `all` only those that run. */
  listContainers(filters: Filters, options: {readonly all: boolean}): Promise<readonly JsonText[]>;
  inspectContainer(ref: string): Promise<JsonText>;
  containerLoad(ref: string): Promise<ContainerLoad>;
  killContainer(ref: string, signal: string): Promise<void>;
  stopContainer(ref: string): Promise<void>;
  restartContainer(ref: string): Promise<void>;
  removeContainer(ref: string, force: boolean): Promise<void>;

  listImages(filters: Filters): Promise<readonly JsonText[]>;
  inspectImage(ref: string): Promise<JsonText>;
  /** What the registry of an image would tell of it, which clients ask for to pin its digest. */
  inspectDistribution(ref: string): Promise<JsonText>;
  /** The old shape of `GET /system/df`, as every engine before API 1.53 sends it. */
  diskUsage(): Promise<JsonText>;

  /**
   * Logs of a service's or a task's containers. The answer is called again for what has started meanwhile; it keeps
   * giving what it gave while those containers exist.
   */
  serviceLogs(ref: string): Promise<() => readonly ContainerLog[]>;
  taskLogs(ref: string): Promise<() => readonly ContainerLog[]>;
  containerLogs(ref: string): Promise<ContainerLog>;
}
