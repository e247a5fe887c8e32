import type {Leadership} from '../raft/leadership.ts';
import {isJob} from '../spec/service-rules.ts';
import type {Tasks} from '../state/change-task.ts';
import type {TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {hasEnded, isWanted, rankOf} from '../state/task-states.ts';
import type {Launch} from './launch.ts';

/** Puts a new task in the place of one that has ended or cannot stay. */
export interface Restart {
  /** What the policy of the task says: it is shut down, and replaced where the policy wants that. */
  byPolicy(task: TaskRecord): void;
  /** Lets a task that is ready run, once so much time has passed and the one before it has stopped. */
  release(next: TaskRecord, delayMs: number, after: TaskRecord | null): void;
}

export const createRestart = (
  state: SwarmState,
  tasks: Tasks,
  launch: Launch,
  leadership: Leadership,
): Restart => {
  /** Who waits for the end of a task. */
  const waiting = new Map<TaskRecord, () => void>();

  tasks.onChange(task => {
    if (waiting.size > 0 && hasEnded(task.state)) releaseAfter(task);
  });
  tasks.onRemove(task => releaseAfter(task));

  const releaseAfter = (task: TaskRecord) => {
    const run = waiting.get(task);
    waiting.delete(task);
    run?.();
  };

  const run = (next: TaskRecord) => {
    const desired = isJob(next.service.rules.mode) ? 'complete' : 'running';
    if (rankOf(next.desired) < rankOf(desired)) tasks.change(next, {desired});
  };

  const release = (next: TaskRecord, delayMs: number, after: TaskRecord | null) => {
    const mustWait = after !== null && !hasEnded(after.state) && after.node?.state !== 'down';
    const whenStopped = () => {
      if (delayMs <= 0) run(next);
      else state.later(delayMs, () => leadership.whenLed(() => run(next)));
    };
    if (mustWait && after !== null && state.tasks.get(after.id) === after) waiting.set(after, whenStopped);
    else whenStopped();
  };

  const mayRestart = (task: TaskRecord): boolean => {
    const {restart, key} = task.template;
    const hasCompleted = task.state === 'complete';
    if (hasCompleted && isJob(task.service.rules.mode)) return false;
    if (restart.condition === 'none' || (restart.condition === 'on-failure' && hasCompleted)) return false;
    if (restart.maxAttempts === 0) return true;
    const nowMs = state.clock.nowMs();
    const {slot} = task;
    if (slot.restarts?.templateKey !== key) slot.restarts = {templateKey: key, timesMs: []};
    const {timesMs} = slot.restarts;
    const counted =
      restart.windowMs === 0 ? timesMs : timesMs.filter(timeMs => nowMs - timeMs <= restart.windowMs);
    if (counted.length >= restart.maxAttempts) return false;
    timesMs.push(nowMs);
    return true;
  };

  return {
    byPolicy(task) {
      if (!isWanted(task.desired)) return;
      const {service, node} = task;
      // An update that starts first has its place taken already.
      const isReplaced = task.slot.tasks.some(
        other => other !== task && isWanted(other.desired) && !hasEnded(other.state),
      );
      const nodeIsGone = node === null || node.state === 'down' || node.availability === 'drain';
      const canReplace = !service.isRemoved && !isReplaced && mayRestart(task);
      tasks.change(task, {desired: 'shutdown'});
      if (isReplaced) return;
      if (!canReplace) {
        task.slot.isOver = true;
        return;
      }
      const isTied = service.rules.mode.kind === 'global' || service.rules.mode.kind === 'global-job';
      if (isTied && nodeIsGone) return;
      const next = launch(service, task.slot, 'ready', isTied ? node : null);
      // A drained node is no fault of the task: nothing is to calm down.
      release(next, node?.availability === 'drain' ? 0 : task.template.restart.delayMs, task);
    },
    release,
  };
};
