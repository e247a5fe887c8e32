import type {HealthItem, SwarmHealth} from '../../domain/health/health.ts';
import type {HealthScope} from '../../domain/health/health-scope.ts';
import {timeValue} from '../lists/listing.ts';
import {type CheckCode, codeWords} from './codes.ts';

/** The JSON of `medianest check --json`. */
export function checkJson(
  code: CheckCode,
  parts: readonly (Pick<SwarmHealth, 'state' | 'reasons' | 'sinceMs' | 'tiers'> & {
    readonly scope: HealthScope | null;
  })[],
) {
  return {
    code,
    status: codeWords[code],
    parts: parts.map(({scope, state, reasons, sinceMs, tiers}) => ({
      kind: scope?.kind ?? 'swarm',
      id: scope?.id ?? null,
      name: scope?.name ?? 'swarm',
      state,
      since: timeValue(sinceMs),
      reasons,
      tiers: tiers.map(tier => ({
        id: tier.id,
        state: tier.state,
        counts: tier.counts,
        note: tier.note,
        items: tier.items.map(itemJson),
      })),
    })),
  };
}

const itemJson = (item: HealthItem) => ({
  key: item.key,
  kind: item.object.kind,
  id: item.object.id,
  name: item.object.name,
  state: item.state,
  since: timeValue(item.sinceMs),
  reasons: item.reasons,
  output: item.output,
  causes: item.causes,
});
