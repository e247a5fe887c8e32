import type {TierHealth} from '../health.ts';
import type {ContainerState, HealthInput} from '../health-input.ts';
import type {HealthState} from '../state.ts';
import {anItem, tierOf} from './item.ts';

const states: Readonly<Record<ContainerState['health'], HealthState>> = {
  none: 'healthy',
  starting: 'converging',
  healthy: 'healthy',
  unhealthy: 'failing',
};

/** Tier 4: health checks with what they printed, on every node whose engine is heard. */
export function containerTier({nodes, services, containers, cover}: HealthInput): TierHealth {
  const spares = sparesOf(services, containers);
  const hostnames = new Map<string, string>(nodes.map(({node}) => [node.id, node.hostname]));
  const items = containers
    .filter(({health}) => states[health] !== 'healthy')
    .map(container => {
      const hostname = hostnames.get(container.nodeId) ?? container.nodeId;
      const isBad = container.health === 'unhealthy';
      const spare = isBad ? (spares.get(container.serviceId) ?? 0) : 0;
      const what = isBad ? 'its health check fails' : 'its first health check has not passed';
      return anItem(
        'containers',
        {kind: 'task', id: container.taskId, name: container.name},
        {
          state: states[container.health],
          countsAs: spare > 0 ? 'degraded' : states[container.health],
          reasons: [`${what} on ${hostname}${spare > 0 ? `; ${spare} of its service are well` : ''}`],
          sinceMs: container.sinceMs,
          output: container.output,
          services: [container.serviceId],
          nodes: [container.nodeId],
        },
      );
    });
  const unseen = Math.max(0, cover.all - cover.seen);
  const healthy = Math.max(0, cover.seen - items.length);
  const tier = tierOf('containers', items, {healthy, note: coverInWords(cover, unseen)});
  if (unseen === 0) return tier;
  const isBlind = tier.state === null || tier.state === 'healthy' || tier.state === 'converging';
  // A container that fails its check is stopped by its engine, which every manager sees: tier 3 makes up for it.
  return {
    ...tier,
    state: isBlind ? 'unknown' : tier.state,
    counts: {...tier.counts, unknown: tier.counts.unknown + unseen},
    isBlind,
  };
}

/** How many containers of each service are well beside those that are not: it goes on with them. */
function sparesOf(
  services: HealthInput['services'],
  containers: readonly ContainerState[],
): ReadonlyMap<string, number> {
  const sick = Map.groupBy(
    containers.filter(({health}) => health === 'unhealthy'),
    ({serviceId}) => serviceId,
  );
  const spares = new Map<string, number>();
  for (const {service, replicas} of sick.size === 0 ? [] : services) {
    const own = sick.get(service.id)?.length ?? 0;
    if (own > 0) spares.set(service.id, Math.max(0, replicas.running + replicas.unhealthy - own));
  }
  return spares;
}

function coverInWords({seen, all}: HealthInput['cover'], unseen: number): string {
  if (all === 0) return 'no service has a health check';
  if (unseen === 0) return `${seen} with a health check`;
  return `${seen} of ${all} with a health check seen; agents tell of the others`;
}
