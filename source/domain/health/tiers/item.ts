import type {Finding} from '../../summaries.ts';
import type {HealthItem, TierHealth, TierId} from '../health.ts';
import {byState, type HealthState, stateOf, worstState} from '../state.ts';

/** Findings by the object that they are about, hints left out: they are no matter of health. */
export type FindingsOf = (kind: Finding['object']['kind'], id: string) => readonly Finding[];

export function findingsByObject(findings: readonly Finding[]): FindingsOf {
  const byObject = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.isHint === true) continue;
    const key = `${finding.object.kind}:${finding.object.id}`;
    const own = byObject.get(key);
    if (own === undefined) byObject.set(key, [finding]);
    else own.push(finding);
  }
  return (kind, id) => byObject.get(`${kind}:${id}`) ?? [];
}

/** The last part of a finding's key: which rule has found it. */
export const ruleOf = ({key}: Finding): string => key.slice(key.lastIndexOf(':') + 1);

/** The earliest that is known of what is as bad as the whole. */
export function sinceOf(findings: readonly Finding[], state: HealthState): number | null {
  const times = findings.flatMap(({level, sinceMs}) =>
    stateOf(level) === state && sinceMs !== null ? [sinceMs] : [],
  );
  return times.length === 0 ? null : Math.min(...times);
}

export const reasonOf = ({title, reason}: Finding): string => (reason === '' ? title : `${title}: ${reason}`);

/** What most items have in common. */
export const anItem = (
  tier: TierId,
  object: HealthItem['object'],
  rest: Pick<HealthItem, 'state' | 'reasons'> & Partial<HealthItem>,
): HealthItem => ({
  key: `${tier}:${object.kind}:${object.id}`,
  tier,
  object,
  countsAs: rest.state,
  sinceMs: null,
  output: null,
  services: [],
  nodes: [],
  causes: [],
  ...rest,
});

interface TierPart {
  readonly note?: string;
  /** How many more are healthy. */
  readonly healthy?: number;
  readonly isBlind?: boolean;
  /** What it means that there are no objects. */
  readonly ifNone?: HealthState | null;
}

/** A tier of these objects. Nothing of the healthy ones is kept but their number. */
export function tierOf(
  id: TierId,
  items: readonly HealthItem[],
  {note = '', healthy = 0, isBlind = false, ifNone = null}: TierPart = {},
): TierHealth {
  const counts = {healthy, converging: 0, degraded: 0, unknown: 0, failing: 0};
  for (const {state} of items) counts[state] += 1;
  const total = healthy + items.length;
  return {
    id,
    state: total === 0 ? ifNone : worstState(items.map(({state}) => state)),
    counts,
    items: items.filter(({state}) => state !== 'healthy').toSorted(byState),
    note,
    isBlind,
  };
}
