import {faultInWords} from '../../domain/fault-words.ts';
import type {Sample} from '../../domain/metrics/usage.ts';
import type {Node} from '../../domain/model/index.ts';
import type {Endpoint} from '../../engine/endpoint.ts';
import type {Engine, OpenEngine} from '../../engine/engine.ts';
import type {Clock} from '../../feeds/clock.ts';
import {type LocalFigures, readLocalFigures, type TaskContainer} from '../../feeds/metrics/local-figures.ts';
import type {InView} from '../../feeds/session/session.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {HealthBook} from '../../store/health/health-book.ts';
import type {MetricsStore} from '../../store/metrics/metrics-store.ts';

/** Connections to the engines of other nodes, for figures of their containers. */
export interface NodeConnections {
  setInView(view: InView): void;
  stop(): void;
}

interface Parts {
  readonly store: ClusterStore;
  readonly metrics: MetricsStore;
  readonly book: Pick<HealthBook, 'observe'>;
  readonly clock: Clock;
  readonly take: (samples: readonly Sample[]) => void;
  readonly open: OpenEngine;
  /** The endpoint of each node that a person has named, by hostname. */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
}

const openMs = 10_000;
const againMs = 30_000;

/** Connects to the engines that a person has named, each when tasks of its node come into view. */
export const openNodeConnections = (parts: Parts): NodeConnections => {
  const connections = [...parts.endpoints].map(([hostname, endpoint]) =>
    connectLater(parts, hostname, endpoint),
  );
  return {
    setInView(view) {
      for (const connection of connections) connection.setInView(view);
    },
    stop() {
      for (const connection of connections) connection.stop();
    },
  };
};

const connectLater = (parts: Parts, hostname: string, endpoint: Endpoint): LocalFigures => {
  const {store, clock} = parts;
  const over = new AbortController();
  let engine: Engine | null = null;
  let isOpening = false;
  let triedMs = Number.NEGATIVE_INFINITY;

  const node = (): Node | undefined =>
    [...store.table('nodes').values()].find(each => each.hostname === hostname && each.state === 'ready');
  const tell = (reason: string) =>
    parts.book.observe(
      [
        {
          ...{
            kind: 'source',
            id: `node:${hostname}`,
            name: `engine of ${hostname} at ${endpoint.host}`,
            reason,
          },
          ...{state: reason === '' ? 'healthy' : 'unknown', atMs: clock.now()},
        },
      ],
      () => null,
    );
  const connect = async (id: string) => {
    isOpening = true;
    triedMs = clock.elapsed();
    let opened: Engine | null = null;
    try {
      const signal = AbortSignal.any([over.signal, AbortSignal.timeout(openMs)]);
      opened = await parts.open(endpoint, signal);
      // An address that leads elsewhere would give the figures of another node under this one's name.
      const found = (await opened.info(signal)).nodeId;
      if (found !== id)
        throw new Error(`this is the engine of ${found === null ? 'no node' : `node ${found}`}`);
      engine = opened;
      tell('');
    } catch (error) {
      opened?.close();
      if (!over.signal.aborted) tell(faultInWords(error));
    }
    isOpening = false;
  };
  const figures = readLocalFigures({
    ...parts,
    take(samples) {
      parts.take(samples);
    },
    engine() {
      const id = node()?.id;
      if (id === undefined) return null;
      if (engine === null && !isOpening && clock.elapsed() - triedMs >= againMs) void connect(id);
      return engine;
    },
    of: {
      source: 'node-connection',
      nodeId: () => node()?.id ?? null,
      containers: () => containersOn(store, node()?.id),
    },
  });
  return {
    setInView: figures.setInView,
    stop() {
      over.abort();
      figures.stop();
      engine?.close();
    },
  };
};

/** Running containers of tasks on a node, by what its managers know of them. */
function* containersOn(store: ClusterStore, nodeId: string | undefined): Generator<TaskContainer> {
  if (nodeId === undefined || nodeId === store.engineInfo?.nodeId) return;
  for (const id of store.taskIdsOfNode(nodeId)) {
    const task = store.table('tasks').get(id);
    if (task?.containerId == null || task.state !== 'running') continue;
    yield {id: task.containerId, taskId: task.id, serviceId: task.serviceId, state: 'running'};
  }
}
