import type {Service} from '../../domain/model/index.ts';
import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import {isWanted} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ObjectKind} from '../pane.ts';

/** Kinds of objects that services use. */
export type UsedKind = Extract<ObjectKind, 'network' | 'secret' | 'config' | 'volume'>;

const used: Readonly<Record<UsedKind, (service: Service) => readonly string[]>> = {
  network: service => service.networks,
  secret: service => service.secrets,
  config: service => service.configs,
  volume: service => service.volumes,
};

export const isUsedKind = (kind: ObjectKind): kind is UsedKind => Object.hasOwn(used, kind);

const servicesWhere = (
  store: ClusterStore,
  isUser: (service: Service) => boolean,
): readonly ServiceSummary[] => {
  const found: {readonly row: ServiceSummary; readonly key: string}[] = [];
  for (const row of store.derived('services').values()) {
    if (isUser(row.service)) found.push({row, key: naturalCompareKey(row.service.name)});
  }
  return found.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({row}) => row);
};

/** The services whose spec names the object, in the order of their names. */
export const servicesUsing = (kind: UsedKind, id: string, store: ClusterStore): readonly ServiceSummary[] =>
  servicesWhere(store, service => used[kind](service).includes(id));

/** The services that have tasks on a node, past ones left out. */
export const servicesOnNode = (nodeId: string, store: ClusterStore): readonly ServiceSummary[] => {
  const ids = new Set<string>();
  for (const taskId of store.taskIdsOfNode(nodeId)) {
    const task = store.table('tasks').get(taskId);
    if (task !== undefined && isWanted(task)) ids.add(task.serviceId);
  }
  return servicesWhere(store, service => ids.has(service.id));
};

/** The services that run an image, whatever its digest. */
export const servicesOfImage = (image: string, store: ClusterStore): readonly ServiceSummary[] =>
  servicesWhere(store, service => service.image === image);
