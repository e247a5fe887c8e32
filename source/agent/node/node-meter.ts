import {rate} from '../../domain/metrics/formulas.ts';
import type {NodeUsage} from '../../domain/metrics/usage.ts';
import {type CpuTicks, cpuTicks, diskTraffic, loadOf, memoryOf} from './proc.ts';

/** Where a machine tells of itself. Reading what it does not have rejects. */
export interface MachineFiles {
  readonly read: (path: string) => Promise<string>;
  readonly names: (folder: string) => Promise<readonly string[]>;
  /** Of the file system that holds the engine's data. */
  readonly disk: () => Promise<{readonly used: number; readonly total: number}>;
}

/** Measures the node: each reading tells of the time since the one before. */
export interface NodeMeter {
  read(): Promise<NodeUsage>;
}

interface Reading {
  readonly atMs: number;
  readonly cpu: CpuTicks | null;
  readonly traffic: {readonly read: number; readonly written: number} | null;
}

/**
 * What cannot be read is not known. Of the network nothing is: a container sees its own, unlike memory, load and
 * processors, which are the machine's own in `/proc` everywhere.
 */
export const createNodeMeter = (files: MachineFiles, elapsed: () => number): NodeMeter => {
  let before: Reading | null = null;
  return {
    async read() {
      const [cpu, memory, load, traffic, disk] = await Promise.all([
        known(files.read('/proc/stat').then(cpuTicks)),
        known(files.read('/proc/meminfo').then(memoryOf)),
        known(files.read('/proc/loadavg').then(loadOf)),
        known(
          Promise.all([files.read('/proc/diskstats'), files.names('/sys/block')]).then(([text, disks]) =>
            diskTraffic(text, disks),
          ),
        ),
        known(files.disk()),
      ]);
      const now: Reading = {atMs: elapsed(), cpu, traffic};
      const passedMs = before === null ? 0 : now.atMs - before.atMs;
      const usage: NodeUsage = {
        cpuPercent: busyPercent(before?.cpu ?? null, cpu),
        memoryBytes: memory?.used ?? null,
        memoryLimitBytes: memory?.total ?? null,
        receivedRate: null,
        sentRate: null,
        readRate: rate(before?.traffic?.read ?? null, traffic?.read ?? null, passedMs),
        writtenRate: rate(before?.traffic?.written ?? null, traffic?.written ?? null, passedMs),
        cpus: cpu?.cpus ?? null,
        load,
        diskBytes: disk?.used ?? null,
        diskLimitBytes: disk?.total ?? null,
      };
      before = now;
      return usage;
    },
  };
};

const known = <Value>(reading: Promise<Value | null>): Promise<Value | null> => reading.catch(() => null);

/** 100 is one core, as for containers. */
const busyPercent = (before: CpuTicks | null, now: CpuTicks | null): number | null => {
  if (before === null || now === null) return null;
  const [busy, total] = [now.busy - before.busy, now.total - before.total];
  return busy < 0 || total <= 0 ? null : (busy / total) * now.cpus * 100;
};
