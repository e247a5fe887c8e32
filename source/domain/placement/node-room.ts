import type {Node, ServiceId} from '../model/index.ts';
import {hasEnded, isUnplaced, isWanted} from '../task-lifecycle.ts';
import type {SwarmView} from './swarm-view.ts';

/** What a node has left by the scheduler's own reckoning: by reservations, whatever really runs. */
export interface NodeRoom {
  readonly nanoCpus: number;
  readonly memoryBytes: number;
  readonly generic: ReadonlyMap<string, number>;
  /** Taken host ports, as `8080/tcp`, and by which service. */
  readonly hostPorts: ReadonlyMap<string, string>;
  /** Wanted tasks by service. */
  readonly replicas: ReadonlyMap<ServiceId, number>;
}

/** A task that is to stop keeps its reservation and its ports until it has stopped. */
export function roomOn(node: Node, view: SwarmView): NodeRoom {
  let {nanoCpus, memoryBytes} = node;
  const generic = new Map(Object.entries(node.genericResources));
  const hostPorts = new Map<string, string>();
  const replicas = new Map<ServiceId, number>();
  for (const task of view.tasksOfNode(node.id)) {
    // A global service's task names its node before the scheduler has looked at it.
    if (hasEnded(task) || isUnplaced(task)) continue;
    nanoCpus -= task.reservation.nanoCpus;
    memoryBytes -= task.reservation.memoryBytes;
    for (const [kind, amount] of Object.entries(task.reservation.generic)) {
      generic.set(kind, (generic.get(kind) ?? 0) - amount);
    }
    const service = view.service(task.serviceId);
    for (const port of service?.ports ?? []) {
      if (port.mode === 'host' && port.published > 0) {
        hostPorts.set(`${port.published}/${port.protocol}`, service?.name ?? task.serviceId);
      }
    }
    if (isWanted(task)) replicas.set(task.serviceId, (replicas.get(task.serviceId) ?? 0) + 1);
  }
  return {nanoCpus, memoryBytes, generic, hostPorts, replicas};
}
