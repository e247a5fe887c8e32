import type {NodeUsage, Sample, Usage} from '../../domain/metrics/usage.ts';
import type {ClusterView} from '../integration.ts';
import type {InstantValue} from './decode.ts';
import {taskLabels} from './queries.ts';

/** The answers to several questions, by what was asked. */
export type Answers = Readonly<Record<string, readonly InstantValue[]>>;

/** How far a figure of Prometheus may lag behind before it says nothing of now: it remembers the dead for 5 minutes. */
const oldestSeconds = 90;

const everyMs = 15_000;

/** Samples of the tasks that the swarm knows, from what cAdvisor tells of their containers. */
export function taskSamples(answers: Answers, cluster: ClusterView, nowMs: number): readonly Sample[] {
  return [...rowsOf(answers, taskIdOf)].flatMap(([id, figures]) => {
    const task = cluster.taskById(id);
    const atMs = measuredMs(figures, nowMs);
    if (task === undefined || task.nodeId === null || atMs === null) return [];
    const limit = figures['memoryLimitBytes'] ?? null;
    const nodeMemory = cluster.nodeById(task.nodeId)?.memoryBytes ?? 0;
    // 0 means that there is no limit, and some engines write the largest number there is instead.
    const isLimited = limit !== null && limit > 0 && (nodeMemory === 0 || limit < nodeMemory);
    const usage = {
      ...usageOf(figures),
      memoryLimitBytes: isLimited ? limit : nodeMemory > 0 ? nodeMemory : null,
    };
    const {serviceId, nodeId} = task;
    return [{kind: 'task', id, serviceId, nodeId, atMs, source: 'prometheus', everyMs, usage}];
  });
}

/** Samples of nodes, from what node-exporter tells of its machine. */
export function nodeSamples(
  answers: Answers,
  nodeOf: ReadonlyMap<string, string>,
  nowMs: number,
): readonly Sample[] {
  return [...rowsOf(answers, ({instance = ''}) => nodeOf.get(instance) ?? null)].flatMap(([id, figures]) => {
    const atMs = measuredMs(figures, nowMs);
    if (atMs === null) return [];
    const usage: NodeUsage = {
      ...usageOf(figures),
      cpus: figures['cpus'] ?? null,
      load: figures['load'] ?? null,
      diskBytes: figures['diskBytes'] ?? null,
      diskLimitBytes: figures['diskLimitBytes'] ?? null,
    };
    return [{kind: 'node', id, atMs, source: 'prometheus', everyMs, usage}];
  });
}

/** Which node an instance is: by a label of its id, by its address, by the name of its machine. */
export function nodesByInstance(
  names: readonly InstantValue[],
  cluster: ClusterView,
): ReadonlyMap<string, string> {
  const nodes = [...cluster.nodes()].filter(({state}) => state !== 'down');
  return new Map(
    names.flatMap(({labels}) => {
      const {instance = '', node_id: id, nodename, node: label} = labels;
      const host = instance.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
      const found =
        nodes.find(node => node.id === id) ??
        nodes.find(({address}) => address === host) ??
        nodes.find(({hostname}) => hostname === label || hostname === nodename || hostname === host);
      return found === undefined ? [] : [[instance, found.id] as const];
    }),
  );
}

type Figures = Readonly<Record<string, number>>;

function rowsOf(
  answers: Answers,
  idOf: (labels: InstantValue['labels']) => string | null,
): ReadonlyMap<string, Figures> {
  const rows = new Map<string, Record<string, number>>();
  for (const [name, values] of Object.entries(answers)) {
    for (const {labels, value} of values) {
      const id = idOf(labels);
      if (id === null || Number.isNaN(value)) continue;
      const row = rows.get(id) ?? {};
      row[name] = value;
      rows.set(id, row);
    }
  }
  return rows;
}

/** The id of a task ends its name, too. */
function taskIdOf(labels: InstantValue['labels']): string | null {
  const id = labels[taskLabels.id] ?? '';
  if (id !== '') return id;
  const name = labels[taskLabels.name] ?? '';
  return name === '' ? null : name.slice(name.lastIndexOf('.') + 1);
}

function measuredMs({ageSeconds}: Figures, nowMs: number): number | null {
  if (ageSeconds === undefined || ageSeconds > oldestSeconds) return null;
  return nowMs - Math.max(0, ageSeconds) * 1_000;
}

const usageOf = (figures: Figures): Usage => ({
  cpuPercent: figures['cpuPercent'] ?? null,
  memoryBytes: figures['memoryBytes'] ?? null,
  memoryLimitBytes: figures['memoryLimitBytes'] ?? null,
  receivedRate: figures['receivedRate'] ?? null,
  sentRate: figures['sentRate'] ?? null,
  readRate: figures['readRate'] ?? null,
  writtenRate: figures['writtenRate'] ?? null,
});
