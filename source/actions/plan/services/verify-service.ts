import {failureInWords} from '../../../domain/failure-words.ts';
import type {Service, Task, UpdateState} from '../../../domain/model/index.ts';
import {pendingInWords} from '../../../domain/pending-reasons.ts';
import type {Replicas} from '../../../domain/replicas.ts';
import {formatReplicas} from '../../../domain/replicas-text.ts';
import {
  hasEnded,
  hasFailed,
  isCurrent,
  isUnplaced,
  isWanted,
  stateEnteredMs,
  taskName,
} from '../../../domain/task-lifecycle.ts';
import type {PlanStore, Verification, VerifyState} from '../plan.ts';

/** So many failures of new tasks are no accident. */
const failuresThatSay = 3;
/** The scheduler looks again whenever something changes; what has no node for so long will not soon have one. */
const patienceForNodeMs = 15_000;
/** A node that is not available may be on its way back: after an election workers look for a manager for half a minute. */
const patienceForLostNodeMs = 45_000;
/** A rollout that is needed is told of within moments. */
const patienceForRolloutMs = 10_000;
/** The clocks of two managers may differ a little. */
const clockSkewMs = 2_000;

const pending = (detail: string): Verification => ({kind: 'pending', detail});
const failed = (detail: string): Failed => ({kind: 'failed', detail});
type Failed = Extract<Verification, {kind: 'failed'}>;

/** How a service comes to be as wanted. */
interface ServiceGoal {
  readonly id: string;
  /** Tasks are replaced: the engine then tells how its rollout goes. */
  readonly replaces: boolean;
  /** The states of the rollout that are the wanted end. */
  readonly ends: readonly UpdateState[];
}

/** Judges a service by its tasks; the engine's own word on the rollout can only make it worse. */
export const verifyService =
  ({id, replaces, ends}: ServiceGoal) =>
  ({store, nowMs, sinceMs, changedAtMs, version}: VerifyState): Verification => {
    const row = store.derived('services').get(id);
    if (row === undefined) return failed('the service was removed meanwhile');
    const {service, replicas} = row;
    if (version === null || service.version < version)
      return pending('waiting for the manager to tell of the change');
    const stale = ['services', 'tasks', 'nodes'] as const;
    if (stale.some(source => store.freshness(source).kind !== 'live')) {
      return pending('the connection is lost; what goes on in the cluster cannot be seen');
    }
    const tasks = tasksOf(store, id);
    const fault =
      rolloutFault(service, store, ends) ??
      failureFault(newFailures(service, tasks, changedAtMs)) ??
      withoutNode(service, tasks, changedAtMs, nowMs - sinceMs);
    if (fault !== null) return fault;
    const words = `${formatReplicas(replicas, service.mode.kind)} running`;
    if (replaces && service.update?.isHeld === true) {
      const detail = `${words}; the rollout is paused by hand, and goes on when it is resumed`;
      return {kind: 'pending', detail, isHeld: true};
    }
    const isEven = isAsWanted(replicas);
    const isOver = !replaces || isRolledOut(service, ends, nowMs - sinceMs);
    if (isEven && isOver) return {kind: 'done', detail: words};
    return pending(isEven ? `${words}; the engine still watches the new tasks` : words);
  };

/** The engine begins no rollout where every task fits the new spec already, as when a failed update is taken back. */
const isRolledOut = ({update}: Service, ends: readonly UpdateState[], passedMs: number): boolean =>
  update === null ? passedMs >= patienceForRolloutMs : ends.includes(update.state);

const isAsWanted = ({running, desired, outdated, starting, pending: waiting, unhealthy}: Replicas): boolean =>
  running === desired && outdated + starting + waiting + unhealthy === 0;

function failureFault(failures: readonly Task[]): Failed | null {
  const [last] = failures;
  return failures.length >= failuresThatSay && last !== undefined
    ? failed(`${failures.length} new tasks failed, the last one: ${failureInWords(last)}`)
    : null;
}

const tasksOf = (store: PlanStore, id: string): readonly Task[] =>
  [...store.taskIdsOfService(id)].flatMap(taskId => store.table('tasks').get(taskId) ?? []);

/**
 * The rollout stopped, or went back: both are failures, whatever runs now. It is that of our change: the engine forgets
 * the one before with every update.
 */
function rolloutFault({update}: Service, store: PlanStore, ends: readonly UpdateState[]): Failed | null {
  if (update === null || ends.includes(update.state)) return null;
  // Asked for, a rollback that goes on is no fault.
  if (update.state === 'rollback_started' && ends.includes('rollback_completed')) return null;
  const what = faultWords[update.state];
  if (what === undefined) return null;
  const id = /task (\S+)$/.exec(update.message)?.[1];
  const task = id === undefined ? undefined : store.table('tasks').get(id);
  if (task === undefined) return failed(`${what}: ${update.message}`);
  // The service is told of before its tasks are: then the task is not yet known to have ended.
  if (!hasEnded(task)) return {...failed(`${what}: ${update.message}`), isPartial: true};
  return failed(`${what}: ${nameOf(store, task)} ended: ${failureInWords(task)}`);
}

const faultWords: Readonly<Partial<Record<UpdateState, string>>> = {
  paused: 'the rollout is paused',
  rollback_started: 'the rollout failed and is being rolled back',
  rollback_paused: 'the rollback is paused',
  rollback_completed: 'the rollout failed and was rolled back',
};

const nameOf = (store: PlanStore, task: Task): string =>
  taskName(task, store.table('services').get(task.serviceId)?.name ?? task.serviceId);

/** Newest first. */
const newFailures = (service: Service, tasks: readonly Task[], changedAtMs: number): readonly Task[] =>
  tasks
    .filter(
      task => hasFailed(task) && isCurrent(task, service) && task.createdAtMs >= changedAtMs - clockSkewMs,
    )
    .sort((a, b) => stateEnteredMs(b) - stateEnteredMs(a));

function withoutNode(
  service: Service,
  tasks: readonly Task[],
  changedAtMs: number,
  passedMs: number,
): Failed | null {
  const waiting = tasks.filter(
    task =>
      isWanted(task) &&
      !hasEnded(task) &&
      isUnplaced(task) &&
      isCurrent(task, service) &&
      task.error !== '' &&
      changedAtMs + passedMs - Math.max(changedAtMs, task.createdAtMs) >= patienceFor(task),
  );
  const [first] = waiting;
  if (first === undefined) return null;
  const subject = waiting.length === 1 ? 'a task finds' : `${waiting.length} tasks find`;
  return failed(`${subject} no node: ${pendingInWords(first.error)}`);
}

const patienceFor = ({error}: Task): number =>
  /not available/.test(error) ? patienceForLostNodeMs : patienceForNodeMs;
