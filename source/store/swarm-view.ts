import type {SwarmView} from '../domain/placement/swarm-view.ts';
import type {ClusterStore} from './cluster-store.ts';

/** The store as the scheduler sees the swarm. */
export const swarmView = (store: Pick<ClusterStore, 'table' | 'taskIdsOfNode'>): SwarmView => {
  const tasks = store.table('tasks');
  return {
    nodes: [...store.table('nodes').values()],
    *tasksOfNode(id) {
      for (const taskId of store.taskIdsOfNode(id)) {
        const task = tasks.get(taskId);
        if (task !== undefined) yield task;
      }
    },
    service: id => store.table('services').get(id),
    networkDriver: id => store.table('networks').get(id)?.driver ?? null,
  };
};
