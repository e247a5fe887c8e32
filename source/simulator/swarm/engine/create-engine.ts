import {ApiError} from '../../api-error.ts';
import type {ContainerLog, SimulatedEngine} from '../../simulated-engine.ts';
import {objectIn} from '../../wire/json.ts';
import {containerLog} from '../agent/log-lines.ts';
import {checkVersion, findObject} from '../control/refs.ts';
import {listTasks} from '../control/tasks.ts';
import {createVolumes} from '../control/volumes.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import {taskText} from '../state/texts.ts';
import type {SwarmParts} from '../swarm-parts.ts';
import {clusterObject, joinToken} from './cluster-record.ts';
import {createContainers} from './containers.ts';
import {createGate} from './gate.ts';
import {inspectDistribution, inspectImage, listImages} from './images.ts';
import {infoText} from './info.ts';
import {networkCalls, resolved, updatableCalls} from './object-calls.ts';

/** The API of one node. */
export const createEngine = (parts: SwarmParts, node: NodeRecord): SimulatedEngine => {
  const {state, leadership, cluster, services, nodes} = parts;
  const gate = createGate(state, leadership, node);
  const containers = createContainers(state, parts.runner, node);
  const volumes = createVolumes(state, node);
  const local = <Answer>(run: () => Answer): Promise<Answer> =>
    resolved(() => {
      if (!node.isAlive) throw new ApiError(503, 'the daemon is not running');
      return run();
    });
  const logsOf = (tasks: () => Iterable<TaskRecord>) => () => {
    const logs: ContainerLog[] = [];
    for (const task of tasks()) if (task.containerId) logs.push(logOf(parts, task));
    return logs;
  };

  return {
    nodeId: node.id,
    isListening: () => node.isAlive,
    onListening: listener => parts.onListening(node, listener),
    onEvent: listener =>
      state.onEvent((event, nodeId) => {
        const isMine =
          nodeId === null ? node.manager !== null && leadership.canHear(node) : nodeId === node.id;
        if (node.isAlive && isMine) listener(event);
      }),
    nowMs: () => state.clock.nowMs() + parts.skewMs(node),
    after: (delayMs, run) => state.clock.after(delayMs, run),
    engineVersion: () => node.facts.engineVersion,
    swarmHeader() {
      if (!node.isMember) return 'pending';
      return node.manager === null ? 'active/worker' : 'active/manager';
    },
    info: () => local(() => infoText(state, leadership, cluster, node)),

    swarmInspect: () =>
      gate.read(() =>
        JSON.stringify({
          ...clusterObject(cluster),
          JoinTokens: {Worker: cluster.workerToken, Manager: cluster.managerToken},
        }),
      ),
    updateSwarm: (version, spec, rotate) =>
      gate.write(() => {
        checkVersion(cluster, version);
        cluster.spec = {...cluster.spec, ...objectIn(spec)};
        if (rotate.workerToken) cluster.workerToken = joinToken(state.random);
        if (rotate.managerToken) cluster.managerToken = joinToken(state.random);
        state.touch(cluster);
      }),
    unlockKey: () =>
      gate.read(() => {
        const {AutoLockManagers} = objectIn(cluster.spec['EncryptionConfig']);
        return AutoLockManagers === true ? cluster.unlockKey : '';
      }),

    listNodes: filters => gate.read(() => nodes.list(filters)),
    inspectNode: ref => gate.read(() => nodes.inspect(ref === 'self' ? node.id : ref)),
    updateNode: (ref, version, spec) => gate.write(() => nodes.update(ref, version, spec)),
    removeNode: (ref, force) => gate.write(() => nodes.remove(ref, force)),

    listServices: (filters, {status}) => gate.read(() => services.list(filters, status)),
    inspectService: (ref, {insertDefaults}) => gate.read(() => services.inspect(ref, insertDefaults)),
    createService: spec => gate.write(() => services.create(spec)),
    updateService: (ref, version, spec, options) =>
      gate.write(() => {
        services.update(ref, version, spec, options);
        return [];
      }),
    removeService: ref => gate.write(() => services.remove(ref)),

    listTasks: filters => gate.read(() => listTasks(state, filters, node)),
    inspectTask: ref => gate.read(() => taskText(findObject(state.tasks, 'task', ref))),

    secrets: updatableCalls(gate, parts.secrets),
    configs: updatableCalls(gate, parts.configs),
    networks: networkCalls(gate, parts.networks, node),
    volumes: {
      list: filters => local(() => volumes.list(filters)),
      inspect: ref => local(() => volumes.inspect(ref)),
      create: spec => local(() => volumes.create(spec)),
      remove: ref => local(() => volumes.remove(ref)),
    },

    listContainers: (filters, {all}) => local(() => containers.list(filters, all)),
    inspectContainer: ref => local(() => containers.inspect(ref)),
    containerLoad: ref => local(() => containers.load(ref)),
    killContainer: (ref, signal) =>
      local(() => containers.end(ref, signal === 'KILL' || signal === 'SIGKILL' ? 137 : 143, signal)),
    stopContainer: ref => local(() => containers.end(ref, 0, '15')),
    restartContainer: ref => local(() => containers.end(ref, 0, '15')),
    removeContainer: (ref, force) => local(() => containers.remove(ref, force)),

    listImages: () => local(() => listImages(node)),
    inspectImage: ref => local(() => inspectImage(node, ref)),
    inspectDistribution: ref => local(() => inspectDistribution(ref)),
    diskUsage: () =>
      local(() => diskUsageText(containers.list(new Map(), true), volumes.list(new Map()), listImages(node))),

    serviceLogs: ref =>
      gate.read(() => {
        const {slots} = findObject(state.services, 'service', ref);
        return logsOf(() => [...slots.values()].flatMap(slot => slot.tasks));
      }),
    taskLogs: ref =>
      gate.read(() => {
        const task = findObject(state.tasks, 'task', ref);
        return logsOf(() => [task]);
      }),
    containerLogs: ref => local(() => containers.log(ref)),
  };
};

const logOf = ({state, leadership}: SwarmParts, task: TaskRecord): ContainerLog =>
  containerLog(
    task,
    () => state.clock.nowMs(),
    () => task.node !== null && leadership.canHear(task.node),
  );

const diskUsageText = (
  containers: readonly string[],
  volumes: readonly string[],
  images: readonly string[],
): string =>
  `{"LayersSize":${images.length * 4_200_000},"Images":[${images.join()}],"Containers":[${containers.join()}],"Volumes":[${volumes.join()}],"BuildCache":[]}`;
