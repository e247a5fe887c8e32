import type {Node, Service, Task} from '../../source/domain/model/index.ts';
import type {ClusterView} from '../../source/integrations/integration.ts';

/** What integrations see; the lists may be changed meanwhile. */
export const aClusterView = ({
  services = [],
  tasks = [],
  nodes = [],
}: {
  readonly services?: readonly Service[];
  readonly tasks?: readonly Task[];
  readonly nodes?: readonly Node[];
}): ClusterView => ({
  services: () => services,
  tasks: () => tasks,
  tasksOf: id => tasks.filter(({serviceId}) => serviceId === id),
  taskById: id => tasks.find(task => task.id === id),
  nodes: () => nodes,
  nodeById: id => nodes.find(node => node.id === id),
});
