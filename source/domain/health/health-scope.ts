import type {ServiceSummary} from '../summaries.ts';
import {rootsOf, sentenceOf} from './assess.ts';
import type {HealthItem, SwarmHealth, TierHealth, TierId} from './health.ts';
import {type HealthState, worstState} from './state.ts';

/** What health is asked of. */
export type HealthScope =
  | {readonly kind: 'service' | 'node' | 'stack'; readonly id: string; readonly name: string}
  | {readonly kind: 'tier'; readonly id: TierId; readonly name: string};

/** The health of a part: its own items, and those outside of it that explain them. */
export interface PartHealth extends Pick<SwarmHealth, 'state' | 'reasons' | 'sinceMs' | 'tiers'> {
  readonly scope: HealthScope;
}

/**
 * The health of a service, a stack, a node or a tier, from that of the whole. A node's health is its own and that of its
 * containers; what it has done to services is told beneath it and counts there.
 */
export function healthOf(
  whole: SwarmHealth,
  scope: HealthScope,
  services: readonly ServiceSummary[],
): PartHealth {
  const holds = isOf(scope, services);
  const all = whole.tiers.flatMap(({items}) => items);
  const own = all.filter(holds);
  const keys = new Set(own.map(({key}) => key));
  const shown = closureOf(all, keys, scope.kind === 'node');
  const tiers = whole.tiers.map(tier => partOf(tier, shown, scope));
  const counted =
    scope.kind === 'tier'
      ? tiers.flatMap(({id, state}) => (id === scope.id ? (state ?? 'unknown') : []))
      : [];
  const state = worstState([...own.map(item => item.countsAs), ...counted]);
  const roots = rootsOf(tiers.flatMap(({items}) => items));
  const times = own.flatMap(item => (item.countsAs === state && item.sinceMs !== null ? [item.sinceMs] : []));
  return {
    scope,
    state,
    reasons: roots.map(sentenceOf),
    sinceMs: times.length === 0 ? null : Math.min(...times),
    tiers,
  };
}

function isOf(scope: HealthScope, services: readonly ServiceSummary[]): (item: HealthItem) => boolean {
  switch (scope.kind) {
    case 'tier':
      return ({tier}) => tier === scope.id;
    case 'node':
      return ({nodes}) => nodes.includes(scope.id);
    case 'service':
      return item => item.services.includes(scope.id);
    case 'stack': {
      const ids = new Set<string>(
        services.flatMap(({service}) => (service.stack === scope.id ? [service.id] : [])),
      );
      return item => item.services.some(id => ids.has(id));
    }
  }
}

/** The items, whatever explains them, and of a node also what it explains. */
function closureOf(
  all: readonly HealthItem[],
  keys: ReadonlySet<string>,
  isDownwards: boolean,
): readonly HealthItem[] {
  const byKey = new Map(all.map(item => [item.key, item]));
  const wanted = new Set(keys);
  // A set that grows while it is walked yields what was added, too.
  for (const key of wanted) for (const cause of byKey.get(key)?.causes ?? []) wanted.add(cause);
  if (isDownwards)
    for (const key of wanted) for (const item of all) if (item.causes.includes(key)) wanted.add(item.key);
  return all.filter(({key}) => wanted.has(key));
}

function partOf(tier: TierHealth, shown: readonly HealthItem[], scope: HealthScope): TierHealth {
  if (scope.kind === 'tier' && tier.id === scope.id) return tier;
  const items = shown.filter(item => item.tier === tier.id);
  const counts: Record<HealthState, number> = {
    healthy: 0,
    converging: 0,
    degraded: 0,
    unknown: 0,
    failing: 0,
  };
  for (const item of items) counts[item.state] += 1;
  return {
    ...tier,
    items,
    counts,
    note: '',
    isBlind: false,
    state: items.length === 0 ? null : worstState(items.map(({state}) => state)),
  };
}
