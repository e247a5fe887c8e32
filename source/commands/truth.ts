import type {Freshness, Source} from '../domain/freshness.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/** What only managers with a quorum can tell truthfully. */
const swarmSources: ReadonlySet<Source> = new Set([
  'nodes',
  'services',
  'tasks',
  'networks',
  'secrets',
  'configs',
]);

/**
 * How far a source can be believed. A manager that lost its quorum goes on answering for up to 18 s from what it knew:
 * its peers are `unreachable` in its own node list, and that gives it away.
 */
export function believe(store: ClusterStore, source: Source): Freshness {
  const freshness = store.freshness(source);
  const quorum = store.quorum;
  if (freshness.kind !== 'live' || quorum === null || quorum.hasQuorum || !swarmSources.has(source)) {
    return freshness;
  }
  return {
    kind: 'stale',
    sinceMs: freshness.asOfMs,
    reason: `this manager has lost its quorum: ${quorum.reachable} of ${quorum.managers} managers reachable, ${quorum.needed} needed`,
  };
}

/** What cannot be believed of the given sources, each reason once, for standard error. Empty: all is fresh. */
export function doubts(store: ClusterStore, sources: readonly Source[]): readonly string[] {
  const byReason = new Map<string, Source[]>();
  for (const source of sources) {
    const line = doubt(believe(store, source));
    if (line !== null) {
      byReason.set(line, [...(byReason.get(line) ?? []), source]);
    }
  }
  return [...byReason].map(([reason, doubted]) => `${doubted.join(', ')}: ${reason}`);
}

/** Whether there is anything at all to show of a source, fresh or stale. */
export function isKnown(store: ClusterStore, source: Source): boolean {
  const kind = believe(store, source).kind;
  return kind === 'live' || kind === 'stale';
}

function doubt(freshness: Freshness): string | null {
  switch (freshness.kind) {
    case 'live':
      return null;
    case 'loading':
      return 'no answer in time';
    case 'stale':
      return `stale: ${freshness.reason}`;
    case 'lost':
      return `not known: ${freshness.reason}`;
    case 'unavailable':
      return `not to be had here: ${freshness.reason}`;
  }
}
