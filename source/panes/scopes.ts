import type {Service} from '../domain/model/index.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {Scope} from './pane.ts';

const isOneOf = (ids: readonly string[], id: string): boolean => ids.includes(id);

/** Whether a service is of a stack, uses an object, or has tasks on a node. */
export const isServiceInScope = (service: Service, scope: Scope, store: ClusterStore): boolean => {
  switch (scope.kind) {
    case 'stack':
      return service.stack === scope.id;
    case 'service':
      return service.id === scope.id;
    case 'network':
      return isOneOf(service.networks, scope.id);
    case 'secret':
      return isOneOf(service.secrets, scope.id);
    case 'config':
      return isOneOf(service.configs, scope.id);
    case 'volume':
      return isOneOf(service.volumes, scope.id);
    case 'node':
      return hasTaskOn(service.id, scope.id, store);
    case 'task':
    case 'container':
      return false;
  }
};

/** Whether a task of the service is on the node, past tasks included. */
export const hasTaskOn = (serviceId: string, nodeId: string, store: ClusterStore): boolean => {
  for (const id of store.taskIdsOfService(serviceId)) {
    if (store.table('tasks').get(id)?.nodeId === nodeId) return true;
  }
  return false;
};

/** Whether an object which services use belongs to a scope: a stack by its label, a service by its use. */
export const isUsedInScope = (
  object: {readonly stack: string | null},
  used: (service: Service) => boolean,
  scope: Scope,
  store: ClusterStore,
): boolean => {
  if (scope.kind === 'stack') return object.stack === scope.id;
  if (scope.kind !== 'service') return false;
  const service = store.table('services').get(scope.id);
  return service !== undefined && used(service);
};
