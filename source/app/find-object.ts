import {matchName} from '../domain/match-name.ts';
import type {ObjectKind, ObjectRef} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/**
 * The objects of any kind that a name may mean; of several kinds that have it as their name, only those of the kind that
 * people mean most often.
 */
export const findObjects = (store: ClusterStore, wanted: string): readonly ObjectRef[] => {
  const found = matchName(objects(store), wanted, object => object);
  return found[0]?.name === wanted ? found.filter(({kind}) => kind === found[0]?.kind) : found;
};

/** All objects of some kinds. */
export const objectsOf = (store: ClusterStore, kinds: readonly ObjectKind[]): readonly ObjectRef[] =>
  [...objects(store)].filter(({kind}) => kinds.includes(kind));

/** Services first, since people mean them most often. */
function* objects(store: ClusterStore): Generator<ObjectRef> {
  for (const {service} of store.derived('services').values())
    yield {kind: 'service', id: service.id, name: service.name};
  for (const {node} of store.derived('nodes').values())
    yield {kind: 'node', id: node.id, name: node.hostname};
  for (const {name} of store.derived('stacks').values()) yield {kind: 'stack', id: name, name};
  for (const {task, name} of store.derived('tasks').values()) yield {kind: 'task', id: task.id, name};
  for (const {id, name} of store.table('networks').values()) yield {kind: 'network', id, name};
  for (const {id, name} of store.table('secrets').values()) yield {kind: 'secret', id, name};
  for (const {id, name} of store.table('configs').values()) yield {kind: 'config', id, name};
  for (const {name} of store.table('volumes').values()) yield {kind: 'volume', id: name, name};
  for (const {id, name} of store.table('containers').values()) yield {kind: 'container', id, name};
}
