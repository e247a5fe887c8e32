import {contextEndpoint, findEndpoints} from '../engine/discovery/find-endpoints.ts';
import {listContexts} from '../engine/discovery/list-contexts.ts';
import {standIns as otherManagers} from '../engine/discovery/stand-ins.ts';
import {ownSurroundings} from '../engine/discovery/surroundings.ts';
import type {DockerContext, Endpoint} from '../engine/endpoint.ts';
import type {Engine, OpenEngine} from '../engine/engine.ts';
import {EngineError} from '../engine/errors.ts';
import {startAgentIntake} from '../feeds/agents/agent-intake.ts';
import {createChangeQueue} from '../feeds/change-queue.ts';
import {systemClock} from '../feeds/clock.ts';
import {type Feeds, keepConnected} from '../feeds/keep-connected.ts';
import {readLocalFigures} from '../feeds/metrics/local-figures.ts';
import {createMetricsIntake} from '../feeds/metrics/metrics-intake.ts';
import {tellPressure} from '../feeds/metrics/tell-pressure.ts';
import {defaultTimings, type Timings} from '../feeds/timings.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {createClusterStore} from '../store/create-cluster-store.ts';
import {createHealthBook} from '../store/health/health-book.ts';
import {createMetricsStore} from '../store/metrics/create-metrics-store.ts';
import type {Cluster, EndpointOptions} from './cluster.ts';
import {createFeedSwitch} from './feed-switch.ts';
import {openNodeConnections} from './health/node-connections.ts';
import {type HealthSettings, watchHealth} from './health/watch-health.ts';
import {type JoinedViews, joinViews} from './join-views.ts';
import {namedStandIns} from './named-stand-ins.ts';
import {logReader} from './read-logs.ts';

/** Imported when it is first needed: it costs more than the first frame. */
const openEngine: OpenEngine = async (endpoint, signal, onAnswer) => {
  const {openDockerode} = await import('../engine/dockerode/open-dockerode.ts');
  return openDockerode(endpoint, signal, onAnswer);
};

/** Which engine to use, how often to ask it, and who stands in for it. */
export interface ClusterOptions extends EndpointOptions {
  readonly timings?: Partial<Timings>;
  readonly health?: HealthSettings & {readonly nodes: Readonly<Record<string, string>>};
  /** Addresses of other managers that a person named for a context. */
  readonly standInsOf?: (context: string) => readonly string[];
}

/**
 * Opens a cluster and keeps it true until it is closed, with the engine that is connected at the moment and a way to look at
 * more than the screen shows. Throws only when it cannot be told which engine is meant.
 */
