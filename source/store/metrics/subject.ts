import type {MetricSource, NodeUsage, Usage} from '../../domain/metrics/usage.ts';
import type {Adder} from './adder.ts';
import type {MemoryBudget} from './memory-budget.ts';
import type {Metric, Subject} from './metrics-store.ts';
import {createPast, type Past} from './past.ts';

/** What is held of one task, one node, or a sum. */
export interface Pasts {
  put(atMs: number, everyMs: number, usage: Usage | NodeUsage): void;
  /** Where a figure is kept; null: it is not kept of such a thing. */
  of(metric: Metric): {readonly past: Past; readonly index: number} | null;
  close(): void;
}

const mainMetrics: readonly Metric[] = ['cpuPercent', 'memoryBytes'];
const otherMetrics: Readonly<Record<'task' | 'node', readonly Metric[]>> = {
  task: ['receivedRate', 'sentRate', 'readRate', 'writtenRate'],
  node: ['receivedRate', 'sentRate', 'readRate', 'writtenRate', 'load', 'diskBytes'],
};

/** When memory is short, the past of processor and memory is worth more than that of networks and disks. */
const otherShare = 0.4;

export const createPasts = (kind: Subject['kind'], budget: MemoryBudget): Pasts => {
  const metrics: readonly Metric[] =
    kind === 'node' || kind === 'nodes' ? otherMetrics.node : otherMetrics.task;
  const main = createPast(mainMetrics.length, 1, budget);
  const other = createPast(metrics.length, otherShare, budget);
  const values = (usage: Partial<NodeUsage>, names: readonly Metric[]) =>
    names.map(name => usage[name] ?? null);
  return {
    put(atMs, everyMs, usage) {
      main.put(atMs, everyMs, values(usage, mainMetrics));
      other.put(atMs, everyMs, values(usage, metrics));
    },
    of(metric) {
      const first = mainMetrics.indexOf(metric);
      if (first >= 0) return {past: main, index: first};
      const second = metrics.indexOf(metric);
      return second < 0 ? null : {past: other, index: second};
    },
    close() {
      main.close();
      other.close();
    },
  };
};

/** A task or node of which figures were taken. */
export interface Entry {
  readonly kind: 'task' | 'node';
  readonly id: string;
  /** Of a node its own. */
  nodeId: string;
  /** Empty for a node. */
  serviceId: string;
  /** Null: not known any more. */
  usage: Usage | NodeUsage | null;
  source: MetricSource;
  atMs: number;
  expiresAtMs: number;
  /** It lies in a bucket of those that may expire. */
  isWatched: boolean;
  readonly pasts: Pasts;
  /** The sums that it is part of, once it is. */
  wholes: readonly Held[] | null;
}

/** A sum of parts. */
export interface Held {
  readonly adder: Adder;
  readonly parts: Set<Entry>;
  readonly pasts: Pasts;
  /** Up to which slot of time its past is written. */
  slot: number;
}
