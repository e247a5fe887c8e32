import {type NodeById, noSettledSlots, type SettledSlots} from '../count-replicas.ts';
import type {Service, Task} from '../model/index.ts';
import {
  hasEnded,
  hasFailed,
  isCurrent,
  isJob,
  isWanted,
  recentFailureMs,
  slotOf,
  stateEnteredMs,
  wasTurnedOut,
} from '../task-lifecycle.ts';
import type {Alarm} from './alarm.ts';

/** What went wrong with a service's tasks, as far as it says something of the service as it is now. */
export interface Failures {
  /** The newest failure, however old. */
  readonly last: Task | null;
  /** Failures of the last ten minutes, oldest first. */
  readonly recent: readonly Task[];
  /** Tasks that ended well by themselves in the last ten minutes although their service is to run for ever. */
  readonly exits: readonly Task[];
  /** The last task of each slot that is left empty: nothing will start there again. */
  readonly abandoned: readonly Task[];
}

// A replacement is made within moments of a failure; one that is this much older was made for another reason.
const replacedBeforeMs = 10_000;

/** Sorts the ended tasks of a service into what is news, what is history, and what was to be expected. */
export function failuresOf(
  service: Service,
  tasks: readonly Task[],
  nodeById: NodeById,
  alarm: Alarm,
  settled: SettledSlots = noSettledSlots,
): Failures {
  const slots = slotsOf(tasks);
  let last: Task | null = null;
  const recent: Task[] = [];
  const exits: Task[] = [];
  for (const task of tasks) {
    if (!hasEnded(task) || !isNews(task, service, slots)) continue;
    const isRecent = () => !alarm.hasPassed(stateEnteredMs(task) + recentFailureMs);
    if (hasFailed(task)) {
      if (last === null || isLater(task, last)) last = task;
      if (isRecent()) recent.push(task);
    } else if (task.state === 'complete' && !isJob(service) && isRecent()) exits.push(task);
  }
  recent.sort(byEnd);
  exits.sort(byEnd);
  return {last, recent, exits, abandoned: abandonedOf(service, slots, nodeById, settled)};
}

interface Slot {
  readonly tasks: Task[];
  newest: Task;
  isTaken: boolean;
}

function slotsOf(tasks: readonly Task[]): ReadonlyMap<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const task of tasks) {
    const key = slotOf(task);
    const isTaken = isWanted(task) && !hasEnded(task);
    const slot = slots.get(key);
    if (slot === undefined) {
      slots.set(key, {tasks: [task], newest: task, isTaken});
      continue;
    }
    slot.tasks.push(task);
    slot.isTaken ||= isTaken;
    if (isNewer(task, slot.newest)) slot.newest = task;
  }
  return slots;
}

/**
 * An ended task tells of the service as it is now, unless it was of another spec, ended before the last update began,
 * or had been replaced already when it ended: a dead node's tasks fail when that node comes back.
 */
function isNews(task: Task, service: Service, slots: ReadonlyMap<string, Slot>): boolean {
  if (!isCurrent(task, service)) return false;
  const endedMs = stateEnteredMs(task);
  const updateStartedMs = service.update?.startedAtMs ?? null;
  if (updateStartedMs !== null && endedMs < updateStartedMs) return false;
  const others = slots.get(slotOf(task))?.tasks ?? [];
  return !others.some(
    other =>
      other.id !== task.id &&
      other.createdAtMs > task.createdAtMs &&
      other.createdAtMs + replacedBeforeMs < endedMs,
  );
}

function abandonedOf(
  service: Service,
  slots: ReadonlyMap<string, Slot>,
  nodeById: NodeById,
  settled: SettledSlots,
): readonly Task[] {
  const abandoned: Task[] = [];
  let taken = settled.slots;
  for (const slot of slots.values()) {
    if (slot.isTaken) taken += 1;
    else if (isLeftEmpty(slot.newest, service, nodeById)) abandoned.push(slot.newest);
  }
  // Slots beyond what is wanted are left empty by scaling down.
  if (service.mode.kind === 'replicated' && taken >= service.mode.replicas) return [];
  return abandoned.sort(byEnd);
}

function isLeftEmpty(task: Task, service: Service, nodeById: NodeById): boolean {
  if (!isCurrent(task, service)) return false;
  if (service.mode.kind === 'global' || service.mode.kind === 'global-job') {
    const node = task.nodeId === null ? undefined : nodeById(task.nodeId);
    if (node?.state !== 'ready' || node.availability !== 'active') return false;
  }
  return hasFailed(task) || wasTurnedOut(task) || (task.state === 'complete' && !isJob(service));
}

const isNewer = (a: Task, b: Task): boolean =>
  a.createdAtMs > b.createdAtMs || (a.createdAtMs === b.createdAtMs && a.id > b.id);

const isLater = (a: Task, b: Task): boolean => byEnd(a, b) > 0;

function byEnd(a: Task, b: Task): number {
  return stateEnteredMs(a) - stateEnteredMs(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
