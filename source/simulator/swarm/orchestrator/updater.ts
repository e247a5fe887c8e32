import type {UpdateState} from '../../../domain/model/index.ts';
import type {Leadership} from '../raft/leadership.ts';
import {mayStay} from '../scheduler/filters.ts';
import type {UpdateRules} from '../spec/service-rules.ts';
import type {Tasks} from '../state/change-task.ts';
import type {ServiceRecord, Slot, TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {hasEnded, isWanted, rankOf} from '../state/task-states.ts';
import type {Launch} from './launch.ts';
import type {Restart} from './restart.ts';

/** Replaces the tasks of a service by those of its current spec, as its update config wants. */
export interface Updater {
  /** Begins anew with what is not up to date; ends what was going on. */
  update(service: ServiceRecord, message?: string): void;
  forget(service: ServiceRecord): void;
}

interface Rollout {
  readonly service: ServiceRecord;
  readonly rules: UpdateRules;
  readonly isRollback: boolean;
  readonly total: number;
  readonly queue: Slot[];
  /** Tasks of this rollout, and since when they have run. */
  readonly watched: Map<TaskRecord, number | null>;
  /** What goes on when a task runs or has ended. */
  readonly steps: Map<TaskRecord, () => void>;
  workers: number;
  failures: number;
  isOver: boolean;
}

type Changes = Readonly<Record<string, string>>;
const noChanges: Changes = {};

interface Parts {
  readonly state: SwarmState;
  readonly tasks: Tasks;
  readonly launch: Launch;
  readonly restart: Restart;
  readonly leadership: Leadership;
  /** Puts the previous spec in force: what changed by that, or null where there is none. */
  readonly revert: (service: ServiceRecord) => Changes | null;
  readonly changed: (service: ServiceRecord, wasState: string, changes: Changes) => void;
}

export const createUpdater = (parts: Parts): Updater => {
  const {state, tasks, launch, restart, leadership} = parts;
  const rollouts = new Map<ServiceRecord, Rollout>();

  const setState = (
    service: ServiceRecord,
    next: UpdateState,
    message: string,
    isEnd: boolean,
    changes = noChanges,
  ) => {
    const was = service.update?.state ?? '';
    // Who asked for a rollback has told of it.
    if (was === next && service.update?.message === message) return;
    const nowMs = state.clock.nowMs();
    service.update = {
      state: next,
      message,
      startedMs: service.update?.startedMs ?? nowMs,
      completedMs: isEnd ? nowMs : null,
    };
    parts.changed(service, was, changes);
  };

  const begin = (service: ServiceRecord, isRollback: boolean, message: string, changes = noChanges) => {
    forget(service);
    const dirty = [...service.slots.values()].filter(isDirty);
    if (dirty.length === 0 && !isRollback) return;
    const rollout: Rollout = {
      service,
      rules: isRollback ? service.rules.rollback : service.rules.update,
      isRollback,
      total: dirty.length,
      queue: dirty,
      watched: new Map(),
      steps: new Map(),
      workers: 0,
      failures: 0,
      isOver: false,
    };
    rollouts.set(service, rollout);
    setState(service, isRollback ? 'rollback_started' : 'updating', message, false, changes);
    const {parallelism} = rollout.rules;
    rollout.workers = Math.min(parallelism === 0 ? dirty.length : parallelism, dirty.length);
    if (rollout.workers === 0) return watchTail(rollout);
    for (let worker = rollout.workers; worker > 0; worker--) work(rollout);
  };

  const work = (rollout: Rollout) => {
    if (rollout.isOver) return;
    const slot = rollout.queue.shift();
    if (slot !== undefined) return replace(rollout, slot);
    rollout.workers -= 1;
    if (rollout.workers === 0) watchTail(rollout);
  };

  const nextAfterDelay = (rollout: Rollout) => {
    const {delayMs} = rollout.rules;
    if (rollout.queue.length === 0 || delayMs === 0) return state.follow(() => work(rollout));
    state.later(delayMs, () => leadership.whenLed(() => work(rollout)));
  };

  const replace = (rollout: Rollout, slot: Slot) => {
    const {service, rules} = rollout;
    const old = slot.tasks.filter(({desired}) => isWanted(desired));
    const clean = old.find(task => isUpToDate(task)) ?? null;
    const leaving = old.filter(task => task !== clean);
    if ((leaving.length === 0 && !slot.isOver) || service.isRemoved) return nextAfterDelay(rollout);
    const shutDown = () => {
      for (const task of leaving) if (isWanted(task.desired)) tasks.change(task, {desired: 'shutdown'});
    };
    const isGlobal = slot.number === 0;
    const node = isGlobal ? (slot.tasks.at(-1)?.node ?? null) : null;
    if (rules.order === 'start-first' && clean === null && !isGlobal) {
      const next = launch(service, slot, 'running', null);
      return follow(rollout, next, () => {
        if (next.state === 'running') shutDown();
        nextAfterDelay(rollout);
      });
    }
    shutDown();
    const next = clean ?? launch(service, slot, 'ready', node);
    follow(rollout, next, () => nextAfterDelay(rollout));
    const running = leaving.find(task => !hasEnded(task.state)) ?? null;
    if (rankOf(next.desired) < rankOf('running')) restart.release(next, 0, running);
  };

  const follow = (rollout: Rollout, task: TaskRecord, run: () => void) => {
    if (rankOf(task.state) >= rankOf('running')) return run();
    rollout.watched.set(task, null);
    rollout.steps.set(task, run);
  };

  const watchTail = (rollout: Rollout) => {
    const {monitorMs, delayMs} = rollout.rules;
    const tailMs = delayMs >= monitorMs ? delayMs + 1_000 : monitorMs;
    state.later(tailMs, () => leadership.whenLed(() => complete(rollout)));
  };

  const complete = (rollout: Rollout) => {
    if (rollout.isOver) return;
    const {service, isRollback} = rollout;
    forget(service);
    if (isRollback) setState(service, 'rollback_completed', 'rollback completed', true);
    else setState(service, 'completed', 'update completed', true);
  };

  const fail = (rollout: Rollout, task: TaskRecord) => {
    const {service, rules, isRollback} = rollout;
    rollout.failures += 1;
    if (rollout.failures / rollout.total <= rules.maxFailureRatio) return;
    const cause = `due to failure or early termination of task ${task.id}`;
    if (isRollback && rules.failureAction !== 'continue') {
      forget(service);
      return setState(service, 'rollback_paused', `update paused ${cause}`, false);
    }
    if (rules.failureAction === 'continue') return;
    forget(service);
    const changes = rules.failureAction === 'rollback' ? parts.revert(service) : null;
    if (changes !== null) return begin(service, true, `update rolled back ${cause}`, changes);
    setState(service, 'paused', `update paused ${cause}`, false);
  };

  const look = (rollout: Rollout, task: TaskRecord, sinceMs: number | null) => {
    const nowMs = state.clock.nowMs();
    if (task.state === 'running' && sinceMs === null) rollout.watched.set(task, nowMs);
    if (!hasEnded(task.state) && task.state !== 'running') return;
    const step = rollout.steps.get(task);
    rollout.steps.delete(task);
    if (hasEnded(task.state)) {
      rollout.watched.delete(task);
      if (sinceMs === null || nowMs - sinceMs <= rollout.rules.monitorMs) fail(rollout, task);
    }
    if (!rollout.isOver) step?.();
  };

  tasks.onChange((task, wasState) => {
    if (task.state === wasState) return;
    const rollout = rollouts.get(task.service);
    const sinceMs = rollout?.watched.get(task);
    if (rollout !== undefined && sinceMs !== undefined) look(rollout, task, sinceMs);
  });
  tasks.onRemove(task => {
    const rollout = rollouts.get(task.service);
    const step = rollout?.steps.get(task);
    rollout?.steps.delete(task);
    rollout?.watched.delete(task);
    if (step !== undefined) state.follow(step);
  });

  const forget = (service: ServiceRecord) => {
    const rollout = rollouts.get(service);
    if (rollout !== undefined) rollout.isOver = true;
    rollouts.delete(service);
  };

  return {
    update: (service, message) => begin(service, message !== undefined, message ?? 'update in progress'),
    forget,
  };
};

const isUpToDate = (task: TaskRecord): boolean => {
  const {template} = task.service.rules;
  return task.template.key === template.key && (task.node === null || mayStay(template, task.node));
};

/** What ended for good is brought to life again by a new template only. */
const isDirty = (slot: Slot): boolean => {
  if (slot.isOver) return slot.tasks.at(-1)?.template.key !== slot.tasks.at(-1)?.service.rules.template.key;
  return slot.tasks.some(task => isWanted(task.desired) && !isUpToDate(task));
};
