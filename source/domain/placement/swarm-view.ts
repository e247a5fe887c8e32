import type {NetworkId, Node, NodeId, Service, ServiceId, Task} from '../model/index.ts';

/** As much of a swarm as the scheduler sees. */
export interface SwarmView {
  readonly nodes: readonly Node[];
  tasksOfNode(id: NodeId): Iterable<Task>;
  service(id: ServiceId): Service | undefined;
  /** Null where the network, or its driver, is not known. */
  networkDriver(id: NetworkId): string | null;
}
