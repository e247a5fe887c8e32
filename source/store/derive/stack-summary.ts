import type {ServiceSummary, StackSummary} from '../../domain/summaries.ts';
import {type Level, severity, worse} from '../../domain/verdict.ts';

/** A stack as the sum of its services; what else carries its label is counted. */
export function stackSummary(
  name: StackSummary['name'],
  services: readonly ServiceSummary[],
  counts: {readonly networks: number; readonly secrets: number; readonly configs: number},
): StackSummary {
  const worst = services
    .filter(({health}) => health.level !== 'ok')
    .sort((a, b) => severity[b.health.level] - severity[a.health.level] || byName(a, b));
  return {
    name,
    services: services.length,
    tasksRunning: services.reduce((sum, {replicas}) => sum + replicas.running, 0),
    tasksDesired: services.reduce((sum, {replicas}) => sum + replicas.desired, 0),
    ...counts,
    health: {
      level: services.reduce<Level>((level, {health}) => worse(level, health.level), 'ok'),
      reasons: worst.map(({service, health}) =>
        health.reasons[0] === undefined ? service.name : `${service.name}: ${health.reasons[0]}`,
      ),
    },
  };
}

/** Names are unique, but while a list comes in parts the old and the new service of a name may both be there. */
function byName({service: a}: ServiceSummary, {service: b}: ServiceSummary): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
