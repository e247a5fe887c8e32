import type {HealthItem, TierHealth} from '../health.ts';
import type {HealthInput} from '../health-input.ts';
import type {ProbeState} from '../probes/probe-state.ts';
import {type HealthState, worstState} from '../state.ts';
import {anItem, tierOf} from './item.ts';

/** Tier 5: what answers where people ask, by the probes that services declare. */
export function endpointTier(input: HealthInput): TierHealth {
  const {probes, probeFaults, declaredProbes, whyNoProbes} = input;
  const items = [...Map.groupBy(probes, ({serviceId, probe}) => `${serviceId}/${probe}`).values()].flatMap(
    targets => endpointItem(targets),
  );
  const faults = probeFaults.map(fault =>
    anItem(
      'endpoints',
      {
        kind: 'endpoint',
        id: `${fault.serviceId}/${fault.label}`,
        name: `${fault.serviceName} ${fault.label}`,
      },
      {state: 'degraded', reasons: [fault.reason], services: [fault.serviceId]},
    ),
  );
  const healthy = items.filter(({state}) => state === 'healthy').length;
  const wrong = [...items.filter(({state}) => state !== 'healthy'), ...faults];
  const idle = Math.max(0, declaredProbes - items.length);
  const tier = tierOf('endpoints', wrong, {healthy, note: noteOf(declaredProbes, healthy, whyNoProbes)});
  if (idle === 0) return tier;
  const isBlind = wrong.length === 0;
  return {
    ...tier,
    state: worstState([tier.state ?? 'healthy', 'unknown']),
    counts: {...tier.counts, unknown: tier.counts.unknown + idle},
    isBlind,
  };
}

function noteOf(declared: number, healthy: number, whyNot: string | null): string {
  if (declared === 0) return 'no service declares a probe';
  return whyNot === null ? `${healthy} of ${declared} probes pass` : `${declared} declared; ${whyNot}`;
}

/** One probe at all its addresses: it fails where all fail; where some do, the others serve. */
function endpointItem(targets: readonly ProbeState[]): readonly HealthItem[] {
  const [first] = targets;
  if (first === undefined) return [];
  const bad = targets.filter(({state}) => state === 'failing');
  const worst = worstState(targets.map(({state}) => state));
  const state: HealthState = bad.length > 0 && bad.length < targets.length ? 'degraded' : worst;
  const told = targets.filter(target => target.state !== 'healthy');
  const times = (bad.length > 0 ? bad : told).flatMap(({sinceMs}) => (sinceMs === null ? [] : [sinceMs]));
  const reasons = told.slice(0, 3).map(({target, said}) => (said === '' ? target : `${target}: ${said}`));
  return [
    anItem(
      'endpoints',
      {
        kind: 'endpoint',
        id: `${first.serviceId}/${first.probe}`,
        name: `${first.serviceName} ${first.probe}`,
      },
      {
        state,
        reasons: told.length > 3 ? [...reasons, `and ${told.length - 3} more`] : reasons,
        sinceMs: times.length === 0 ? null : Math.min(...times),
        services: [first.serviceId],
      },
    ),
  ];
}
