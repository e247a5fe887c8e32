import type {ContainerLoad} from '../../simulated-engine.ts';
import {noTime, wireTime} from '../../wire/time.ts';

/** How a machine accounts for its containers decides the shape of its figures. */
export type CgroupVersion = '1' | '2';

const noThrottling = {periods: 0, throttled_periods: 0, throttled_time: 0};

const noCpu = {
  cpu_usage: {total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0},
  throttling_data: noThrottling,
};

/** A quarter of the work is the kernel's. */
const kernelShare = 0.25;

const cpuFigures = (load: ContainerLoad, cgroup: CgroupVersion): object => {
  const {cpuUsageNs, onlineCpus} = load;
  const kernelNs = Math.floor(cpuUsageNs * kernelShare);
  const perCpu = Array.from({length: onlineCpus}, () => Math.floor(cpuUsageNs / Math.max(1, onlineCpus)));
  return {
    cpu_usage: {
      total_usage: cpuUsageNs,
      ...(cgroup === '1' && {percpu_usage: perCpu}),
      usage_in_kernelmode: kernelNs,
      usage_in_usermode: cpuUsageNs - kernelNs,
    },
    system_cpu_usage: load.systemCpuUsageNs,
    online_cpus: onlineCpus,
    throttling_data: noThrottling,
  };
};

/** A tenth of what is used is cache that the kernel would give back; clients subtract it. */
const cacheShare = 0.1;

const memoryFigures = ({memoryBytes, memoryLimitBytes}: ContainerLoad, cgroup: CgroupVersion): object => {
  const cache = Math.floor(memoryBytes * cacheShare);
  const usage = memoryBytes + cache;
  if (cgroup === '2') {
    const stats = {
      anon: memoryBytes,
      file: cache,
      inactive_file: cache,
      active_file: 0,
      pgfault: 0,
      pgmajfault: 0,
    };
    return {usage, stats, limit: memoryLimitBytes};
  }
  const own = {cache, rss: memoryBytes, inactive_file: cache, active_file: 0, pgfault: 0, pgmajfault: 0};
  const total = Object.fromEntries(Object.entries(own).map(([name, value]) => [`total_${name}`, value]));
  return {
    usage,
    max_usage: usage,
    stats: {...own, ...total, hierarchical_memory_limit: memoryLimitBytes},
    limit: memoryLimitBytes,
  };
};

const operations = (load: ContainerLoad): readonly object[] =>
  [
    {op: 'read', value: load.readBytes},
    {op: 'write', value: load.writtenBytes},
  ].map(operation => ({major: 8, minor: 0, ...operation}));

/** One sample as `GET /containers/{id}/stats` sends it; `before` is the one that clients compare it with. */
export const statsSample = (
  load: ContainerLoad,
  before: ContainerLoad | null,
  cgroup: CgroupVersion,
): string =>
  JSON.stringify({
    read: wireTime(load.readAtMs),
    preread: before === null ? noTime : wireTime(before.readAtMs),
    pids_stats: {current: load.pids},
    blkio_stats: {
      io_service_bytes_recursive: operations(load),
      io_serviced_recursive: cgroup === '2' ? null : [],
      io_queue_recursive: cgroup === '2' ? null : [],
      io_service_time_recursive: cgroup === '2' ? null : [],
      io_wait_time_recursive: cgroup === '2' ? null : [],
      io_merged_recursive: cgroup === '2' ? null : [],
      io_time_recursive: cgroup === '2' ? null : [],
      sectors_recursive: cgroup === '2' ? null : [],
    },
    num_procs: 0,
    storage_stats: {},
    cpu_stats: cpuFigures(load, cgroup),
    precpu_stats: before === null ? noCpu : cpuFigures(before, cgroup),
    memory_stats: memoryFigures(load, cgroup),
    name: `/${load.name.replace(/^\//, '')}`,
    id: load.containerId,
    networks: {
      eth0: {
        rx_bytes: load.receivedBytes,
        rx_packets: Math.ceil(load.receivedBytes / 1500),
        rx_errors: 0,
        rx_dropped: 0,
        tx_bytes: load.sentBytes,
        tx_packets: Math.ceil(load.sentBytes / 1500),
        tx_errors: 0,
        tx_dropped: 0,
      },
    },
  });
