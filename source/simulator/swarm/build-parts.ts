import type {Clock} from '../clock.ts';
import type {Random} from '../random.ts';
import {createReports} from './agent/report.ts';
import {createTaskRunner} from './agent/task-runner.ts';
import {createKeptObjects} from './control/kept-objects.ts';
import {createNetworks} from './control/networks.ts';
import {createNodes} from './control/nodes.ts';
import {createServices} from './control/services.ts';
import {createCluster, historyLimit} from './engine/cluster-record.ts';
import {createMachines} from './machines.ts';
import {keepHistory} from './orchestrator/history.ts';
import {createLaunch} from './orchestrator/launch.ts';
import {createOrchestrator, type Orchestrator} from './orchestrator/orchestrator.ts';
import {createRestart} from './orchestrator/restart.ts';
import {createUpdater, type Updater} from './orchestrator/updater.ts';
import {createLeadership} from './raft/leadership.ts';
import {createMembership} from './raft/membership.ts';
import {createRoles} from './raft/roles.ts';
import {createScheduler} from './scheduler/scheduler.ts';
import {createTasks} from './state/change-task.ts';
import {createSwarmState} from './state/swarm-state.ts';
import {hasEnded} from './state/task-states.ts';

/** Puts the parts of a swarm together. Listeners hear of a change in the order in which they stand here. */
export const buildParts = (clock: Clock, random: Random) => {
  const state = createSwarmState(clock, random);
  const tasks = createTasks(state);
  const leadership = createLeadership(state);
  const membership = createMembership(state, leadership);
  const reports = createReports(state, tasks, leadership);
  const cluster = createCluster(state.newMeta(), random);
  const runner = createTaskRunner(state, tasks, reports);
  const scheduler = createScheduler(state, tasks, leadership);
  const networks = createNetworks(state);
  const launch = createLaunch(tasks, scheduler, networks);
  const restart = createRestart(state, tasks, launch, leadership);
  // Services and what orchestrates them need each other: a rollback by itself changes a service.
  const orchestration: {updater: Updater; orchestrator: Orchestrator} = {
    get updater() {
      return updater;
    },
    get orchestrator() {
      return orchestrator;
    },
  };
  const services = createServices(
    state,
    networks,
    () => orchestration.orchestrator,
    () => orchestration.updater,
  );
  const updater = createUpdater({
    state,
    tasks,
    launch,
    restart,
    leadership,
    revert: service => services.revert(service),
    changed: (service, was, changes) => services.updateStateChanged(service, was, changes),
  });
  // Agents tell a new leader of all that they have: every living task changes, though nothing of it did.
  leadership.onElected(() => {
    for (const task of state.tasks.values()) if (!hasEnded(task.state)) state.touch(task);
  });
  membership.onState(node => {
    if (node.state === 'ready') runner.resume(node);
  });
  const orchestrator = createOrchestrator({
    state,
    tasks,
    scheduler,
    launch,
    restart,
    updater,
    leadership,
    membership,
  });
  keepHistory(tasks, () => historyLimit(cluster));
  const roles = createRoles(state, leadership, membership);
  const nodes = createNodes(state, {
    changed: node => orchestrator.nodeChanged(node),
    roleChanged: node => roles.changed(node),
    removed: node => orchestrator.nodeRemoved(node),
  });
  const machines = createMachines(state, leadership, membership, runner);
  return {
    state,
    tasks,
    leadership,
    membership,
    runner,
    cluster,
    services,
    nodes,
    networks,
    secrets: createKeptObjects(state, 'secret'),
    configs: createKeptObjects(state, 'config'),
    ...machines,
  };
};
