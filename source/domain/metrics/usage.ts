/**
 * Where a figure comes from, best first: the agent of its node, a Prometheus, the engine that the console is connected to, a
 * connection of its own to the node's engine.
 */
export const metricSources = ['agent', 'prometheus', 'engine', 'node-connection'] as const;
export type MetricSource = (typeof metricSources)[number];

/** What a container, a task or a node used at one moment. Null: not known, which is never the same as 0. */
export interface Usage {
  /** 100 is one core. */
  readonly cpuPercent: number | null;
  /** As the docker CLI counts it: without the page cache that can be given back. */
  readonly memoryBytes: number | null;
  /** The limit that applies: the container's own, else the memory of its node; of a node its memory. */
  readonly memoryLimitBytes: number | null;
  /** Bytes per second. */
  readonly receivedRate: number | null;
  readonly sentRate: number | null;
  readonly readRate: number | null;
  readonly writtenRate: number | null;
}

/** What a node used, and what it has. */
export interface NodeUsage extends Usage {
  readonly cpus: number | null;
  /** Load average of the last minute. */
  readonly load: number | null;
  /** Of the file system that holds the engine's data. */
  readonly diskBytes: number | null;
  readonly diskLimitBytes: number | null;
}

/** How often a source measures where it does not say so itself, in milliseconds. */
export const usualEveryMs: Readonly<Record<MetricSource, number>> = {
  agent: 2_000,
  prometheus: 15_000,
  engine: 2_000,
  'node-connection': 5_000,
};

/**
 * One measurement. `atMs`: when it arrived by the reader's clock, since nodes' clocks differ. `everyMs`: how often its source
 * measures; after three times as long it is not believed any more.
 */
export type Sample =
  | {
      readonly kind: 'task';
      readonly id: string;
      readonly serviceId: string;
      readonly nodeId: string;
      readonly atMs: number;
      readonly source: MetricSource;
      readonly everyMs?: number;
      readonly usage: Usage;
    }
  | {
      readonly kind: 'node';
      readonly id: string;
      readonly atMs: number;
      readonly source: MetricSource;
      readonly everyMs?: number;
      readonly usage: NodeUsage;
    };
