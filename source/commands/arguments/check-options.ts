import {type TierId, tierIds} from '../../domain/health/health.ts';
import {nearest} from '../../domain/nearest.ts';
import type {CommandLineOption} from './option.ts';
import {UsageFault} from './usage-fault.ts';

/** What `check` is asked of; all empty: of the whole swarm. */
export interface CheckOptions {
  readonly services: readonly string[];
  readonly stacks: readonly string[];
  readonly nodes: readonly string[];
  readonly tiers: readonly TierId[];
}

const part = (name: string, value: string, purpose: string) =>
  ({name, value, multiple: true, scope: 'check', purpose}) as const;

export const checkOptions: readonly CommandLineOption[] = [
  part('service', 'NAME|ID', 'Check this service, its containers and its endpoints. May be repeated.'),
  part('stack', 'NAME', 'Check the services of this stack. May be repeated.'),
  part('node', 'NAME|ID', 'Check this node. May be repeated.'),
  {
    ...part(
      'tier',
      'TIER',
      'Check one tier of health. May be repeated. Of endpoints every declared probe is tried, as often as its threshold says.',
    ),
    choices: tierIds,
  },
];

/** Reads the options of `check`; `texts` gives all values of an option. */
export function readCheckOptions(texts: (name: string) => readonly string[]): CheckOptions {
  return {
    services: texts('service'),
    stacks: texts('stack'),
    nodes: texts('node'),
    tiers: texts('tier').map(tierNamed),
  };
}

function tierNamed(given: string): TierId {
  const found = tierIds.find((id, index) => id === given || String(index + 1) === given);
  if (found !== undefined) return found;
  const meant = nearest(given, tierIds);
  const advice = meant === null ? `Tiers: ${tierIds.join(', ')}.` : `Did you mean "${meant}"?`;
  throw new UsageFault(`--tier: there is no tier "${given}". ${advice}`);
}
