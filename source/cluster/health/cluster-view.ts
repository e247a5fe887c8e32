import type {ClusterView} from '../../integrations/integration.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

/** What integrations see of the swarm, read from the store when they ask. */
export const clusterView = (store: ClusterStore): ClusterView => ({
  services: () => store.table('services').values(),
  tasks: () => store.table('tasks').values(),
  *tasksOf(serviceId) {
    for (const id of store.taskIdsOfService(serviceId)) {
      const task = store.table('tasks').get(id);
      if (task !== undefined) yield task;
    }
  },
  taskById: id => store.table('tasks').get(id),
  nodes: () => store.table('nodes').values(),
  nodeById: id => store.table('nodes').get(id),
});
