import type {ContainerStats} from '../../source/domain/metrics/container-stats.ts';
import type {
  Container,
  EngineEvent,
  EngineInfo,
  Node,
  NodeId,
  Service,
  SwarmMembership,
  Task,
} from '../../source/domain/model/index.ts';
import type {Endpoint} from '../../source/engine/endpoint.ts';
import type {Engine, TaskFilter} from '../../source/engine/engine.ts';
import {EngineError, type EngineErrorKind} from '../../source/engine/errors.ts';

/** An engine made of plain lists, that a test can silence, break and let speak. */
export interface FakeEngine extends Engine {
  nodes: readonly Node[];
  services: readonly Service[];
  tasks: readonly Task[];
  containers: readonly Container[];
  /** By container. */
  stats: ReadonlyMap<string, ContainerStats>;
  membership: SwarmMembership;
  clusterId: string | null;
  /** Every call, oldest first, e.g. `nodes`, `services`, `services:web`, `tasks`, `tasks:web`. */
  readonly calls: string[];
  /** Sends an event to whoever follows. */
  emit(event: Partial<EngineEvent> & {readonly type: string; readonly action: string}): void;
  /** Ends the event stream as a dying engine does. */
  breakStream(): void;
  /** Calls that need a manager hang until `release`, as during a leader election. */
  hang(): void;
  release(): void;
  /** Every call fails so until `heal`. `swarm` leaves ping, info and the local lists alone. */
  fail(kind: EngineErrorKind, what: 'all' | 'swarm'): void;
  heal(): void;
  /** Calls of this name fail so until `heal`. */
  refuse(name: string, kind: EngineErrorKind): void;
  /** Calls of this name are never answered; their signal alone ends them. */
  mute(name: string): void;
  /** Answers of calls whose name begins so are made at once but arrive only when the answer is called, whatever their signal says. */
  delay(name: string): () => void;
  readonly isFollowed: boolean;
  /** How often it was closed. */
  readonly closes: number;
}

export const anEndpoint = (host = 'tcp://10.0.0.1:2375'): Endpoint => ({
  context: 'default',
  host,
  transport: {kind: 'tcp', host: '10.0.0.1', port: 2375, tls: null},
  why: '--host',
});

/** What a ping tells of a role. An engine without quorum still takes itself for a manager. */
const greetings: Readonly<Record<string, string>> = {
  manager: 'active/manager',
  'no-quorum': 'active/manager',
  worker: 'active/worker',
  inactive: 'inactive',
  pending: 'pending',
  locked: 'locked',
};

