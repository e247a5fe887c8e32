import type {Metric} from '../../domain/metrics/metric.ts';
import type {MetricSource, NodeUsage, Usage} from '../../domain/metrics/usage.ts';
import type {Adder} from './adder.ts';
import type {CodePool} from './code-pool.ts';
import type {Subject} from './metrics-store.ts';
import {closePast, createPast, type Past, type PastSize, pastSize, putPast} from './past.ts';

/** What is kept of the past of one task, one node, or a sum; null where nothing of it was known yet. */
export interface Pasts {
  main: Past | null;
  other: Past | null;
}

/** Keeps pasts, all of them within one memory. */
export interface PastKeeper {
  put(
    pasts: Pasts,
    kind: Subject['kind'],
    at: {readonly atMs: number; readonly everyMs: number},
    usage: Usage | NodeUsage,
  ): void;
  /** Where a figure is kept; null: nothing of it is. */
  find(
    pasts: Pasts,
    kind: Subject['kind'],
    metric: Metric,
  ): {readonly past: Past; readonly index: number} | null;
  close(pasts: Pasts): void;
}

const main: readonly Metric[] = ['cpuPercent', 'memoryBytes'];
const traffic: readonly Metric[] = ['receivedRate', 'sentRate', 'readRate', 'writtenRate'];
const machine: readonly Metric[] = [...traffic, 'load', 'diskBytes'];

/** When memory is short, the past of processor and memory is worth more than that of networks and disks. */
const mainShare = 0.6;
const otherShare = 0.3;

const isMachine = (kind: Subject['kind']): boolean => kind === 'node' || kind === 'nodes';

export const createPastKeeper = (pool: CodePool): PastKeeper => {
  const mainSize = pastSize(main.length, mainShare);
  const trafficSize = pastSize(traffic.length, otherShare);
  const machineSize = pastSize(machine.length, otherShare);

  const putInto = (
    past: Past | null,
    {size, names}: {readonly size: PastSize; readonly names: readonly Metric[]},
    at: {readonly atMs: number; readonly everyMs: number},
    usage: Partial<NodeUsage>,
  ): Past | null => {
    const value = (index: number) => usage[names[index] ?? 'cpuPercent'] ?? null;
    if (past === null && names.every((_, index) => value(index) === null)) return null;
    const kept = past ?? createPast(size);
    putPast(kept, at, value, pool);
    return kept;
  };
  return {
    put(pasts, kind, at, usage) {
      const size = isMachine(kind) ? machineSize : trafficSize;
      pasts.main = putInto(pasts.main, {size: mainSize, names: main}, at, usage);
      pasts.other = putInto(pasts.other, {size, names: isMachine(kind) ? machine : traffic}, at, usage);
    },
    find(pasts, kind, metric) {
      const [past, names] = main.includes(metric)
        ? ([pasts.main, main] as const)
        : ([pasts.other, isMachine(kind) ? machine : traffic] as const);
      const index = names.indexOf(metric);
      return past === null || index < 0 ? null : {past, index};
    },
    close(pasts) {
      if (pasts.main !== null) closePast(pasts.main, pool);
      if (pasts.other !== null) closePast(pasts.other, pool);
      pasts.main = null;
      pasts.other = null;
    },
  };
};

/** A task or node of which figures were taken. */
export interface Entry extends Pasts {
  readonly kind: 'task' | 'node';
  readonly id: string;
  /** Of a node its own. */
  readonly nodeId: string;
  /** Empty for a node. */
  readonly serviceId: string;
  /** Null: not known any more. */
  usage: Usage | NodeUsage | null;
  source: MetricSource;
  atMs: number;
  expiresAtMs: number;
  /** It lies in a bucket of those that may expire. */
  isWatched: boolean;
  /** The sums that it is part of, once it is. */
  wholes: readonly Held[] | null;
}

/** A sum of parts. */
export interface Held extends Pasts {
  readonly kind: Subject['kind'];
  readonly adder: Adder;
  readonly parts: Set<Entry>;
  /** Up to which slot of time its past is written. */
  slot: number;
}
