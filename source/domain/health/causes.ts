import type {Finding, ServiceSummary} from '../summaries.ts';
import type {HealthItem} from './health.ts';
import type {HealthInput} from './health-input.ts';
import {type FindingsOf, ruleOf} from './tiers/item.ts';

/** Rules that find only what the loss of a node brings with it. */
const lossRules: ReadonlySet<string> = new Set(['on-dead-node', 'missing', 'pending', 'rollout-stuck']);

/**
 * Links what is wrong with what explains it, always in a lower tier, so that no circle can come about: a silent engine or
 * a lost quorum explains what is not known, a dead node its services' missing replicas, a full disk or a failing health
 * check the failures that come of it, a service that does not run its silent endpoints.
 */
export function withCauses(
  items: readonly HealthItem[],
  input: HealthInput,
  findingsOf: FindingsOf,
): readonly HealthItem[] {
  const byKey = new Map(items.map(item => [item.key, item]));
  const services = new Map<string, ServiceSummary>(input.services.map(row => [row.service.id, row]));
  const nodeOfName = new Map(
    items.flatMap(item => (item.object.kind === 'node' ? [[item.object.name, item] as const] : [])),
  );
  const sick = Map.groupBy(
    items.filter(({tier, state}) => tier === 'containers' && state === 'failing'),
    ({services: [id = '']}) => id,
  );
  const wrongLabels = new Set(input.probeFaults.map(({serviceId, label}) => `${serviceId}/${label}`));
  const silent = items.filter(
    ({tier, state}) => tier === 'engine' && (state === 'unknown' || state === 'failing'),
  );
  const silentEngine = silent.flatMap(({object, key}) => (object.kind === 'engine' ? [key] : []));
  // What the engine does not tell of the swarm is told by its own silence.
  const silence = silent.flatMap(({object, state, key}) =>
    object.kind === 'swarm' && state === 'unknown' && silentEngine.length > 0 ? [] : [key],
  );

  const causesOf = (item: HealthItem): readonly string[] => {
    if (item.object.kind === 'swarm') return item.state === 'unknown' ? silentEngine : [];
    if (item.tier === 'engine' || item.tier === 'edge') return [];
    if (item.state === 'unknown' && silence.length > 0) return silence;
    if (item.tier === 'services') {
      const row = services.get(item.object.id);
      return row === undefined ? [] : causesOfService(row, findingsOf('service', item.object.id));
    }
    // A label stays wrong whatever becomes of its service.
    if (item.tier !== 'endpoints' || wrongLabels.has(item.object.id)) return [];
    return item.services.map(id => `services:service:${id}`).filter(key => byKey.has(key));
  };
  const causesOfService = (row: ServiceSummary, findings: readonly Finding[]): readonly string[] => {
    const lost = row.replicas.onDeadNodes.flatMap(({hostname}) => nodeOfName.get(hostname)?.key ?? []);
    if (lost.length > 0 && findings.every(finding => isOfLoss(finding, row))) return lost;
    if (findings.length > 0 && findings.every(finding => ruleOf(finding) === 'disk-full'))
      return [`nodes:node:${row.lastFailure?.nodeId ?? ''}`].filter(key => byKey.has(key));
    const isOfHealth = findings.every(finding => ruleOf(finding) === 'unhealthy');
    return isOfHealth ? (sick.get(row.service.id) ?? []).map(({key}) => key) : [];
  };
  return items.map(item => {
    const causes = causesOf(item);
    return causes.length === 0 ? item : {...item, causes};
  });
}

/** Single failures of before are history where all that is missing now went with a node. */
function isOfLoss(finding: Finding, {replicas}: ServiceSummary): boolean {
  const rule = ruleOf(finding);
  if (lossRules.has(rule)) return true;
  const lost = replicas.onDeadNodes.reduce((sum, {count}) => sum + count, 0);
  return rule === 'failing' && replicas.running + lost >= replicas.desired;
}
