import type {HealthScope} from '../../domain/health/health-scope.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {CheckOptions} from '../arguments/check-options.ts';
import {findObject} from '../describe/find-object.ts';

/** The parts of the swarm that are meant, or why one of them cannot be told. */
export type FoundScopes =
  | {readonly kind: 'found'; readonly scopes: readonly HealthScope[]}
  | {readonly kind: 'problem'; readonly message: string};

/** Finds the objects that the options name. */
export function findScopes(store: ClusterStore, options: CheckOptions): FoundScopes {
  const services = [...store.table('services').values()];
  const nodes = [...store.table('nodes').values()];
  const stacks = [...store.derived('stacks').values()].map(({name}) => ({id: name, name}));
  const found = [
    ...options.services.map(name =>
      asScope(
        'service',
        findObject('service', name, services, each => each),
      ),
    ),
    ...options.stacks.map(name =>
      asScope(
        'stack',
        findObject('stack', name, stacks, each => each),
      ),
    ),
    ...options.nodes.map(name =>
      asScope(
        'node',
        findObject(
          'node',
          name,
          nodes.map(({id, hostname}) => ({id, name: hostname})),
          each => each,
        ),
      ),
    ),
    ...options.tiers.map((id): HealthScope => ({kind: 'tier', id, name: id})),
  ];
  const problem = found.find(each => typeof each === 'string');
  if (problem !== undefined) return {kind: 'problem', message: problem};
  return {kind: 'found', scopes: found.filter(each => typeof each !== 'string')};
}

const asScope = (
  kind: 'service' | 'stack' | 'node',
  found: ReturnType<typeof findObject<{readonly id: string; readonly name: string}>>,
): HealthScope | string =>
  found.kind === 'problem' ? found.message : {kind, id: found.row.id, name: found.row.name};