export const openWithEngine = (
  options: ClusterOptions,
): {
  readonly cluster: Cluster;
  readonly engine: () => Engine | null;
  readonly watch: JoinedViews['watch'];
  /** The context that was wanted last: what was begun in another one is not this swarm's. */
  readonly context: () => string;
  /** Addresses that are tried when the connected engine is of no use any more. */
  readonly standIns: () => readonly Endpoint[];
} => {
  const clock = systemClock();
  const timings = {...defaultTimings, ...options.timings};
  const store = createClusterStore(clock.now());
  const queue = createChangeQueue(store, clock, timings.frameMs);
  const metrics = createMetricsStore();
  const health = createHealthBook();
  const intake = createMetricsIntake({store, metrics, clock});
  const stopPressure = tellPressure({metrics, queue, clock});

  let standInsFor: (present: Endpoint) => readonly Endpoint[] = () => [];
  const start = (endpoints: readonly Endpoint[]): Feeds => {
    const [endpoint, ...others] = endpoints;
    if (endpoint === undefined) throw new Error('no endpoint to connect to');
    const standIns = (present: Endpoint, from: ClusterStore) =>
      unique([
        endpoint,
        ...others,
        ...namedStandIns(endpoint.context, options.standInsOf?.(endpoint.context) ?? [], options),
        ...otherManagers(present, managersOf(from)),
      ]).filter(other => other.host !== present.host);
    standInsFor = present => standIns(present, store);
    return keepConnected({
      open: (to, signal) => openEngine(to, signal, answer => health.answered(answer, clock.now())),
      endpoint,
      standIns,
      store,
      queue,
      clock,
      timings,
      random: Math.random,
    });
  };
  const feedSwitch = createFeedSwitch({
    store,
    first: findEndpoints(options),
    start,
    clear() {
      queue.push([{kind: 'clear'}]);
      health.clear();
      queue.flush();
    },
  });

  const engine = () => feedSwitch.feeds.engine;
  const agents = startAgentIntake({
    store,
    queue,
    clock,
    random: Math.random,
    engine,
    take: intake.take,
    stir: serviceId => feedSwitch.feeds.stir(serviceId),
    toldTime: (nodeId, itsMs) => health.toldTime(nodeId, itsMs, clock.now()),
  });
  const local = readLocalFigures({store, metrics, clock, engine, take: intake.take});
  const {take} = intake;
  const healthSources = watchHealth({
    ...{store, book: health, take, clock, random: Math.random},
    settings: options.health ?? {probes: false, prometheusUrl: '', findPrometheus: false},
  });
  const nodeEngines = openNodeConnections({
    ...{store, metrics, book: health, clock, take, open: openEngine},
    endpoints: nodeEndpoints(options),
  });
  const views = joinViews(({services, nodes}) => {
    const view = {services: new Set(services), nodes: new Set(nodes)};
    feedSwitch.feeds.setInView(view);
    local.setInView(view);
    nodeEngines.setInView(view);
  });

  const cluster: Cluster = {
    store,
    metrics,
    health,
    healthSources,
    get endpoint() {
      return feedSwitch.feeds.endpoint;
    },
    async inspect(kind, id, signal) {
      const {engine} = feedSwitch.feeds;
      if (engine !== null) return engine.inspect(kind, id, signal);
      throw new EngineError('unreachable', 'No engine is connected.', {
        operation: `inspect ${kind}`,
        target: id,
        hint: 'The console connects again by itself.',
      });
    },
    readLogs: logReader(store, () => feedSwitch.feeds.engine),
    refresh: () => feedSwitch.feeds.refresh(),
    setInView: views.show,
    contexts: async () =>
      listContexts(ownSurroundings(), ownChoice(options)).map(context => asGiven(context, options)),
    switchContext: async name =>
      feedSwitch.switchTo(isGiven(name, options) ? findEndpoints(options) : [contextEndpoint(name)]),
    get traffic() {
      return feedSwitch.feeds.traffic;
    },
    close() {
      agents.stop();
      local.stop();
      healthSources.stop();
      nodeEngines.stop();
      stopPressure();
      intake.stop();
      void feedSwitch.close().finally(queue.close);
    },
  };
  return {
    cluster,
    engine,
    watch: views.watch,
    context: () => feedSwitch.context,
    standIns: () => standInsFor(feedSwitch.feeds.endpoint),
  };
};

/** The endpoints of nodes that a person has named; an address that cannot be understood is left out. */
const nodeEndpoints = (options: ClusterOptions): ReadonlyMap<string, Endpoint> =>
  new Map(
    Object.entries(options.health?.nodes ?? {}).flatMap(([hostname, host]) =>
      namedStandIns(hostname, [host], options).map(endpoint => [hostname, endpoint] as const),
    ),
  );

/** Our own `--host` and `--context` say nothing of what docker itself would use. */
const ownChoice = ({tls}: EndpointOptions): EndpointOptions => (tls === undefined ? {} : {tls});

/** With `--host`, the way back to that engine is the context that docker calls `default`. */
const isGiven = (context: string, options: EndpointOptions): boolean =>
  context === 'default' && (options.hosts ?? []).length > 0;

const asGiven = (context: DockerContext, options: EndpointOptions): DockerContext => {
  if (!isGiven(context.name, options)) return context;
  return {...context, description: 'Given with --host', host: (options.hosts ?? []).join(' '), problem: null};
};

/** Raft addresses of the managers that were known when last heard of. */
const managersOf = (store: ClusterStore): readonly {readonly address: string}[] =>
  [...store.table('nodes').values()].flatMap(node => (node.manager === null ? [] : [node.manager]));

const unique = (endpoints: readonly Endpoint[]): readonly Endpoint[] => [
  ...new Map(endpoints.map(endpoint => [endpoint.host, endpoint])).values(),
];
