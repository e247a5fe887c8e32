import {failureInWords} from '../failure-words.ts';
import type {Task} from '../model/index.ts';
import {hasFailed, isCurrent, isJob, slotOf, stateEnteredMs} from '../task-lifecycle.ts';
import type {NewEntry} from './entry.ts';
import type {Alike, Happening, TimelineView} from './happening.ts';
import {nodeName, objectsOfTask, serviceOfTask, taskTitle} from './objects.ts';

const started: Alike = {
  key: 'task-started',
  kind: 'task',
  severity: 'info',
  noun: 'tasks',
  verb: 'started',
};
const unplaced: Alike = {
  key: 'task-unplaced',
  kind: 'task',
  severity: 'warning',
  noun: 'tasks',
  verb: 'found no node',
};
const failed: Alike = {
  key: 'task-failed',
  kind: 'task',
  severity: 'critical',
  noun: 'tasks',
  verb: 'failed',
};
const rejected: Alike = {...failed, key: 'task-rejected', verb: 'were rejected'};
/** It was to end anyway, e.g. because its node was away for a while. */
const failedUnwanted: Alike = {
  ...failed,
  key: 'task-ended-badly',
  severity: 'warning',
  verb: 'ended with a fault',
};
const orphaned: Alike = {...failed, key: 'task-orphaned', severity: 'warning', verb: 'were orphaned'};
const completed: Alike = {
  key: 'task-completed',
  kind: 'task',
  severity: 'good',
  noun: 'tasks',
  verb: 'completed',
};
const exited: Alike = {...completed, key: 'task-exited', severity: 'warning', verb: 'ended by themselves'};
const stopped: Alike = {
  key: 'task-stopped',
  kind: 'task',
  severity: 'info',
  noun: 'tasks',
  verb: 'stopped',
};

/** What the state of a task tells; null for states that it only passes. */
const alikeOf = (task: Task, view: TimelineView): Alike | null => {
  switch (task.state) {
    case 'running':
      return started;
    case 'pending':
      return task.error === '' ? null : unplaced;
    case 'failed':
      return task.desiredState === 'shutdown' && task.exitCode === 255 ? failedUnwanted : failed;
    case 'rejected':
      return rejected;
    case 'orphaned':
      return orphaned;
    case 'complete': {
      const service = view.service(task.serviceId);
      return service !== undefined && isJob(service) ? completed : exited;
    }
    case 'shutdown':
      return stopped;
    default:
      return null;
  }
};

const verbs: Readonly<Record<string, string>> = {
  [unplaced.key]: 'found no node',
  [rejected.key]: 'was rejected',
  [orphaned.key]: 'was orphaned',
  [exited.key]: 'ended by itself',
};

/**
 * What the state of a task tells. A task passes each state once, so that its id and its state name the entry: whoever sees
 * it again, in another list or another console, tells nothing new.
 */
export const taskHappening = (task: Task, view: TimelineView): Happening | null => {
  const alike = alikeOf(task, view);
  if (alike === null) return null;
  return {
    alike,
    under: serviceOfTask(task, view),
    id: `task:${task.id}:${task.state}`,
    atMs: stateEnteredMs(task),
    entry: () => taskEntry(task, alike, view),
  };
};

const taskEntry = (task: Task, alike: Alike, view: TimelineView): NewEntry => ({
  id: `task:${task.id}:${task.state}`,
  timeMs: stateEnteredMs(task),
  kind: alike.kind,
  severity: alike.severity,
  objects: objectsOfTask(task, view),
  title: `${taskTitle(task, view)} ${verbs[alike.key] ?? alike.verb}`,
  detail: detailOf(task, alike, view),
  source: 'list',
  count: 1,
  isLate: false,
});

const detailOf = (task: Task, alike: Alike, view: TimelineView): string => {
  const where = task.nodeId === null || task.slot === 0 ? '' : `on ${nodeName(task.nodeId, view)}`;
  switch (alike) {
    case started:
      return startInWords(task, view, where);
    case unplaced:
      return task.error;
    case stopped:
      return joined(stopReason(task, view), where);
    case completed:
      return where;
    default:
      return joined(failureInWords(task), where);
  }
};

const joined = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(', ');

/** Why it was stopped, as far as the swarm still shows it. */
const stopReason = (task: Task, view: TimelineView): string => {
  const service = view.service(task.serviceId);
  if (service === undefined) return 'its service was removed';
  const {mode} = service;
  if (mode.kind === 'replicated' && task.slot > 0 && mode.replicas === 0) return 'scaled to 0';
  const after = newestOther(task, view, other => other.createdAtMs >= task.createdAtMs);
  if (after === null) return isCurrent(task, service) ? 'no longer wanted' : 'of a spec that changed';
  if (after.specKey !== task.specKey) return `replaced by one ${otherSpec(after, task)}`;
  return task.nodeId !== null && after.nodeId !== null && after.nodeId !== task.nodeId
    ? `moved to ${nodeName(after.nodeId, view)}`
    : 'replaced';
};

const startInWords = (task: Task, view: TimelineView, where: string): string => {
  const before = newestOther(task, view, other => other.createdAtMs <= task.createdAtMs);
  if (before === null) return where;
  if (before.specKey !== task.specKey) return joined(where, otherSpec(task, before));
  const why = hasFailed(before) ? `after ${failureInWords(before)}` : '';
  return before.nodeId !== null && task.nodeId !== null && before.nodeId !== task.nodeId
    ? joined(`moved from ${nodeName(before.nodeId, view)} to ${nodeName(task.nodeId, view)}`, why)
    : joined(where, why);
};

/** What tells a task from one of another spec: mostly its image. */
const otherSpec = (task: Task, other: Task): string =>
  task.image === other.image ? 'of another spec' : `with ${withoutDigest(task.image)}`;

const withoutDigest = (image: string): string => image.split('@', 1)[0] ?? image;

/** The task of the same slot that was made last, of those that fit. */
const newestOther = (task: Task, view: TimelineView, fits: (other: Task) => boolean): Task | null => {
  let newest: Task | null = null;
  for (const other of view.tasksOfService(task.serviceId)) {
    if (other.id === task.id || slotOf(other) !== slotOf(task) || !fits(other)) continue;
    if (newest === null || other.createdAtMs > newest.createdAtMs) newest = other;
  }
  return newest;
};
