import type {
  Config,
  Container,
  EngineEvent,
  EngineInfo,
  Network,
  Node,
  Reservation,
  Secret,
  Service,
  Task,
  UpdateStatus,
  Volume,
} from '../../source/domain/model/index.ts';
import {configId, containerId, networkId, nodeId, secretId, serviceId, taskId, volumeName} from './ids.ts';

/** The moment in which tests play. */
export const nowMs = Date.UTC(2026, 10, 23, 12, 0, 0);
export const minuteMs = 60_000;
const longAgoMs = nowMs - 24 * 60 * minuteMs;

export const nothingReserved: Reservation = {nanoCpus: 0, memoryBytes: 0, generic: {}};

/** A ready, active worker. */
export const aNode = (part: Partial<Node> = {}): Node => ({
  id: nodeId('n1'),
  version: 1,
  hostname: 'node-1',
  role: 'worker',
  availability: 'active',
  state: 'ready',
  message: '',
  address: '10.0.0.1',
  engineVersion: '28.5.2',
  os: 'linux',
  architecture: 'x86_64',
  nanoCpus: 2e9,
  memoryBytes: 4 * 1024 ** 3,
  genericResources: {},
  plugins: ['Log/json-file', 'Network/overlay', 'Volume/local'],
  labels: {},
  engineLabels: {},
  issuerKey: '',
  manager: null,
  createdAtMs: longAgoMs,
  updatedAtMs: longAgoMs,
  ...part,
});

/** A reachable manager. */
export const aManager = (
  part: Partial<Node> = {},
  manager: Partial<NonNullable<Node['manager']>> = {},
): Node =>
  aNode({
    role: 'manager',
    manager: {leader: false, reachability: 'reachable', address: '10.0.0.1:2377', ...manager},
    ...part,
  });

/** A replicated service of one replica, unchanged since yesterday. */
export const aService = (part: Partial<Service> = {}): Service => ({
  id: serviceId('s1'),
  version: 1,
  name: 'web',
  stack: null,
  labels: {},
  mode: {kind: 'replicated', replicas: 1},
  image: 'app:1',
  imageDigest: '',
  specKey: 'spec-1',
  ports: [],
  networks: [],
  secrets: [],
  configs: [],
  volumes: [],
  binds: [],
  constraints: [],
  spreads: [],
  platforms: [],
  plugins: [],
  reservation: nothingReserved,
  memoryLimitBytes: 0,
  nanoCpusLimit: 0,
  maxReplicasPerNode: 0,
  hasHealthcheck: false,
  update: null,
  status: null,
  jobIteration: 0,
  createdAtMs: longAgoMs,
  updatedAtMs: longAgoMs,
  ...part,
});

export const anUpdate = (part: Partial<UpdateStatus> = {}): UpdateStatus => ({
  state: 'updating',
  message: 'update in progress',
  isManual: false,
  isHeld: false,
  startedAtMs: nowMs - minuteMs,
  completedAtMs: null,
  ...part,
});

/** A task that runs as wanted on node `n1`, in slot 1 of service `s1`. */
export const aTask = (part: Partial<Task> = {}): Task => ({
  id: taskId('t1'),
  version: 1,
  serviceId: serviceId('s1'),
  slot: 1,
  nodeId: nodeId('n1'),
  desiredState: 'running',
  state: 'running',
  message: 'started',
  error: '',
  exitCode: null,
  containerId: null,
  image: 'app:1',
  specKey: 'spec-1',
  reservation: nothingReserved,
  jobIteration: 0,
  createdAtMs: longAgoMs,
  updatedAtMs: longAgoMs,
  stateSinceMs: longAgoMs,
  ...part,
});

/** A task that failed so long ago, replaced by the engine. */
export const aFailedTask = (agoMs: number, part: Partial<Task> = {}): Task =>
  aTask({
    id: taskId('t0'),
    desiredState: 'shutdown',
    state: 'failed',
    error: 'task: non-zero exit (1)',
    exitCode: 1,
    createdAtMs: nowMs - agoMs - 2_000,
    updatedAtMs: nowMs - agoMs + 100,
    stateSinceMs: nowMs - agoMs,
    ...part,
  });

/** A task that no node was found for. */
export const aPendingTask = (part: Partial<Task> = {}): Task =>
  aTask({
    nodeId: null,
    state: 'pending',
    message: 'pending task scheduling',
    createdAtMs: nowMs - minuteMs,
    updatedAtMs: nowMs - minuteMs,
    stateSinceMs: nowMs - minuteMs,
    ...part,
  });

/** A running container of task `t1` without a health check. */
export const aContainer = (part: Partial<Container> = {}): Container => ({
  id: containerId('c1'),
  name: 'web.1.t1',
  image: 'app:1',
  state: 'running',
  status: 'Up 3 hours',
  health: 'none',
  taskId: taskId('t1'),
  serviceId: serviceId('s1'),
  ports: [],
  labels: {},
  createdAtMs: longAgoMs,
  ...part,
});

export const aNetwork = (part: Partial<Network> = {}): Network => ({
  id: networkId('net1'),
  name: 'front',
  stack: null,
  driver: 'overlay',
  scope: 'swarm',
  attachable: false,
  internal: false,
  ingress: false,
  encrypted: false,
  subnets: ['10.1.0.0/24'],
  labels: {},
  createdAtMs: longAgoMs,
  ...part,
});

export const aSecret = (part: Partial<Secret> = {}): Secret => ({
  id: secretId('sec1'),
  version: 1,
  name: 'password',
  stack: null,
  driver: '',
  labels: {},
  createdAtMs: longAgoMs,
  updatedAtMs: longAgoMs,
  ...part,
});

export const aConfig = (part: Partial<Config> = {}): Config => ({
  id: configId('cfg1'),
  version: 1,
  name: 'settings',
  stack: null,
  bytes: 120,
  labels: {},
  createdAtMs: longAgoMs,
  updatedAtMs: longAgoMs,
  ...part,
});

export const aVolume = (part: Partial<Volume> = {}): Volume => ({
  name: volumeName('data'),
  stack: null,
  driver: 'local',
  scope: 'local',
  mountpoint: '/var/lib/docker/volumes/data/_data',
  labels: {},
  createdAtMs: longAgoMs,
  ...part,
});

export const anEvent = (part: Partial<EngineEvent> = {}): EngineEvent => ({
  type: 'service',
  action: 'update',
  id: 's1',
  scope: 'swarm',
  attributes: {name: 'web'},
  timeMs: nowMs,
  ...part,
});

/** A working manager. */
export const anEngineInfo = (part: Partial<EngineInfo> = {}): EngineInfo => ({
  name: 'node-1',
  engineVersion: '28.5.2',
  apiVersion: '1.51',
  os: 'Debian GNU/Linux 12',
  architecture: 'x86_64',
  cpus: 2,
  memoryBytes: 4 * 1024 ** 3,
  cgroupVersion: '2',
  nodeId: nodeId('n1'),
  nodeAddress: '10.0.0.1',
  clusterId: 'cluster-1',
  swarm: {version: 1, isAutolocked: false, isRotatingCa: false, issuerKey: 'old'},
  dataRoot: '/var/lib/docker',
  membership: {kind: 'manager'},
  remoteManagers: [],
  warnings: [],
  certificates: [],
  ...part,
});
