import {ApiError} from '../../api-error.ts';
import type {ServiceRules} from '../spec/service-rules.ts';
import type {ObjectTable} from '../state/object-table.ts';
import type {ObjectRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {invalidArgument} from './refs.ts';

const pairs = (
  state: SwarmState,
  {template}: ServiceRules,
): readonly (readonly [string, ObjectTable<ObjectRecord>, readonly string[]])[] => [
  ['network', state.networks, template.networks],
  ['secret', state.secrets, template.secrets],
  ['config', state.configs, template.configs],
];

/** Refuses a spec that names what is not there. */
export const checkUses = (state: SwarmState, rules: ServiceRules): void => {
  for (const [kind, table, refs] of pairs(state, rules)) {
    const missing = refs.find(ref => table.get(ref) === null && table.byName(ref) === null);
    if (missing === undefined) continue;
    // The daemon itself looks for networks, and has no status for one that is not there.
    if (kind === 'network') throw new ApiError(500, `network ${missing} not found`);
    throw invalidArgument(`${kind} not found: ${missing}`);
  }
};

/** Notes which service uses what, so that nothing in use is removed. */
export const noteUses = (
  state: SwarmState,
  serviceId: string,
  before: ServiceRules | null,
  after: ServiceRules | null,
): void => {
  if (before !== null) {
    for (const [, table, refs] of pairs(state, before)) {
      for (const ref of refs) (table.get(ref) ?? table.byName(ref))?.usedBy.delete(serviceId);
    }
  }
  if (after === null) return;
  for (const [, table, refs] of pairs(state, after)) {
    for (const ref of refs) (table.get(ref) ?? table.byName(ref))?.usedBy.add(serviceId);
  }
};
