import type {ObjectRef} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/** The object with this name, or whose id begins so; services first, since people mean them most often. */
export const findObject = (store: ClusterStore, wanted: string): ObjectRef | null => {
  for (const candidate of objects(store))
    if (candidate.name === wanted || candidate.id === wanted) return candidate;
  if (wanted.length < 3) return null;
  for (const candidate of objects(store)) if (candidate.id.startsWith(wanted)) return candidate;
  return null;
};

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
