import {describe, expect, it} from 'vitest';
import {decodeContainerStats} from '../../../../../source/engine/dockerode/decode/container-stats.ts';

const read = '2026-11-24T01:00:00.5Z';
const cpu = (usage: object = {}) => ({
  cpu_usage: {total_usage: 7, ...usage},
  system_cpu_usage: 100,
});

describe('figures of a container', () => {
  it('are read from an engine with cgroup v1', () => {
    const stats = decodeContainerStats({
      read,
      cpu_stats: cpu({percpu_usage: [3, 4]}),
      memory_stats: {usage: 100, limit: 1_000, stats: {inactive_file: 1, total_inactive_file: 30}},
      networks: {eth0: {rx_bytes: 5, tx_bytes: 6}, eth1: {rx_bytes: 50, tx_bytes: 60}},
      blkio_stats: {
        io_service_bytes_recursive: [
          {op: 'Read', value: 8},
          {op: 'Write', value: 9},
          {op: 'Sync', value: 17},
          {op: 'Total', value: 17},
        ],
      },
    });
    expect(stats).toEqual({
      atMs: Date.parse(read),
      cpu: {containerNs: 7, systemNs: 100, onlineCpus: 2},
      memory: {usage: 100, reclaimable: 30, limit: 1_000},
      receivedBytes: 55,
      sentBytes: 66,
      readBytes: 8,
      writtenBytes: 9,
    });
  });

  it('are read from an engine with cgroup v2, which tells no cores apart', () => {
    const stats = decodeContainerStats({
      read,
      cpu_stats: {...cpu(), online_cpus: 4},
      memory_stats: {usage: 100, limit: 1_000, stats: {inactive_file: 20}},
      blkio_stats: {io_service_bytes_recursive: [{op: 'read', value: 1}]},
    });
    expect(stats).toMatchObject({
      cpu: {onlineCpus: 4},
      memory: {reclaimable: 20},
      readBytes: 1,
      writtenBytes: null,
    });
  });

  it('are not known where the engine does not count: no network of its own, no accounting of disks', () => {
    const stats = decodeContainerStats({
      read,
      cpu_stats: cpu(),
      memory_stats: {},
      blkio_stats: {io_service_bytes_recursive: null},
    });
    expect(stats).toMatchObject({memory: null, receivedBytes: null, sentBytes: null, readBytes: null});
  });

  it('are not there for a container that has ended, although its engine answers with zeros', () => {
    const ended = {read: '0001-01-01T00:00:00Z', cpu_stats: {cpu_usage: {total_usage: 0}}, memory_stats: {}};
    expect(decodeContainerStats(ended)).toBeNull();
    expect(decodeContainerStats({})).toBeNull();
    expect(decodeContainerStats(null)).toBeNull();
  });
});
