import {ApiError} from '../../api-error.ts';
import type {ContainerLoad, ContainerLog, Filters} from '../../simulated-engine.ts';
import type {JsonText} from '../../wire/json.ts';
import {noTime, wireTime} from '../../wire/time.ts';
import {containerLabels, publishContainer, taskName} from '../agent/container-events.ts';
import {containerLoad} from '../agent/load.ts';
import {containerLog} from '../agent/log-lines.ts';
import type {TaskRunner} from '../agent/task-runner.ts';
import {matches, matchesLabels} from '../control/filters.ts';
import type {NodeRecord, TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {age} from './age.ts';

/** Containers of one node, as its own engine tells of them. */
export interface Containers {
  list(filters: Filters, all: boolean): readonly JsonText[];
  inspect(ref: string): JsonText;
  load(ref: string): ContainerLoad;
  log(ref: string): ContainerLog;
  end(ref: string, code: number, signal: string): void;
  remove(ref: string, force: boolean): void;
}

const isRunning = (task: TaskRecord) => task.startedMs > 0 && task.endedMs === 0;

const stateOf = (task: TaskRecord): string => {
  if (task.startedMs === 0) return 'created';
  return isRunning(task) ? 'running' : 'exited';
};

export const createContainers = (state: SwarmState, runner: TaskRunner, node: NodeRecord): Containers => {
  const hasContainer = (task: TaskRecord) => task.containerId !== null && task.containerId !== '';
  const nowMs = () => state.clock.nowMs();

  const find = (ref: string): TaskRecord => {
    for (const task of node.tasks) {
      if (hasContainer(task) && (task.containerId?.startsWith(ref) || taskName(task) === ref)) return task;
    }
    throw new ApiError(404, `No such container: ${ref}`);
  };
  const findRunning = (ref: string): TaskRecord => {
    const task = find(ref);
    if (isRunning(task)) return task;
    throw new ApiError(409, `container ${task.containerId} is not running`);
  };

  return {
    list: (filters, all) =>
      [...node.tasks]
        .filter(task => hasContainer(task) && (all || isRunning(task)) && passes(task, filters))
        .map(task => listText(task, nowMs())),
    inspect: ref => inspectText(find(ref)),
    load: ref => containerLoad(findRunning(ref), node, nowMs()),
    log: ref => containerLog(find(ref), nowMs, () => node.isAlive),
    end(ref, code, signal) {
      const task = findRunning(ref);
      state.act(() => {
        publishContainer(state, task, 'kill', {signal});
        runner.endContainer(task, code);
      });
    },
    remove(ref, force) {
      const task = find(ref);
      if (isRunning(task) && !force) {
        throw new ApiError(
          409,
          `cannot remove container "/${taskName(task)}": container is running: stop the container before removing or force remove`,
        );
      }
      state.act(() => {
        if (isRunning(task)) runner.endContainer(task, 137);
      });
    },
  };
};

const passes = (task: TaskRecord, filters: Filters): boolean =>
  matches(filters, 'id', id => task.containerId?.startsWith(id) === true) &&
  matches(filters, 'name', name => taskName(task).includes(name)) &&
  matches(filters, 'status', wanted => stateOf(task) === wanted) &&
  matches(filters, 'health', wanted => task.health === wanted) &&
  matches(filters, 'ancestor', image => task.template.image.startsWith(image)) &&
  matchesLabels(filters, 'label', containerLabels(task));

const statusPhrase = (task: TaskRecord, nowMs: number): string => {
  if (task.startedMs === 0) return 'Created';
  if (!isRunning(task)) return `Exited (${task.exitCode}) ${age(nowMs - task.endedMs)} ago`;
  const health = {
    none: '',
    starting: ' (health: starting)',
    healthy: ' (healthy)',
    unhealthy: ' (unhealthy)',
  };
  return `Up ${age(nowMs - task.startedMs)}${health[task.health]}`;
};

const command = (task: TaskRecord): string =>
  task.template.behaviour.writes === 'app' ? '/bin/app' : '/docker-entrypoint.sh';

const listText = (task: TaskRecord, nowMs: number): JsonText =>
  JSON.stringify({
    Id: task.containerId,
    Names: [`/${taskName(task)}`],
    Image: task.template.image,
    ImageID: `sha256:${(task.containerId ?? '').slice(0, 64)}`,
    Command: command(task),
    Created: Math.floor(task.createdMs / 1_000),
    Ports: hostPorts(task),
    Labels: containerLabels(task),
    State: stateOf(task),
    Status: statusPhrase(task, nowMs),
    HostConfig: {NetworkMode: 'default'},
    NetworkSettings: {Networks: {}},
    Mounts: task.template.volumes.map(({name, driver}) => ({
      Type: 'volume',
      Name: name,
      Source: `/var/lib/docker/volumes/${name}/_data`,
      Destination: '/data',
      Driver: driver,
      Mode: 'z',
      RW: true,
      Propagation: '',
    })),
  });

const hostPorts = (task: TaskRecord): readonly object[] =>
  isRunning(task)
    ? task.service.rules.ports
        .filter(({mode}) => mode === 'host')
        .map(port => ({
          IP: '0.0.0.0',
          PrivatePort: port.target,
          PublicPort: port.published,
          Type: port.protocol,
        }))
    : [];

const inspectText = (task: TaskRecord): JsonText => {
  const {template} = task;
  return JSON.stringify({
    Id: task.containerId,
    Created: wireTime(task.createdMs),
    Path: command(task),
    Args: [],
    State: {
      Status: stateOf(task),
      Running: isRunning(task),
      Paused: false,
      Restarting: false,
      OOMKilled: task.wasOomKilled,
      Dead: false,
      Pid: isRunning(task) ? task.pid : 0,
      ExitCode: task.exitCode,
      Error: '',
      StartedAt: task.startedMs === 0 ? noTime : wireTime(task.startedMs),
      FinishedAt: task.endedMs === 0 ? noTime : wireTime(task.endedMs),
      ...(task.health !== 'none' && {
        Health: {Status: task.health, FailingStreak: task.health === 'unhealthy' ? 3 : 0, Log: []},
      }),
    },
    Image: `sha256:${(task.containerId ?? '').slice(0, 64)}`,
    Name: `/${taskName(task)}`,
    RestartCount: 0,
    Driver: 'overlay2',
    Platform: 'linux',
    HostConfig: {
      LogConfig: {Type: 'json-file', Config: {}},
      Memory: template.limitMemoryBytes,
      NanoCpus: template.limitNanoCpus,
    },
    Mounts: [],
    Config: {
      Hostname: (task.containerId ?? '').slice(0, 12),
      Tty: false,
      Env: [...template.env].map(([name, value]) => `${name}=${value}`),
      Image: template.image,
      Labels: containerLabels(task),
    },
    NetworkSettings: {Ports: {}, Networks: {}},
  });
};
