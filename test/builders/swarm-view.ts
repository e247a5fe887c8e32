import type {SwarmView} from '../../source/domain/placement/swarm-view.ts';
import type {ClusterBuilder} from './cluster.ts';

/** A built cluster as the scheduler sees it. */
export const viewOf = (
  {nodes, services, tasks}: Pick<ClusterBuilder, 'nodes' | 'services' | 'tasks'>,
  drivers: Readonly<Record<string, string>> = {},
): SwarmView => ({
  nodes,
  tasksOfNode: id => tasks.filter(task => task.nodeId === id),
  service: id => services.find(service => service.id === id),
  networkDriver: id => drivers[id] ?? null,
});
