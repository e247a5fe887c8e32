import type {ClusterStore} from '../../store/cluster-store.ts';
import {findObject} from '../describe/find-object.ts';
import {plainLine} from '../output/paint.ts';

/** Finds a node by its hostname or id. */
export function nodeNamed(
  name: string,
  store: ClusterStore,
): {readonly kind: 'found'; readonly id: string} | {readonly kind: 'problem'; readonly message: string} {
  const nodes = [...store.table('nodes').values()];
  const found = findObject('node', name, nodes, ({id, hostname}) => ({id, name: hostname}));
  return found.kind === 'problem'
    ? {kind: 'problem', message: plainLine(found.message)}
    : {kind: 'found', id: found.row.id};
}
