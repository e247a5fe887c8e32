import type {ServiceSummary} from '../../summaries.ts';
import type {HealthItem, TierHealth} from '../health.ts';
import type {ContainerState, HealthInput} from '../health-input.ts';
import {type HealthState, stateOf, worstState} from '../state.ts';
import {anItem, type FindingsOf, sinceOf, tierOf} from './item.ts';

/** Tier 3: services by what truly runs, their rollouts and restarts, and their containers on every node. */
export function serviceTier(input: HealthInput, findingsOf: FindingsOf): TierHealth {
  const sick = Map.groupBy(
    input.containers.filter(({health}) => health === 'unhealthy'),
    ({serviceId}) => serviceId,
  );
  const items: HealthItem[] = [];
  for (const row of input.services) {
    const item = serviceItem(row, sick.get(row.service.id) ?? [], input, findingsOf);
    if (item.state !== 'healthy') items.push(item);
  }
  const healthy = input.services.length - items.length;
  const {kind} = input.freshness;
  return tierOf('services', items, {
    healthy,
    note: `${healthy} of ${input.services.length} healthy`,
    ifNone: kind === 'live' ? null : kind === 'loading' ? 'converging' : 'unknown',
  });
}

function serviceItem(
  {service, health, replicas, recentFailures}: ServiceSummary,
  sick: readonly ContainerState[],
  input: HealthInput,
  findingsOf: FindingsOf,
): HealthItem {
  const own = stateOf(health.level);
  const isKnown = input.freshness.kind === 'live' || input.freshness.kind === 'loading';
  const containers = sicknessOf(sick.length, replicas.running + replicas.unhealthy);
  const state = worstState([own, containers, isKnown ? 'healthy' : 'unknown']);
  const isTold = replicas.unhealthy >= sick.length;
  const reasons = [
    ...health.reasons,
    ...(containers === 'healthy' || isTold ? [] : [sicknessInWords(sick.length, replicas.running)]),
    ...(recentFailures > 0 && health.reasons.length === 0
      ? [`${recentFailures} restarts in 10 minutes`]
      : []),
  ];
  return anItem(
    'services',
    {kind: 'service', id: service.id, name: service.name},
    {
      state,
      reasons: reasons.length === 0 && !isKnown ? ['what is shown of it is old'] : reasons,
      sinceMs: sinceOf(findingsOf('service', service.id), state) ?? earliest(sick),
      services: [service.id],
    },
  );
}

/** A service of several replicas goes on with those that are well: it is degraded. Without any it fails. */
const sicknessOf = (sick: number, running: number): HealthState =>
  sick === 0 ? 'healthy' : sick < running ? 'degraded' : 'failing';

const sicknessInWords = (sick: number, running: number): string =>
  sick < running
    ? `${sick} of ${running} unhealthy; the others serve`
    : `${sick === 1 ? 'its only container is' : `all ${sick} containers are`} unhealthy`;

const earliest = (sick: readonly ContainerState[]): number | null => {
  const times = sick.flatMap(({sinceMs}) => (sinceMs === null ? [] : [sinceMs]));
  return times.length === 0 ? null : Math.min(...times);
};
