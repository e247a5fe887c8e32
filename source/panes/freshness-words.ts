import type {Freshness, Source} from '../domain/freshness.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {Line, Span} from '../ui/span.ts';
import {clockInWords} from './quantities.ts';

/** What the verdict on the swarm is drawn from. */
export const judgedSources: readonly Source[] = ['nodes', 'services', 'tasks'];

const order: readonly Freshness['kind'][] = ['live', 'unavailable', 'loading', 'stale', 'lost'];

/** Live, but behind, is the next worse after live. */
const badness = (freshness: Freshness): number =>
  order.indexOf(freshness.kind) + (freshness.kind === 'live' && freshness.everyMs !== undefined ? 0.5 : 0);

/** The least believable of several sources: what is drawn from all of them is no better. */
export const worstFreshness = (store: ClusterStore, sources: readonly Source[]): Freshness | null =>
  sources
    .map(source => store.freshness(source))
    .reduce<Freshness | null>(
      (worst, one) => (worst === null || badness(one) > badness(worst) ? one : worst),
      null,
    );

/** How far something can be believed, in one phrase; by the clock, so that the screen stays still. */
export const freshnessSpan = (freshness: Freshness): Span => {
  switch (freshness.kind) {
    case 'live':
      return freshness.everyMs === undefined
        ? {text: '⟳ live', tone: 'ok'}
        : {text: `⟳ live, tasks every ${freshness.everyMs / 1_000} s`, tone: 'ok'};
    case 'loading':
      return {text: '◐ loading', tone: 'info'};
    case 'stale':
      return {text: `▲ stale since ${clockInWords(freshness.sinceMs)}`, tone: 'stale'};
    case 'lost':
      return {text: `✖ lost since ${clockInWords(freshness.sinceMs)}`, tone: 'critical'};
    case 'unavailable':
      return {text: '? not told here', tone: 'unknown'};
  }
};

/** Why it is not live; empty where it is. */
export const freshnessReason = (freshness: Freshness): string =>
  'reason' in freshness ? freshness.reason : '';

/** How far what is drawn from several sources can be believed, and why not; empty where nothing is known of them. */
export const freshnessLine = (store: ClusterStore, sources: readonly Source[]): Line => {
  const worst = worstFreshness(store, sources);
  if (worst === null) return [];
  const reason = freshnessReason(worst);
  return [freshnessSpan(worst), ...(reason === '' ? [] : [{text: `: ${reason}`, tone: 'muted' as const}])];
};
