import {withCauses} from './causes.ts';
import {type HealthItem, type SwarmHealth, type TierHealth, tierIds} from './health.ts';
import type {HealthInput} from './health-input.ts';
import {byState, type HealthState, worstState} from './state.ts';
import {containerTier} from './tiers/container-tier.ts';
import {edgeTier} from './tiers/edge-tier.ts';
import {endpointTier} from './tiers/endpoint-tier.ts';
import {engineTier} from './tiers/engine-tier.ts';
import {findingsByObject} from './tiers/item.ts';
import {nodeTier} from './tiers/node-tier.ts';
import {serviceTier} from './tiers/service-tier.ts';

/**
 * The health of the swarm: its worst tier, and the causes before what comes of them. The tiers are views over what the rules
 * of the judgement find, with what only agents, probes and other sources tell.
 */
export function assess(input: HealthInput): SwarmHealth {
  const findingsOf = findingsByObject(input.findings);
  const tiers = [
    engineTier(input, findingsOf),
    nodeTier(input, findingsOf),
    serviceTier(input, findingsOf),
    containerTier(input),
    endpointTier(input),
    edgeTier(input),
  ];
  const linked = withCauses(
    tiers.flatMap(({items}) => items),
    input,
    findingsOf,
  );
  const byTier = Map.groupBy(linked, ({tier}) => tier);
  return wholeOf(tiers.map(tier => ({...tier, items: byTier.get(tier.id) ?? []})));
}

/** A tier that does not see everything says so itself; it leaves the whole alone where others see what comes of it. */
const countedState = ({state, isBlind, items}: TierHealth): HealthState => {
  if (items.length > 0) return worstState(items.map(({countsAs}) => countsAs));
  return state === null || isBlind ? 'healthy' : state;
};

function wholeOf(tiers: readonly TierHealth[]): SwarmHealth {
  const state = worstState(tiers.map(countedState));
  const roots = rootsOf(tiers.flatMap(({items}) => items));
  const times = roots.flatMap(item =>
    item.countsAs === state && item.sinceMs !== null ? [item.sinceMs] : [],
  );
  return {
    state,
    reasons: roots.map(item => sentenceOf(item)),
    sinceMs: times.length === 0 ? null : Math.min(...times),
    tiers,
  };
}

/** What nothing else explains, worst first, in the order of the tiers. */
export const rootsOf = (items: readonly HealthItem[]): readonly HealthItem[] =>
  items
    .filter(({causes}) => causes.length === 0)
    .toSorted((a, b) => byState(a, b) || tierIds.indexOf(a.tier) - tierIds.indexOf(b.tier));

/** What is wrong with an object, in one line. */
export const sentenceOf = ({object, reasons}: HealthItem): string =>
  `${object.kind === 'swarm' ? 'swarm' : `${object.kind} ${object.name}`}${reasons[0] === undefined ? '' : `: ${reasons[0]}`}`;
