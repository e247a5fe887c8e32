import type {Leadership} from '../raft/leadership.ts';
import type {Membership} from '../raft/membership.ts';
import {mayStay} from '../scheduler/filters.ts';
import type {Scheduler} from '../scheduler/scheduler.ts';
import {isGlobal, isJob} from '../spec/service-rules.ts';
import type {Tasks} from '../state/change-task.ts';
import type {NodeRecord, ServiceRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {hasEnded, isWanted} from '../state/task-states.ts';
import {fillNode} from './global.ts';
import {fillJob} from './job.ts';
import type {Launch} from './launch.ts';
import {fillSlots, removeSlot} from './replicated.ts';
import type {Restart} from './restart.ts';
import type {Updater} from './updater.ts';

/** Keeps services as their specs want them. */
export interface Orchestrator {
  created(service: ServiceRecord): void;
  /** Its spec has changed; `message` is told where it is a rollback. */
  updated(service: ServiceRecord, message?: string): void;
  removed(service: ServiceRecord): void;
  /** Its state, availability, role or labels have changed. */
  nodeChanged(node: NodeRecord): void;
  nodeRemoved(node: NodeRecord): void;
}

interface Parts {
  readonly state: SwarmState;
  readonly tasks: Tasks;
  readonly scheduler: Scheduler;
  readonly launch: Launch;
  readonly restart: Restart;
  readonly updater: Updater;
  readonly leadership: Leadership;
  readonly membership: Membership;
}

export const createOrchestrator = (parts: Parts): Orchestrator => {
  const {state, tasks, launch, restart, updater} = parts;
  const globals = new Set<ServiceRecord>();

  const fill = (service: ServiceRecord) => {
    const {mode} = service.rules;
    if (mode.kind === 'replicated') fillSlots(service, mode.replicas, launch, tasks);
    else if (mode.kind === 'replicated-job') fillJob(service, launch);
    else for (const node of state.nodes.values()) fillNode(service, node, launch, tasks);
  };

  const enforceConstraints = (node: NodeRecord) => {
    for (const task of [...node.tasks]) {
      if (!isWanted(task.desired) || hasEnded(task.state) || mayStay(task.template, node)) continue;
      if (isGlobal(task.service.rules.mode)) continue;
      tasks.change(task, {
        state: 'rejected',
        message: 'task rejected by constraint enforcer',
        err: 'assigned node no longer meets constraints',
      });
    }
  };

  tasks.onChange((task, wasState, wasDesired) => {
    if ((task.state === wasState && task.desired === wasDesired) || !hasEnded(task.state)) return;
    const {service} = task;
    // What was rejected while it was only to be ready is dealt with when its turn to run has come.
    if (service.isRemoved || !isWanted(task.desired) || task.desired === 'ready') return;
    const isDone = isJob(service.rules.mode) && task.state === 'complete';
    if (!isDone) restart.byPolicy(task);
    else if (service.rules.mode.kind === 'replicated-job') fillJob(service, launch);
  });

  parts.membership.onState(node => nodeChanged(node));

  const nodeChanged = (node: NodeRecord) => {
    if (node.state === 'down' || node.availability === 'drain') {
      for (const task of [...node.tasks]) {
        const isReplaced = !isGlobal(task.service.rules.mode);
        if (isReplaced && isWanted(task.desired) && !hasEnded(task.state)) restart.byPolicy(task);
      }
    }
    if (node.state === 'ready') enforceConstraints(node);
    for (const service of globals) fillNode(service, node, launch, tasks);
    parts.scheduler.reconsider();
  };

  return {
    created(service) {
      if (isGlobal(service.rules.mode)) globals.add(service);
      fill(service);
    },
    updated(service, message) {
      if (isJob(service.rules.mode)) {
        for (const slot of [...service.slots.values()]) removeSlot(slot, tasks);
        service.jobIteration += 1;
        service.completed = 0;
        service.lastExecutionMs = state.clock.nowMs();
        return fill(service);
      }
      fill(service);
      updater.update(service, message);
    },
    removed(service) {
      service.isRemoved = true;
      globals.delete(service);
      updater.forget(service);
      for (const slot of [...service.slots.values()]) removeSlot(slot, tasks);
    },
    nodeChanged,
    nodeRemoved(node) {
      for (const task of [...node.tasks]) {
        if (hasEnded(task.state)) continue;
        restart.byPolicy(task);
        tasks.change(task, {
          state: 'orphaned',
          message: 'Task belonged to a node that has been deleted',
        });
      }
    },
  };
};
