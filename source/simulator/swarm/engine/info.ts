import type {JsonText} from '../../wire/json.ts';
import {wireTime} from '../../wire/time.ts';
import type {Leadership} from '../raft/leadership.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {takesRoom} from '../state/task-states.ts';
import type {ClusterRecord} from './cluster-record.ts';
import {clusterObject} from './cluster-record.ts';
import {noLeader} from './gate.ts';

/** `GET /info`: the one answer that every engine gives, whatever its swarm is like. */
export const infoText = (
  state: SwarmState,
  leadership: Leadership,
  cluster: ClusterRecord,
  node: NodeRecord,
): JsonText => {
  const {facts} = node;
  const containers = [...node.tasks].filter(({containerId}) => containerId !== null && containerId !== '');
  const running = containers.filter(task => takesRoom(task.state) && task.startedMs > 0).length;
  return JSON.stringify({
    ID: `sim-${node.id}`,
    Containers: containers.length,
    ContainersRunning: running,
    ContainersPaused: 0,
    ContainersStopped: containers.length - running,
    Images: 0,
    Driver: 'overlay2',
    DriverStatus: [['Backing Filesystem', 'extfs']],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'null', 'overlay'],
      Authorization: null,
      Log: ['json-file', 'local', 'none'],
    },
    MemoryLimit: true,
    SwapLimit: true,
    CpuCfsPeriod: true,
    CpuCfsQuota: true,
    CPUShares: true,
    CPUSet: true,
    PidsLimit: true,
    IPv4Forwarding: true,
    Debug: false,
    OomKillDisable: facts.cgroupVersion === '1',
    SystemTime: wireTime(state.clock.nowMs()),
    LoggingDriver: 'json-file',
    CgroupDriver: facts.cgroupVersion === '1' ? 'cgroupfs' : 'systemd',
    CgroupVersion: facts.cgroupVersion,
    KernelVersion: '6.1.0',
    OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    OSVersion: '12',
    OSType: facts.os,
    Architecture: facts.architecture,
    IndexServerAddress: 'https://index.docker.io/v1/',
    NCPU: facts.nanoCpus / 1e9,
    MemTotal: facts.memoryBytes,
    DockerRootDir: '/var/lib/docker',
    Name: facts.hostname,
    Labels: Object.entries(facts.engineLabels).map(([name, value]) => `${name}=${value}`),
    ExperimentalBuild: false,
    ServerVersion: facts.engineVersion,
    Runtimes: {runc: {path: 'runc'}},
    DefaultRuntime: 'runc',
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    SecurityOptions: ['name=seccomp,profile=builtin'],
    Swarm: swarmPart(state, leadership, cluster, node),
    Warnings: [],
  });
};

const swarmPart = (
  state: SwarmState,
  leadership: Leadership,
  cluster: ClusterRecord,
  node: NodeRecord,
): object => {
  const {facts} = node;
  const own = {NodeID: node.id, NodeAddr: facts.address};
  const managers = [...state.nodes.values()].filter(({manager}) => manager !== null);
  const RemoteManagers = managers.map(({id, facts: {address}}) => ({NodeID: id, Addr: `${address}:2377`}));
  if (!node.isMember) {
    return {...own, LocalNodeState: 'pending', ControlAvailable: false, Error: '', RemoteManagers};
  }
  if (node.manager === null) {
    return {...own, LocalNodeState: 'active', ControlAvailable: false, Error: '', RemoteManagers};
  }
  const standing = leadership.standing(node).kind;
  if (standing !== 'led' && standing !== 'stale') {
    const fault =
      standing === 'electing'
        ? 'rpc error: code = DeadlineExceeded desc = context deadline exceeded'
        : noLeader;
    return {...own, LocalNodeState: 'active', ControlAvailable: true, Error: fault, RemoteManagers: null};
  }
  return {
    ...own,
    LocalNodeState: 'active',
    ControlAvailable: true,
    Error: '',
    RemoteManagers,
    Nodes: state.nodes.size,
    Managers: managers.length,
    Cluster: clusterObject(cluster),
  };
};
