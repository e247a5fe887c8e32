import type {Observation} from '../domain/health/observation.ts';
import type {Node, Service, Task} from '../domain/model/index.ts';

/** What integrations may see of the swarm: what the store knows, as it is when they ask. */
export interface ClusterView {
  readonly services: () => Iterable<Service>;
  readonly tasks: () => Iterable<Task>;
  readonly tasksOf: (serviceId: string) => Iterable<Task>;
  readonly taskById: (id: string) => Task | undefined;
  readonly nodes: () => Iterable<Node>;
  readonly nodeById: (id: string) => Node | undefined;
}

/** Time as integrations see it, so that tests can turn it by hand. */
export interface Timer {
  /** Milliseconds since the epoch. */
  now(): number;
  after(delayMs: number, action: () => void): () => void;
}

/** A source of observations beside the engine. One that dies makes itself lost and nothing else. */
export interface Integration {
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Where it is in this swarm; null: it is not there, and nothing of it is shown. */
  detect(cluster: ClusterView): string | null;
  /** Tells what it sees until the signal ends it. Throws where it cannot go on. */
  observe(cluster: ClusterView, signal: AbortSignal): AsyncIterable<Observation>;
}
