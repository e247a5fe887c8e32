import {rootsOf} from './assess.ts';
import type {HealthItem, SwarmHealth, TierHealth} from './health.ts';
import {byState} from './state.ts';

/** A branch of the tree: a tier, or an object with what it explains beneath it. */
export type HealthBranch =
  | {
      readonly kind: 'tier';
      readonly key: string;
      readonly tier: TierHealth;
      readonly branches: readonly HealthBranch[];
    }
  | {
      readonly kind: 'item';
      readonly key: string;
      readonly item: HealthItem;
      readonly branches: readonly HealthBranch[];
    };

/**
 * The tiers, and beneath each the objects of it that nothing else explains; beneath an object what it explains, whatever tier
 * that is of. Everything that is not healthy is there once.
 */
export function healthTree({tiers}: Pick<SwarmHealth, 'tiers'>): readonly HealthBranch[] {
  const items = tiers.flatMap(tier => tier.items);
  const explained = Map.groupBy(
    items.filter(({causes}) => causes.length > 0),
    ({causes: [first = '']}) => first,
  );
  const branchOf = (item: HealthItem): HealthBranch => ({
    kind: 'item',
    key: item.key,
    item,
    branches: (explained.get(item.key) ?? []).toSorted(byState).map(branchOf),
  });
  const roots = Map.groupBy(rootsOf(items), ({tier}) => tier);
  return tiers.map(tier => ({
    kind: 'tier',
    key: `tier:${tier.id}`,
    tier,
    branches: (roots.get(tier.id) ?? []).map(branchOf),
  }));
}

/** How many objects are beneath a branch. */
export const sizeOf = ({branches}: HealthBranch): number =>
  branches.reduce((sum, branch) => sum + 1 + sizeOf(branch), 0);
