import type {Running} from '../../compose/compare.ts';
import type {NetworkNames} from '../../compose/from-spec.ts';
import type {ObjectRef} from '../../object-kind.ts';
import {textAt} from '../../spec/json.ts';
import type {RawObject} from '../../spec/raw-object.ts';
import type {PlanStore} from '../plan.ts';

/** The services of a stack, whose specs plans are made from. */
export const servicesOf = (stack: string, store: PlanStore): readonly ObjectRef[] =>
  [...store.serviceIdsOfStack(stack)].sort().map(id => ({kind: 'service', id}));

/** A service of a stack by its name in the file. */
const shortName = (stack: string, name: string): string =>
  name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name;

/** The services of a stack that run, in the order of their names. */
export const runningOf = (stack: string, objects: Iterable<RawObject>): readonly Running[] =>
  [...objects]
    .map(({id, spec}) => ({id, name: shortName(stack, textAt(spec, 'Name')), spec}))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Names of all networks by id. */
export const networkNames = (store: PlanStore): NetworkNames =>
  new Map([...store.table('networks').values()].map(({id, name}) => [id, name]));
