import type {Snapshot} from '../cluster/cluster.ts';
import type {Freshness, Source} from '../domain/freshness.ts';
import type {Level} from '../domain/verdict.ts';
import {blastRadius} from '../store/blast-radius.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {type JsonValue, timeValue} from './lists/listing.ts';
import {believe, isKnown} from './truth.ts';

/** What `status` and `check` look at. */
export const statusSources: readonly Source[] = ['nodes', 'services', 'tasks'];

/** How many of each health there are. */
type HealthCounts = {readonly [L in Level]: number};

/** What findings go by beside that: certificates, and what agents measured and saw. */
export const findingSources: readonly Source[] = ['engine', 'containers', 'agents'];

/** How long agents are listened to, who speak every two seconds; without any nothing is waited for. */
export const findingListenMs = 1_500;

/** The state of the swarm in figures. Null: not known, which is never 0. */
export interface StatusReport {
  readonly managers: {
    readonly total: number;
    readonly reachable: number;
    readonly quorum: number;
    readonly tolerance: number;
    readonly hasQuorum: boolean;
    readonly leader: string | null;
  } | null;
  readonly nodes: {
    readonly total: number;
    readonly ready: number;
    readonly down: number;
    readonly unknown: number;
    readonly notActive: number;
  } | null;
  readonly services: (HealthCounts & {readonly total: number}) | null;
  readonly tasks: {readonly running: number; readonly desired: number} | null;
}

/** Counts what can be known. */
export function reportStatus(store: ClusterStore): StatusReport {
  const known = (...sources: readonly Source[]) => sources.every(source => isKnown(store, source));
  const {quorum} = store;
  return {
    managers:
      quorum === null || !known('nodes')
        ? null
        : {
            total: quorum.managers,
            reachable: quorum.reachable,
            quorum: quorum.needed,
            tolerance: quorum.tolerance,
            hasQuorum: quorum.hasQuorum,
            leader: quorum.leader,
          },
    nodes: known('nodes') ? countNodes(store) : null,
    services: known('services', 'tasks', 'nodes') ? countServices(store) : null,
    tasks: known('services', 'tasks', 'nodes') ? countTasks(store) : null,
  };
}

function countNodes(store: ClusterStore): StatusReport['nodes'] {
  const nodes = [...store.table('nodes').values()];
  const inState = (...states: readonly string[]) => nodes.filter(node => states.includes(node.state)).length;
  return {
    total: nodes.length,
    ready: inState('ready'),
    down: inState('down'),
    unknown: inState('unknown', 'disconnected'),
    notActive: nodes.filter(node => node.availability !== 'active').length,
  };
}

function countServices(store: ClusterStore): StatusReport['services'] {
  const health = [...store.derived('services').values()].map(row => row.health.level);
  const count = (level: Level) => health.filter(each => each === level).length;
  return {
    total: health.length,
    ok: count('ok'),
    progress: count('progress'),
    unknown: count('unknown'),
    warning: count('warning'),
    critical: count('critical'),
  };
}

function countTasks(store: ClusterStore): StatusReport['tasks'] {
  let running = 0;
  let desired = 0;
  for (const {replicas} of store.derived('services').values()) {
    running += replicas.running;
    desired += replicas.desired;
  }
  return {running, desired};
}

/** The JSON of `medianest status --json`. */
export function statusJson({store, endpoint}: Snapshot): Record<string, JsonValue> {
  const report = reportStatus(store);
  const asked = [...statusSources, 'engine', 'containers'] as const;
  return {
    managers: report.managers,
    nodes: report.nodes,
    services: report.services,
    tasks: report.tasks,
    findings: store.findings.map(finding => ({
      level: finding.level,
      isHint: finding.isHint === true,
      kind: finding.object.kind,
      id: finding.object.id,
      name: finding.object.name,
      title: finding.title,
      reason: finding.reason,
      since: timeValue(finding.sinceMs),
      blastRadius: blastRadius(store, finding),
      next: finding.next,
    })),
    freshness: Object.fromEntries(asked.map(source => [source, freshnessJson(believe(store, source))])),
    engine: {
      context: endpoint.context,
      host: endpoint.host,
      why: endpoint.why,
      name: store.engineInfo?.name ?? null,
      engineVersion: store.engineInfo?.engineVersion ?? null,
      membership: store.engineInfo?.membership.kind ?? store.connection.membership?.kind ?? null,
    },
  };
}

function freshnessJson(freshness: Freshness): JsonValue {
  return {
    state: freshness.kind,
    asOf: freshness.kind === 'live' ? timeValue(freshness.asOfMs) : null,
    since: 'sinceMs' in freshness ? timeValue(freshness.sinceMs) : null,
    reason: 'reason' in freshness ? freshness.reason : null,
  };
}
