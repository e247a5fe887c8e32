import type {ContainerLoad} from '../../simulated-engine.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import {taskName} from './container-events.ts';

const nsPerMs = 1_000_000;

/**
 * What a container has used by now, told from its age alone: counters never go back, and two looks at the same moment
 * are the same.
 */
export const containerLoad = (task: TaskRecord, node: NodeRecord, nowMs: number): ContainerLoad => {
  const {behaviour, limitNanoCpus, limitMemoryBytes} = task.template;
  const endMs = task.endedMs > 0 ? task.endedMs : nowMs;
  const ageMs = task.startedMs === 0 ? 0 : Math.max(0, endMs - task.startedMs);
  const nodeCores = node.facts.nanoCpus / 1e9;
  // Programs are not all alike: one that serves takes up to three times as much as another.
  const share =
    behaviour.writes === 'requests' && behaviour.cores < 0.1
      ? 1 + (Number.parseInt(task.containerId?.slice(0, 2) || '0', 16) % 8) / 4
      : 1;
  const cores = Math.min(
    behaviour.cores * share,
    limitNanoCpus > 0 ? limitNanoCpus / 1e9 : nodeCores,
    nodeCores,
  );
  const memory = behaviour.memoryBytes * share + (ageMs / 1_000) * behaviour.leakBytesPerSecond;
  const limit = limitMemoryBytes > 0 ? limitMemoryBytes : node.facts.memoryBytes;
  const isRunning = task.startedMs > 0 && task.endedMs === 0;
  const trafficBytes = Math.floor(ageMs * (behaviour.writes === 'requests' ? 4 : 0.1));
  return {
    containerId: task.containerId ?? '',
    name: taskName(task),
    readAtMs: nowMs,
    startedAtMs: task.startedMs,
    cpuUsageNs: Math.floor(cores * wavyAge(ageMs) * nsPerMs),
    systemCpuUsageNs: Math.floor(nowMs) * nsPerMs * nodeCores,
    onlineCpus: nodeCores,
    nanoCpusLimit: limitNanoCpus,
    memoryBytes: isRunning ? Math.min(limit, Math.floor(memory)) : 0,
    memoryLimitBytes: limit,
    receivedBytes: trafficBytes,
    sentBytes: trafficBytes * 3,
    readBytes: 4_096 * 64,
    writtenBytes: Math.floor(ageMs / 1_000) * 128,
    pids: isRunning ? 3 : 0,
  };
};

const waveMs = 60_000;

/** Use goes up and down by a half within a minute, but what was used in all only grows. */
const wavyAge = (ageMs: number): number =>
  ageMs + (waveMs / (4 * Math.PI)) * (1 - Math.cos((2 * Math.PI * ageMs) / waveMs));
