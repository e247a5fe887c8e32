import {ageInWords} from '../../domain/age.ts';
import {sentenceOf} from '../../domain/health/assess.ts';
import {type HealthItem, tierTitles} from '../../domain/health/health.ts';
import {type HealthScope, healthOf, type PartHealth} from '../../domain/health/health-scope.ts';
import type {HealthState} from '../../domain/health/state.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {type HealthParts, readHealth} from '../../store/health/read-health.ts';
import {type CheckCode, codeWords, worstCode} from './codes.ts';
import {inLine} from './in-line.ts';

/** The health of the parts that were asked for. */
export interface PartsResult {
  readonly code: CheckCode;
  readonly parts: readonly PartHealth[];
  readonly text: string;
}

/** States of health as exit codes: what is on its way and in time is fine. */
export const codeOf: Readonly<Record<HealthState, CheckCode>> = {
  healthy: 0,
  converging: 0,
  degraded: 1,
  failing: 2,
  unknown: 3,
};

/** Judges parts of the swarm: one line with performance data, then each part with its causes first. */
export function checkParts(parts: HealthParts, scopes: readonly HealthScope[]): PartsResult {
  const {store, nowMs} = parts;
  const whole = readHealth(parts);
  const services = [...store.derived('services').values()];
  const judged = scopes.map(scope => healthOf(whole, scope, services));
  const code = worstCode(judged.map(({state}) => codeOf[state]));
  const [only] = judged;
  const subject = only !== undefined && judged.length === 1 ? subjectOf(only.scope) : 'SWARM';
  const told = judged.map(part => headlineOf(part, judged.length > 1, nowMs));
  const perfdata = judged.flatMap(part => figuresOf(part, services, store)).join(' ');
  const first = `${subject} ${codeWords[code]} - ${told.join('; ')}${perfdata === '' ? '' : ` | ${perfdata}`}`;
  return {code, parts: judged, text: `${[first, ...judged.flatMap(linesOf)].join('\n')}\n`};
}

const nameOf = (scope: HealthScope): string => (scope.kind === 'tier' ? tierTitles[scope.id] : scope.name);
const subjectOf = (scope: HealthScope): string => `${scope.kind.toUpperCase()} ${inLine(nameOf(scope))}`;

function headlineOf(
  {scope, state, sinceMs, reasons, tiers}: PartHealth,
  isOneOfMany: boolean,
  nowMs: number,
): string {
  const who = isOneOfMany ? `${scope.kind} ${inLine(nameOf(scope))} ` : '';
  const since = sinceMs === null || state === 'healthy' ? '' : ` for ${ageInWords(nowMs - sinceMs)}`;
  const note = scope.kind === 'tier' ? (tiers.find(({id}) => id === scope.id)?.note ?? '') : '';
  const [first = note, ...more] = reasons;
  const why = first === '' ? '' : `: ${inLine(first)}${more.length > 0 ? ` (+${more.length} more)` : ''}`;
  return `${who}${state}${since}${why}`;
}

/** Every reason of every item, with what its check printed. */
const linesOf = ({tiers}: PartHealth): readonly string[] =>
  tiers.flatMap(({items}) => items.map(item => `${item.state.toUpperCase()}: ${inLine(lineOf(item))}`));

function lineOf(item: HealthItem): string {
  const more = item.reasons.slice(1).map(reason => `; ${reason}`);
  return `${sentenceOf(item)}${more.join('')}${item.output === null ? '' : ` (said: ${item.output})`}`;
}

/** `label=value;warn;crit;min;max`. What is not known is left out: a 0 would be drawn as an outage. */
function figuresOf(
  {scope, state}: PartHealth,
  services: readonly ServiceSummary[],
  store: ClusterStore,
): readonly string[] {
  if (scope.kind === 'tier' || state === 'unknown') return [];
  if (scope.kind === 'node') {
    const row = store.derived('nodes').get(scope.id);
    return row === undefined ? [] : [figure(`${scope.name}_tasks`, row.runningTasks, row.desiredTasks)];
  }
  return services
    .filter(({service}) => (scope.kind === 'service' ? service.id === scope.id : service.stack === scope.id))
    .map(({service, replicas}) => figure(`${service.name}_running`, replicas.running, replicas.desired));
}

/** A label with a blank, a quote or an equals sign would end where it must not. */
const figure = (label: string, value: number, most: number): string =>
  `${inLine(label).replaceAll(/[\s'=]/g, '_')}=${value};;;0;${most}`;
