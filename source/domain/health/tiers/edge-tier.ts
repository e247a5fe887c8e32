import type {TierHealth} from '../health.ts';
import type {HealthInput} from '../health-input.ts';
import {anItem, tierOf} from './item.ts';

/** Tier 6: what integrations tell of themselves. */
export function edgeTier({sources}: HealthInput): TierHealth {
  const items = sources.map(({id, name, state, reason, atMs}) =>
    anItem(
      'edge',
      {kind: 'source', id, name},
      {
        state,
        // A source that is gone makes us see less; it says nothing of the swarm.
        countsAs: state === 'unknown' ? 'healthy' : state,
        reasons: reason === '' ? [] : [reason],
        sinceMs: state === 'healthy' ? null : atMs,
      },
    ),
  );
  const healthy = items.filter(({state}) => state === 'healthy').length;
  return tierOf(
    'edge',
    items.filter(({state}) => state !== 'healthy'),
    {
      healthy,
      isBlind: items.every(({state}) => state === 'healthy' || state === 'unknown'),
      note: items.length === 0 ? 'nothing is connected' : `${healthy} of ${items.length} sources answer`,
    },
  );
}
