import {afterEach} from 'vitest';
import type {Source} from '../../../source/domain/freshness.ts';
import type {Node, Service} from '../../../source/domain/model/index.ts';
import type {Endpoint} from '../../../source/engine/endpoint.ts';
import {EngineError} from '../../../source/engine/errors.ts';
import {type ChangeQueue, createChangeQueue} from '../../../source/feeds/change-queue.ts';
import {type Feeds, keepConnected} from '../../../source/feeds/keep-connected.ts';
import {defaultTimings, type Timings} from '../../../source/feeds/timings.ts';
import type {ClusterStore} from '../../../source/store/cluster-store.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {aClock, type FakeClock} from '../../builders/fake-clock.ts';
import {aFakeEngine, type FakeEngine} from '../../builders/fake-engine.ts';
import {nodeId, taskId} from '../../builders/ids.ts';
import {aManager, aService, aTask} from '../../builders/objects.ts';

let running: Feeds | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

const unreachable = () =>
  new EngineError('unreachable', 'nobody listens', {operation: 'connect', target: 'x', hint: 'start it'});

/** A console's feeds on fake engines; engines that have died cannot be opened. */
export const start = (
  engines: readonly FakeEngine[],
  options: {
    readonly frameMs?: number;
    readonly timings?: Partial<Timings>;
    readonly clock?: FakeClock;
    readonly store?: ClusterStore;
    readonly queue?: ChangeQueue;
  } = {},
) => {
  const clock = options.clock ?? aClock();
  const store = options.store ?? createClusterStore(clock.now());
  const queue = options.queue ?? createChangeQueue(store, clock, options.frameMs ?? 0);
  const alive = new Set(engines);
  const opened: string[] = [];
  const [first, ...others] = engines;
  if (first === undefined) throw new Error('at least one engine');
  const feeds = keepConnected({
    async open(endpoint: Endpoint) {
      const engine = engines.find(candidate => candidate.endpoint.host === endpoint.host);
      if (engine === undefined || !alive.has(engine)) throw unreachable();
      opened.push(endpoint.host);
      return engine;
    },
    endpoint: first.endpoint,
    standIns: present =>
      [first, ...others].map(engine => engine.endpoint).filter(({host}) => host !== present.host),
    store,
    queue,
    clock,
    timings: {...defaultTimings, ...options.timings},
    random: () => 0,
  });
  running = feeds;
  return {
    clock,
    store,
    queue,
    feeds,
    /** Addresses of engines that were opened, oldest first. */
    opened,
    kind: (source: Source) => store.freshness(source).kind,
    die(engine: FakeEngine) {
      alive.delete(engine);
      engine.fail('unreachable', 'all');
      engine.breakStream();
    },
    revive(engine: FakeEngine) {
      alive.add(engine);
      engine.heal();
    },
  };
};

export const count = (engine: FakeEngine, name: string) => engine.calls.filter(call => call === name).length;

export const runningTask = (service: Service, node: Node, slot: number) =>
  aTask({
    id: taskId(`t${slot}`),
    serviceId: service.id,
    specKey: service.specKey,
    nodeId: node.id,
    slot,
  });

/** One manager that runs one replica of one service. */
export const aSwarm = (engine = aFakeEngine()) => {
  const node = aManager({id: nodeId('m1'), hostname: 'manager-1'});
  const service = aService({name: 'web', mode: {kind: 'replicated', replicas: 1}});
  engine.nodes = [node];
  engine.services = [{...service, status: {running: 1, desired: 1, completed: 0}}];
  engine.tasks = [runningTask(service, node, 1)];
  return {engine, node, service};
};
