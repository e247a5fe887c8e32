import type {ContainerStats, CpuCounters} from './container-stats.ts';
import type {Usage} from './usage.ts';

/**
 * Per cent of one core between two readings, as the docker CLI computes it. The machine's counter grows by one second per
 * core and second, so its share is multiplied by the cores. Unknown when a counter fell: the container was started again.
 */
export const cpuPercent = (before: CpuCounters, now: CpuCounters): number | null => {
  const container = now.containerNs - before.containerNs;
  const system = now.systemNs - before.systemNs;
  if (container < 0 || system <= 0 || now.onlineCpus <= 0) return null;
  return (container / system) * now.onlineCpus * 100;
};

/** Memory as `docker stats` shows it: page cache that can be given back is not counted, unless that cannot be right. */
export const usedMemory = ({usage, reclaimable}: NonNullable<ContainerStats['memory']>): number =>
  reclaimable < usage ? usage - reclaimable : usage;

/** Units per second between two readings of a counter; unknown when it fell or no time went by. */
export const rate = (before: number | null, now: number | null, elapsedMs: number): number | null =>
  before === null || now === null || now < before || elapsedMs <= 0
    ? null
    : ((now - before) / elapsedMs) * 1_000;

/** What a container used between two readings; without an earlier one only what needs a single reading is known. */
export const usageBetween = (before: ContainerStats | null, now: ContainerStats): Usage => {
  const elapsedMs = before === null ? 0 : now.atMs - before.atMs;
  const {memory} = now;
  const rateOf = (counter: 'receivedBytes' | 'sentBytes' | 'readBytes' | 'writtenBytes') =>
    rate(before?.[counter] ?? null, now[counter], elapsedMs);
  return {
    cpuPercent: before?.cpu && now.cpu ? cpuPercent(before.cpu, now.cpu) : null,
    memoryBytes: memory === null ? null : usedMemory(memory),
    // A container without a limit reports the memory of its machine.
    memoryLimitBytes: memory === null || memory.limit <= 0 ? null : memory.limit,
    receivedRate: rateOf('receivedBytes'),
    sentRate: rateOf('sentBytes'),
    readRate: rateOf('readBytes'),
    writtenRate: rateOf('writtenBytes'),
  };
};
