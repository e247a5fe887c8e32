import type {Container, ContainerHealth, Node, NodeId, Service, Task, TaskId} from './model/index.ts';
import type {Replicas} from './replicas.ts';
import {hasEnded, isCurrent, isUnplaced, isWanted, slotOf} from './task-lifecycle.ts';

export type NodeById = (id: NodeId) => Node | undefined;
/** Containers of the connected engine only; of other nodes nothing is known. */
export type ContainerByTask = (id: TaskId) => Pick<Container, 'health'> | undefined;

/** Slots of a service of which there is nothing to say but that they count: their tasks need not be looked at again. */
export interface SettledSlots {
  readonly slots: number;
  readonly tasks: number;
}

export const noSettledSlots: SettledSlots = {slots: 0, tasks: 0};

interface Tally {
  running: number;
  starting: number;
  pending: number;
  outdated: number;
  unhealthy: number;
  completed: number;
  readonly dead: Map<string, number>;
  /** Slots, in global services nodes, for which a task is wanted. */
  readonly wanted: Set<string>;
  /** Of a job's current iteration: slots or nodes that have a task at all. */
  readonly iteration: Set<string>;
}

/**
 * Counts a service's tasks for what they are. The engine's own count takes every task whose last word was `running`,
 * also on nodes that died since (moby#45922). `settled` are slots whose tasks are not among the given.
 */
export function countReplicas(
  service: Service,
  tasks: Iterable<Task>,
  nodeById: NodeById,
  containerByTask: ContainerByTask,
  settled: SettledSlots = noSettledSlots,
): Replicas {
  const tally: Tally = {
    running: settled.slots,
    starting: 0,
    pending: 0,
    outdated: 0,
    unhealthy: 0,
    completed: 0,
    dead: new Map(),
    wanted: new Set(),
    iteration: new Set(),
  };
  let known = settled.tasks;
  for (const task of tasks) {
    known += 1;
    const node = task.nodeId === null ? undefined : nodeById(task.nodeId);
    countTask(tally, task, node, isCurrent(task, service), containerByTask(task.id)?.health ?? 'none');
  }
  const total = totalOf(service, tally);
  return {
    desired: desiredOf(service, tally.wanted.size + settled.slots, tally.completed, known),
    running: tally.running,
    starting: tally.starting,
    pending: tally.pending,
    outdated: tally.outdated,
    onDeadNodes: [...tally.dead]
      .map(([hostname, count]) => ({hostname, count}))
      .sort((a, b) => b.count - a.count || (a.hostname < b.hostname ? -1 : 1)),
    unhealthy: tally.unhealthy,
    completed: tally.completed,
    ...(total === null ? {} : {total}),
  };
}

function countTask(
  tally: Tally,
  task: Task,
  node: Node | undefined,
  current: boolean,
  health: ContainerHealth,
): void {
  if (current && task.state === 'complete') tally.completed += 1;
  if (current && (isWanted(task) || task.state === 'complete')) tally.iteration.add(slotOf(task));
  if (node?.state === 'down') {
    // The engine keeps the last word of a dead node for 24 h, also of tasks that it has replaced elsewhere.
    if (task.state === 'running') tally.dead.set(node.hostname, (tally.dead.get(node.hostname) ?? 0) + 1);
    return;
  }
  if (!isWanted(task) || hasEnded(task)) return;
  tally.wanted.add(slotOf(task));
  if (!current) {
    if (task.state === 'running') tally.outdated += 1;
    return;
  }
  if (task.state === 'running') {
    if (health === 'unhealthy') tally.unhealthy += 1;
    else tally.running += 1;
  } else if (isUnplaced(task)) tally.pending += 1;
  else tally.starting += 1;
}

/** How many should run now. The engine gives no number for global services: it is the nodes that were given a task. */
function desiredOf(service: Service, wanted: number, completed: number, knownTasks: number): number {
  switch (service.mode.kind) {
    case 'replicated':
      return service.mode.replicas;
    case 'replicated-job': {
      const left = Math.max(0, totalCompletions(service.mode) - completed);
      return service.mode.maxConcurrent > 0 ? Math.min(service.mode.maxConcurrent, left) : left;
    }
    case 'global':
    case 'global-job':
      return knownTasks === 0 ? (service.status?.desired ?? 0) : wanted;
  }
}

function totalOf(service: Service, tally: Tally): number | null {
  switch (service.mode.kind) {
    case 'replicated-job':
      return totalCompletions(service.mode);
    case 'global-job':
      return tally.iteration.size;
    case 'replicated':
    case 'global':
      return null;
  }
}

/** The engine takes one number for the other where only one was given. */
function totalCompletions(mode: {readonly maxConcurrent: number; readonly totalCompletions: number}): number {
  return mode.totalCompletions > 0 ? mode.totalCompletions : mode.maxConcurrent;
}
