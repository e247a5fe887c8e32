import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import {isWanted} from '../../domain/task-lifecycle.ts';
import type {ClusterStore, UsedKind} from '../../store/cluster-store.ts';
import type {ObjectKind} from '../pane.ts';

const usedKinds: readonly ObjectKind[] = ['network', 'secret', 'config', 'volume'] satisfies UsedKind[];

/** Whether objects of this kind are named in the specs of services. */
export const isUsedKind = (kind: ObjectKind): kind is UsedKind => usedKinds.includes(kind);

const inOrder = (store: ClusterStore, ids: Iterable<string>): readonly ServiceSummary[] =>
  [...ids]
    .flatMap(id => store.derived('services').get(id) ?? [])
    .map(row => ({row, key: naturalCompareKey(row.service.name)}))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({row}) => row);

/** The services whose spec names the object, in the order of their names. */
export const servicesUsing = (kind: UsedKind, id: string, store: ClusterStore): readonly ServiceSummary[] =>
  inOrder(store, store.usedBy(kind, id));

/** The services of a stack, in the order of their names. */
export const servicesOfStack = (name: string, store: ClusterStore): readonly ServiceSummary[] =>
  inOrder(store, store.serviceIdsOfStack(name));

/** The services that want tasks on a node. */
export const servicesOnNode = (nodeId: string, store: ClusterStore): readonly ServiceSummary[] => {
  const ids = new Set<string>();
  for (const taskId of store.taskIdsOfNode(nodeId)) {
    const task = store.table('tasks').get(taskId);
    if (task !== undefined && isWanted(task)) ids.add(task.serviceId);
  }
  return inOrder(store, ids);
};

/** The services that run an image, whatever its digest. */
export const servicesOfImage = (image: string, store: ClusterStore): readonly ServiceSummary[] => {
  const ids: string[] = [];
  for (const service of store.table('services').values()) if (service.image === image) ids.push(service.id);
  return inOrder(store, ids);
};
