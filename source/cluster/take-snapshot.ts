import type {Source} from '../domain/freshness.ts';
import type {AgentReport} from '../domain/metrics/agent-report.ts';
import type {SwarmMembership} from '../domain/model/index.ts';
import type {OnAnswer} from '../engine/answer.ts';
import {findEndpoints} from '../engine/discovery/find-endpoints.ts';
import {openDockerode} from '../engine/dockerode/open-dockerode.ts';
import {type Engine, mayBeManager} from '../engine/engine.ts';
import {EngineError} from '../engine/errors.ts';
import {samplesOf} from '../feeds/agents/agent-lines.ts';
import {listCall, servicesCall, swarmSources} from '../feeds/calls/list-calls.ts';
import {gatherTasks} from '../feeds/calls/task-list-calls.ts';
import {faultTrouble, membershipTrouble, minorityTrouble, type Trouble} from '../feeds/trouble.ts';
import type {Change} from '../store/changes.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {createClusterStore} from '../store/create-cluster-store.ts';
import {createHealthBook, type HealthBook} from '../store/health/health-book.ts';
import {createMetricsStore} from '../store/metrics/create-metrics-store.ts';
import type {MetricsStore} from '../store/metrics/metrics-store.ts';
import type {Snapshot, TakeSnapshot} from './cluster.ts';
import {tryProbes} from './health/try-probes.ts';
import {hearAgents} from './hear-agents.ts';
import {logReader} from './read-logs.ts';

/** A silent host must leave time for the next one. */
const hostLimitMs = 5_000;
/** Longer than the 20 s after which a manager without a leader answers by itself. */
const defaultTimeoutMs = 25_000;

export const takeSnapshot: TakeSnapshot = async options => {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const signal = AbortSignal.timeout(timeoutMs);
  const health = createHealthBook();
  const engine = await openFirst(options, signal, timeoutMs, answer => health.answered(answer, Date.now()));
  const nowMs = Date.now();
  const store = createClusterStore(nowMs);
  const faults: EngineError[] = [];
  const apply = (changes: readonly Change[]) => void store.applyChanges(changes, Date.now());

  const {swarm} = engine.greeting;
  const isManager = mayBeManager(engine.greeting);
  const listening = isManager && options.sources.includes('agents');
  const listed = options.sources.filter(source => source !== 'agents' || !isManager);
  const wanted = listed.filter(source => isManager || !needsManager(source));
  await Promise.all(
    wanted.map(async source => {
      try {
        apply([
          ...(await listOf(engine, source, signal)),
          {kind: 'freshness', sources: [source], freshness: {kind: 'live', asOfMs: Date.now()}},
        ]);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        faults.push(error);
        apply([
          {
            kind: 'freshness',
            sources: [source],
            freshness: {kind: 'lost', sinceMs: nowMs, reason: error.message},
          },
        ]);
      }
    }),
  );
  const membership =
    isManager && faults.length === 0 ? {kind: 'manager' as const} : await askRole(engine, apply, signal);
  const unable = listed.filter(source => !wanted.includes(source));
  const trouble = troubleOf(membership, faults, store);
  if (unable.length > 0)
    apply([
      {
        kind: 'freshness',
        sources: unable,
        freshness: {kind: 'unavailable', reason: trouble?.message ?? swarm},
      },
    ]);
  doubtMinority(store, options.sources, apply);
  apply([{kind: 'connection', connection: connected(engine, membership, trouble, nowMs)}]);
  const reports = listening ? await hearAgents(engine, store, options.listenMs) : [];
  return asSnapshot(store, engine, health, reports);
};

const openFirst = async (
  options: Parameters<TakeSnapshot>[0],
  signal: AbortSignal,
  timeoutMs: number,
  onAnswer: OnAnswer,
): Promise<Engine> => {
  const endpoints = findEndpoints(options);
  const limitMs = Math.min(hostLimitMs, timeoutMs / endpoints.length);
  let failure: unknown;
  for (const endpoint of endpoints) {
    const limit = endpoints.length === 1 ? signal : AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    try {
      return await openDockerode(endpoint, limit, onAnswer);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
};

const needsManager = (source: Source): boolean =>
  source === 'agents' || swarmSources.some(told => told === source);

const listOf = async (engine: Engine, source: Source, signal: AbortSignal): Promise<readonly Change[]> => {
  switch (source) {
    case 'events':
    case 'agents':
      return [];
    case 'engine':
      return [{kind: 'engine', info: await engine.info(signal)}];
    case 'services':
      return servicesCall(engine, () => undefined).ask(signal);
    case 'tasks':
      return [{kind: 'replace', table: 'tasks', values: await gatherTasks(engine, {}, signal)}];
    default:
      return listCall(engine, source).ask(signal);
  }
};

const askRole = async (
  engine: Engine,
  apply: (changes: readonly Change[]) => void,
  signal: AbortSignal,
): Promise<SwarmMembership> => {
  const info = await engine.info(signal);
  apply([{kind: 'engine', info}]);
  return info.membership;
};

const troubleOf = (
  membership: SwarmMembership,
  faults: readonly EngineError[],
  store: ClusterStore,
): Trouble | null => {
  const role = membershipTrouble(membership);
  if (role !== null) return role;
  if (faults[0] !== undefined) return faultTrouble(faults[0]);
  return store.quorum !== null && !store.quorum.hasQuorum ? minorityTrouble(store.quorum) : null;
};

/** A manager in a minority goes on answering for up to 18 s with what it knew before. */
const doubtMinority = (
  store: ClusterStore,
  sources: readonly Source[],
  apply: (changes: readonly Change[]) => void,
) => {
  if (store.quorum === null || store.quorum.hasQuorum) return;
  const {message} = minorityTrouble(store.quorum);
  const doubted = sources.filter(source => needsManager(source) && store.freshness(source).kind === 'live');
  apply([
    {kind: 'freshness', sources: doubted, freshness: {kind: 'stale', sinceMs: Date.now(), reason: message}},
  ]);
};

const connected = (engine: Engine, membership: SwarmMembership, trouble: Trouble | null, nowMs: number) => ({
  context: engine.endpoint.context,
  host: engine.endpoint.host,
  why: engine.endpoint.why,
  phase: 'connected' as const,
  sinceMs: nowMs,
  membership,
  trouble,
  attempt: 0,
  nextAttemptMs: null,
  moved: null,
});

/** Dated by the clock of their node: the last word of an agent that has fallen silent is no figure of now. */
const figuresIn = (reports: readonly AgentReport[]): MetricsStore => {
  const metrics = createMetricsStore();
  const nowMs = Date.now();
  metrics.take(
    reports.flatMap(report => samplesOf(report, Math.min(nowMs, report.atMs))),
    nowMs,
  );
  return metrics;
};

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

const asSnapshot = (
  store: ClusterStore,
  engine: Engine,
  health: HealthBook,
  reports: readonly AgentReport[],
): Snapshot => ({
  store,
  reports,
  metrics: figuresIn(reports),
  health,
  endpoint: engine.endpoint,
  inspect: (kind, id) => engine.inspect(kind, id),
  readLogs: logReader(store, () => engine),
  async tryProbes(limitMs) {
    const {tryProbe} = await import('../integrations/probes/try-probe.ts');
    const signal = AbortSignal.timeout(limitMs);
    await tryProbes({store, book: health, tryProbe, pause, nowMs: Date.now, signal});
  },
  openExec: (request, signal) => engine.openExec(request, signal),
  close: () => engine.close(),
});