export const aFakeEngine = (endpoint: Endpoint = anEndpoint()): FakeEngine => {
  const calls: string[] = [];
  let failure: {readonly kind: EngineErrorKind; readonly what: 'all' | 'swarm'} | null = null;
  let gate: PromiseWithResolvers<void> | null = null;
  const refused = new Map<string, EngineErrorKind>();
  const muted = new Set<string>();
  const delayed = new Map<string, Promise<void>>();
  let closes = 0;
  let follower: {readonly push: (event: EngineEvent | null | Error) => void} | null = null;

  const fault = (operation: string, kind = failure?.kind ?? 'unexpected') =>
    new EngineError(kind, `fake ${kind}`, {
      operation,
      target: endpoint.host,
      hint: 'none',
    });
  const call = async <Value>(
    name: string,
    needsManager: boolean,
    value: () => Value,
    signal?: AbortSignal,
  ): Promise<Value> => {
    calls.push(name);
    if (failure !== null && (failure.what === 'all' || needsManager)) throw fault(name);
    const refusal = refused.get(name);
    if (refusal !== undefined) throw fault(name, refusal);
    const [, late] = [...delayed].find(([prefix]) => name.startsWith(prefix)) ?? [];
    if (late !== undefined) {
      const made = value();
      await late;
      return made;
    }
    const isMuted = muted.has(name);
    if (isMuted || (needsManager && gate !== null)) {
      const aborted = new Promise<never>((_, reject) =>
        signal?.addEventListener('abort', () =>
          reject(new EngineError('aborted', 'aborted', {operation: name, target: '', hint: ''})),
        ),
      );
      if (isMuted) return aborted;
      await Promise.race([gate?.promise, aborted]);
      if (failure !== null) throw fault(name);
    }
    return value();
  };
  const matches = (task: Task, filter: TaskFilter) =>
    (filter.services === undefined || filter.services.includes(task.serviceId)) &&
    (filter.nodes === undefined || (task.nodeId !== null && filter.nodes.includes(task.nodeId)));

  const engine: FakeEngine = {
    endpoint,
    apiVersion: '1.51',
    get greeting() {
      return {apiVersion: '1.51', swarm: greetings[engine.membership.kind] ?? 'error'};
    },
    nodes: [],
    services: [],
    tasks: [],
    containers: [],
    stats: new Map(),
    membership: {kind: 'manager'},
    clusterId: 'cluster-1',
    calls,
    traffic: {requests: 0, bytes: 0},
    ping: () =>
      call('ping', false, () => ({apiVersion: '1.51', swarm: greetings[engine.membership.kind] ?? 'error'})),
    info: signal =>
      call(
        'info',
        false,
        (): EngineInfo => ({
          name: 'engine',
          engineVersion: '28.5.2',
          apiVersion: '1.51',
          os: 'linux',
          architecture: 'x86_64',
          cpus: 2,
          memoryBytes: 1,
          cgroupVersion: '2',
          nodeId: 'n1' as NodeId,
          nodeAddress: '10.0.0.1',
          clusterId: engine.clusterId,
          swarm: null,
          dataRoot: '/var/lib/docker',
          membership: engine.membership,
          remoteManagers: [],
          warnings: [],
          certificates: [],
        }),
        signal,
      ),
    listNodes: (filter = {}, signal) =>
      call(
        filter.ids === undefined ? 'nodes' : `nodes:${filter.ids.join()}`,
        true,
        () => engine.nodes.filter(node => filter.ids === undefined || filter.ids.includes(node.id)),
        signal,
      ),
    listServices: (filter = {}, signal) =>
      call(
        filter.ids === undefined ? 'services' : `services:${filter.ids.join()}`,
        true,
        () => engine.services.filter(service => filter.ids === undefined || filter.ids.includes(service.id)),
        signal,
      ),
    async *listTasks(filter = {}, signal) {
      const name = filter.services === undefined ? 'tasks' : `tasks:${filter.services.join()}`;
      yield await call(name, true, () => engine.tasks.filter(task => matches(task, filter)), signal);
    },
    listNetworks: () => call('networks', false, () => []),
    listSecrets: signal => call('secrets', true, () => [], signal),
    listConfigs: signal => call('configs', true, () => [], signal),
    listVolumes: () => call('volumes', false, () => []),
    listContainers: () => call('containers', false, () => engine.containers),
    containerStats: id => call(`stats:${id}`, false, () => engine.stats.get(id) ?? null),
    inspect: () => call('inspect', false, () => ({})),
    createService: spec =>
      call('createService', true, () => ({id: (spec as {Name: string}).Name, warnings: []})),
    updateService: id => call(`updateService:${id}`, true, () => []),
    removeService: id => call(`removeService:${id}`, true, () => undefined),
    updateNode: id => call(`updateNode:${id}`, true, () => undefined),
    openExec: () => Promise.reject(fault('exec', 'rejected')),
    createObject: (kind, spec) =>
      call(`create:${kind}`, true, () => ({id: (spec as {Name: string}).Name, warnings: []})),
    removeObject: (kind, id) => call(`remove:${kind}:${id}`, true, () => undefined),
    removeNode: id => call(`removeNode:${id}`, true, () => undefined),
    initSwarm: () => call('initSwarm', false, () => undefined),
    joinSwarm: () => call('joinSwarm', false, () => undefined),
    leaveSwarm: () => call('leaveSwarm', false, () => undefined),
    updateSwarm: () => call('updateSwarm', true, () => undefined),
    unlockSwarm: () => call('unlockSwarm', false, () => undefined),
    readJoinTokens: () => call('readJoinTokens', true, () => ({worker: 'SWMTKN-w', manager: 'SWMTKN-m'})),
    readUnlockKey: () => call('readUnlockKey', true, () => ''),
    resolveImage: image => call(`resolveImage:${image}`, false, () => ({digest: '', platforms: []})),
    async *readLogs(subject) {
      await call(`logs:${subject.id}`, subject.kind !== 'container', () => undefined);
    },
    async *watchEvents(_filter, signal, opened) {
      await call('events', false, () => undefined);
      const queue: (EngineEvent | null | Error)[] = [];
      let wake = Promise.withResolvers<void>();
      follower = {
        push(event) {
          queue.push(event);
          wake.resolve();
        },
      };
      signal.addEventListener('abort', () => follower?.push(null), {once: true});
      opened?.();
      try {
        for (;;) {
          await wake.promise;
          wake = Promise.withResolvers();
          for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
            if (event === null) return;
            if (event instanceof Error) throw event;
            yield event;
          }
        }
      } finally {
        follower = null;
      }
    },
    close() {
      closes += 1;
      follower?.push(null);
    },
    emit: event => follower?.push({id: 'x', scope: 'swarm', attributes: {}, timeMs: 0, ...event}),
    breakStream: () => follower?.push(null),
    hang() {
      gate = Promise.withResolvers();
    },
    release() {
      gate?.resolve();
      gate = null;
    },
    fail(kind, what) {
      failure = {kind, what};
    },
    heal() {
      failure = null;
      refused.clear();
    },
    refuse: (name, kind) => void refused.set(name, kind),
    mute: name => void muted.add(name),
    delay(name) {
      const {promise, resolve} = Promise.withResolvers<void>();
      delayed.set(name, promise);
      return () => {
        delayed.delete(name);
        resolve();
      };
    },
    get closes() {
      return closes;
    },
    get isFollowed() {
      return follower !== null;
    },
  };
  return engine;
};
