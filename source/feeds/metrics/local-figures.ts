import type {ContainerStats} from '../../domain/metrics/container-stats.ts';
import {usageBetween} from '../../domain/metrics/formulas.ts';
import {type MetricSource, metricSources, type Sample} from '../../domain/metrics/usage.ts';
import type {Container} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/errors.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {MetricsStore} from '../../store/metrics/metrics-store.ts';
import type {Clock} from '../clock.ts';
import type {InView} from '../session/session.ts';

/** Figures of the connected engine's own containers, for as long as no better source tells of them. */
export interface LocalFigures {
  /** Only containers of tasks that are looked at are asked for. */
  setInView(view: InView): void;
  stop(): void;
}

/** So many containers are asked for at most; the figures of more are an agent's work. */
const mostContainers = 60;
const atOnce = 4;
const firstEveryMs = 2_000;
/** A reading costs the engine some milliseconds: it may take about a twentieth of one core, over a network less. */
const perContainerMs = 150;
const overNetworkFactor = 3;

/** The containers of another engine than the connected one. */
export interface FiguresOf {
  readonly source: MetricSource;
  readonly nodeId: () => string | null;
  readonly containers: () => Iterable<TaskContainer>;
}

/** What is needed of a container to read it. */
export type TaskContainer = Pick<Container, 'id' | 'taskId' | 'serviceId' | 'state'>;

interface Reading {
  readonly stats: ContainerStats;
  readonly atMs: number;
}

/** Reads the figures of local containers in view, one after the other and never more often than is cheap. */
export const readLocalFigures = (parts: {
  readonly store: ClusterStore;
  readonly metrics: MetricsStore;
  readonly clock: Clock;
  readonly engine: () => Engine | null;
  readonly take: (samples: readonly Sample[]) => void;
  /** Whose containers are read; absent: those of the connected engine. */
  readonly of?: FiguresOf;
}): LocalFigures => {
  const {store, metrics, clock} = parts;
  const of = parts.of ?? connectedEngine(store);
  const over = new AbortController();
  let view: InView = {services: new Set(), nodes: new Set()};
  let readings = new Map<string, Reading>();
  let cancel: (() => void) | null = null;
  let isReading = false;

  const isBetterTold = (taskId: string): boolean => {
    const source = metrics.task(taskId, clock.now())?.source;
    return source !== undefined && metricSources.indexOf(source) < metricSources.indexOf(of.source);
  };
  const wanted = (): readonly TaskContainer[] => {
    const node = of.nodeId();
    const isNodeInView = node !== null && view.nodes.has(node);
    const containers: TaskContainer[] = [];
    for (const container of of.containers()) {
      const {serviceId, taskId} = container;
      if (container.state !== 'running' || taskId === null || serviceId === null) continue;
      if (!isNodeInView && !view.services.has(serviceId)) continue;
      if (!isBetterTold(taskId)) containers.push(container);
      if (containers.length === mostContainers) break;
    }
    return containers;
  };
  const read = async (engine: Engine, container: TaskContainer, everyMs: number): Promise<Sample[]> => {
    const stats = await engine.containerStats(container.id, over.signal);
    const {taskId, serviceId} = container;
    const nodeId = of.nodeId() ?? '';
    if (stats === null || taskId === null || serviceId === null) return [];
    const atMs = clock.now();
    const usage = usageBetween(readings.get(container.id)?.stats ?? null, stats);
    readings.set(container.id, {stats, atMs});
    return [{kind: 'task', id: taskId, serviceId, nodeId, atMs, source: of.source, everyMs, usage}];
  };
  const round = async (engine: Engine, containers: readonly TaskContainer[], everyMs: number) => {
    const left = [...containers];
    const lane = async () => {
      for (let next = left.shift(); next !== undefined && !over.signal.aborted; next = left.shift()) {
        const samples = await read(engine, next, everyMs).catch(tolerate);
        if (samples.length > 0) parts.take(samples);
      }
    };
    await Promise.all(Array.from({length: atOnce}, lane));
    // What was not read in this round is too old to count from.
    const oldestMs = clock.now() - everyMs * 2;
    readings = new Map([...readings].filter(([, {atMs}]) => atMs > oldestMs));
  };
  const look = async () => {
    cancel = null;
    if (isReading) return;
    const engine = parts.engine();
    const containers = engine === null ? [] : wanted();
    const everyMs = Math.max(firstEveryMs, containers.length * perContainerMs * costOf(engine));
    if (engine !== null && containers.length > 0) {
      isReading = true;
      await round(engine, containers, everyMs);
      isReading = false;
    }
    arm(everyMs);
  };
  const arm = (delayMs: number) => {
    if (over.signal.aborted || view.services.size + view.nodes.size === 0) return;
    cancel ??= clock.after(delayMs, () => void look());
  };

  return {
    setInView(next) {
      view = next;
      // Whoever scrolls on looks at other containers soon enough.
      if (!isReading) arm(firstEveryMs / 4);
    },
    stop() {
      over.abort();
      cancel?.();
      cancel = null;
    },
  };
};

const connectedEngine = (store: ClusterStore): FiguresOf => ({
  source: 'engine',
  nodeId: () => store.engineInfo?.nodeId ?? null,
  containers: () => store.table('containers').values(),
});

const costOf = (engine: Engine | null): number =>
  engine?.endpoint.transport.kind === 'unix' ? 1 : overNetworkFactor;

/** A container may be gone, an engine lost: others see to that, and the figure grows too old by itself. */
const tolerate = (error: unknown): Sample[] => {
  if (error instanceof EngineError) return [];
  throw error;
};
