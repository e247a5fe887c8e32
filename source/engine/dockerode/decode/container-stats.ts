import type {ContainerStats, CpuCounters} from '../../../domain/metrics/container-stats.ts';
import {count, type Fields, fields, list, text, timeOrNull} from './fields.ts';

/** Null for a container that does not run: its engine answers with zeros. */
export const decodeContainerStats = (wire: unknown): ContainerStats | null => {
  const stats = fields(wire);
  const atMs = timeOrNull(stats['read']);
  if (atMs === null) return null;
  const networks = Object.values(fields(stats['networks'])).map(fields);
  const operations = list(fields(stats['blkio_stats'])['io_service_bytes_recursive']).map(fields);
  return {
    atMs,
    cpu: cpuIn(fields(stats['cpu_stats'])),
    memory: memoryIn(fields(stats['memory_stats'])),
    receivedBytes: sum(networks, 'rx_bytes'),
    sentBytes: sum(networks, 'tx_bytes'),
    readBytes: sum(operations.filter(isNamed('r')), 'value'),
    writtenBytes: sum(operations.filter(isNamed('w')), 'value'),
  };
};

/** Cgroup v1 engines before 1.27 tell no count of cores, but what each of them did. */
const cpuIn = (cpu: Fields): CpuCounters | null => {
  const usage = fields(cpu['cpu_usage']);
  if (typeof cpu['system_cpu_usage'] !== 'number' || typeof usage['total_usage'] !== 'number') return null;
  return {
    containerNs: usage['total_usage'],
    systemNs: cpu['system_cpu_usage'],
    onlineCpus: count(cpu['online_cpus']) || list(usage['percpu_usage']).length,
  };
};

/** `total_inactive_file` is there under cgroup v1 only, where `inactive_file` leaves out what child groups hold. */
const memoryIn = (memory: Fields): ContainerStats['memory'] => {
  if (typeof memory['usage'] !== 'number') return null;
  const parts = fields(memory['stats']);
  const reclaimable = count(parts['total_inactive_file'] ?? parts['inactive_file']);
  return {usage: memory['usage'], reclaimable, limit: count(memory['limit'])};
};

/** Cgroup v1 writes `Read` and `Write`, v2 `read` and `write`; `Sync` and `Total` count the same bytes again. */
const isNamed =
  (initial: string) =>
  (operation: Fields): boolean =>
    text(operation['op']).toLowerCase().startsWith(initial);

const sum = (parts: readonly Fields[], field: string): number | null =>
  parts.length === 0 ? null : parts.reduce((total, part) => total + count(part[field]), 0);
