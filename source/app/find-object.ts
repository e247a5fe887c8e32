import type {ObjectRef} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/** Shorter beginnings of ids fit by chance. */
const leastBeginning = 3;

/**
 * The objects that a name may mean: the one of this id; else those of this name, of the kind that people mean most often;
 * else those whose id begins so. More than one is a question: a node that rejoined has the hostname of its old entry.
 */
export const findObjects = (store: ClusterStore, wanted: string): readonly ObjectRef[] => {
  const byId: ObjectRef[] = [];
  const byName: ObjectRef[] = [];
  const byBeginning: ObjectRef[] = [];
  for (const candidate of objects(store)) {
    if (candidate.id === wanted && candidate.name !== wanted) byId.push(candidate);
    else if (candidate.name === wanted) byName.push(candidate);
    else if (wanted.length >= leastBeginning && candidate.id.startsWith(wanted)) byBeginning.push(candidate);
  }
  if (byId.length > 0) return byId.slice(0, 1);
  if (byName.length > 0) return byName.filter(({kind}) => kind === byName[0]?.kind);
  return byBeginning;
};

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
