import {encodeAgentLine} from '../../../domain/metrics/agent-line.ts';
import type {AgentReport} from '../../../domain/metrics/agent-report.ts';
import type {ContainerFact} from '../../../domain/metrics/container-fact.ts';
import type {NodeUsage, Usage} from '../../../domain/metrics/usage.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import {containerLoad} from './load.ts';

const everyMs = 2_000;
/** More would not fit into a line that the engine keeps whole. */
const mostTasks = 120;
const mebibyte = 1024 ** 2;
/** What the engine and the rest of a machine take. */
const ownMemoryBytes = 700 * mebibyte;
const diskBytes = 120 * 1024 * mebibyte;

/** What our agent on a node would write every two seconds: what the containers there use, and what happened to them. */
export const agentLines = (task: TaskRecord, node: NodeRecord) => {
  const timeOf = (line: number) => task.startedMs + (line + 1) * everyMs;
  return {
    countBy: (ms: number) => Math.max(0, Math.floor((ms - task.startedMs) / everyMs)),
    timeOf,
    textOf: (line: number) => encodeAgentLine(reportOf(node, line, timeOf(line))),
    isError: () => false,
  };
};

const reportOf = (node: NodeRecord, sequence: number, atMs: number): AgentReport => {
  const running = [...node.tasks].filter(task => wasRunning(task, atMs)).slice(0, mostTasks);
  const tasks = running.map(task => ({
    taskId: task.id,
    serviceId: task.service.id,
    usage: usageOf(task, node, atMs),
  }));
  return {
    version: 1,
    nodeId: node.id,
    sequence,
    atMs,
    everyMs,
    trouble: null,
    node: nodeUsage(
      node,
      tasks.map(({usage}) => usage),
    ),
    tasks,
    facts: [...node.tasks].flatMap(task => factsOf(task, node, atMs)),
  };
};

const wasRunning = ({startedMs, endedMs, containerId}: TaskRecord, atMs: number): boolean =>
  containerId !== null &&
  containerId !== '' &&
  startedMs > 0 &&
  startedMs < atMs &&
  (endedMs === 0 || endedMs > atMs);

/** Counters are differences over the last tick, as an agent takes them. */
const usageOf = (task: TaskRecord, node: NodeRecord, atMs: number): Usage => {
  const [before, now] = [containerLoad(task, node, atMs - everyMs), containerLoad(task, node, atMs)];
  const perSecond = (from: number, to: number) => Math.max(0, ((to - from) * 1_000) / everyMs);
  return {
    cpuPercent: perSecond(before.cpuUsageNs, now.cpuUsageNs) / 1e7,
    memoryBytes: now.memoryBytes,
    memoryLimitBytes: now.memoryLimitBytes,
    receivedRate: perSecond(before.receivedBytes, now.receivedBytes),
    sentRate: perSecond(before.sentBytes, now.sentBytes),
    readRate: perSecond(before.readBytes, now.readBytes),
    writtenRate: perSecond(before.writtenBytes, now.writtenBytes),
  };
};

const nodeUsage = ({facts}: NodeRecord, usages: readonly Usage[]): NodeUsage => {
  const sum = (of: keyof Usage) => usages.reduce((all, usage) => all + (usage[of] ?? 0), 0);
  const cpus = facts.nanoCpus / 1e9;
  const cpuPercent = Math.min(100 * cpus, 3 * cpus + sum('cpuPercent'));
  return {
    cpuPercent,
    memoryBytes: Math.min(facts.memoryBytes, ownMemoryBytes + sum('memoryBytes')),
    memoryLimitBytes: facts.memoryBytes,
    receivedRate: sum('receivedRate'),
    sentRate: sum('sentRate'),
    readRate: sum('readRate'),
    writtenRate: sum('writtenRate'),
    cpus,
    load: cpuPercent / 100,
    diskBytes: 0.2 * diskBytes + usages.length * 300 * mebibyte,
    diskLimitBytes: diskBytes,
  };
};

const factsOf = (task: TaskRecord, node: NodeRecord, atMs: number): readonly ContainerFact[] => {
  const {containerId, startedMs, endedMs} = task;
  if (containerId === null || containerId === '') return [];
  const isNew = (ms: number) => ms > atMs - everyMs && ms <= atMs;
  const fact = (ms: number, what: ContainerFact['what']): ContainerFact => ({
    taskId: task.id,
    serviceId: task.service.id,
    nodeId: node.id,
    containerId,
    atMs: ms,
    what,
  });
  return [
    ...(isNew(startedMs) ? [fact(startedMs, {kind: 'started'})] : []),
    ...(isNew(endedMs)
      ? [fact(endedMs, {kind: 'died', exitCode: task.exitCode, oomKilled: task.wasOomKilled})]
      : []),
    ...(task.health === 'unhealthy' && wasRunning(task, atMs)
      ? [
          fact(atMs, {
            kind: 'health',
            health: 'unhealthy',
            output: 'wget: server returned error: HTTP/1.1 503 Service Unavailable',
            exitCode: 1,
          }),
        ]
      : []),
  ];
};
