import type {Freshness, Source} from '../../domain/freshness.ts';
import {assess} from '../../domain/health/assess.ts';
import type {SwarmHealth} from '../../domain/health/health.ts';
import type {ContainerState, HealthInput} from '../../domain/health/health-input.ts';
import {declaredProbes, type Probe, type ProbeFault} from '../../domain/health/probes/declaration.ts';
import type {Task} from '../../domain/model/index.ts';
import type {ClusterStore} from '../cluster-store.ts';
import type {HealthBook} from './health-book.ts';

/** What a look at the health of the swarm is made of. */
export interface HealthParts {
  readonly store: ClusterStore;
  readonly book: Pick<HealthBook, 'latency' | 'skews' | 'probes' | 'sources'>;
  /** Why declared probes do not run; null when they do. */
  readonly whyNoProbes: string | null;
  readonly nowMs: number;
}

/** The health of the swarm as everything that is known tells it now. */
export const readHealth = (parts: HealthParts): SwarmHealth => assess(gatherHealth(parts));

const lists: readonly Source[] = ['nodes', 'services', 'tasks'];

function gatherHealth({store, book, whyNoProbes, nowMs}: HealthParts): HealthInput {
  const {connection, quorum, engineInfo, findings} = store;
  const services = [...store.derived('services').values()];
  const declared = allProbes(store);
  const containers = seenContainers(store);
  const checked = services.reduce(
    (sum, {service, replicas}) => sum + (service.hasHealthcheck ? replicas.running + replicas.unhealthy : 0),
    0,
  );
  return {
    nowMs,
    findings,
    services,
    nodes: [...store.derived('nodes').values()],
    quorum,
    freshness: worstOf(lists.map(source => store.freshness(source))),
    engineName: engineInfo?.name ?? null,
    trouble: connection.trouble?.message ?? null,
    latency: book.latency(nowMs),
    skews: book.skews(nowMs, engineInfo?.nodeId ?? null),
    containers,
    cover: {seen: containers.length, all: Math.max(checked, containers.length)},
    probes: book.probes,
    declaredProbes: declared.probes.length,
    probeFaults: declared.faults,
    whyNoProbes,
    sources: book.sources,
  };
}

/** Every probe that a service of the swarm declares. */
export function allProbes(store: ClusterStore): {
  readonly probes: readonly Probe[];
  readonly faults: readonly ProbeFault[];
} {
  const all = [...store.table('services').values()].map(declaredProbes);
  return {probes: all.flatMap(({probes}) => probes), faults: all.flatMap(({faults}) => faults)};
}

/** Containers of tasks whose health somebody tells: the connected engine of its own, agents of those of their nodes. */
function seenContainers(store: ClusterStore): readonly ContainerState[] {
  const isLocalKnown = store.freshness('containers').kind === 'live';
  const localNode = store.engineInfo?.nodeId ?? '';
  const isHeard = store.freshness('agents').kind === 'live' || store.freshness('agents').kind === 'stale';
  const seen: ContainerState[] = [];
  for (const task of store.table('tasks').values()) {
    if (task.state !== 'running' && task.state !== 'starting') continue;
    const local = isLocalKnown ? store.containerOfTask(task.id) : undefined;
    const told = isHeard && !isLost(store, task) ? store.factsOfTask(task.id) : undefined;
    const health = local?.health ?? told?.health?.health ?? 'none';
    if (health === 'none') continue;
    seen.push({
      ...{taskId: task.id, serviceId: task.serviceId, health},
      name: store.derived('tasks').get(task.id)?.name ?? task.id,
      nodeId: task.nodeId ?? localNode,
      sinceMs: told?.health?.health === health ? told.health.atMs : null,
      output: told?.health?.output ?? null,
    });
  }
  return seen;
}

/** What was told of a node that is gone says nothing of now. */
const isLost = (store: ClusterStore, {nodeId}: Task): boolean =>
  nodeId !== null && store.table('nodes').get(nodeId)?.state !== 'ready';

const order: readonly Freshness['kind'][] = ['live', 'loading', 'stale', 'unavailable', 'lost'];

const worstOf = (all: readonly Freshness[]): Freshness =>
  all.reduce<Freshness>(
    (worst, each) => (order.indexOf(each.kind) > order.indexOf(worst.kind) ? each : worst),
    {kind: 'live', asOfMs: 0},
  );
