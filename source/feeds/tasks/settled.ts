import type {Service, Task} from '../../domain/model/index.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

/** Whether a service is where its spec wants it, so that its tasks need no watching. */
export const isSettled = ({service, replicas}: ServiceSummary): boolean =>
  !isUpdating(service) &&
  replicas.running >= replicas.desired &&
  replicas.starting === 0 &&
  replicas.pending === 0 &&
  replicas.outdated === 0;

const isUpdating = (service: Service): boolean =>
  service.update?.state === 'updating' || service.update?.state === 'rollback_started';

/** Services whose tasks must have changed, judged by the engine's own counts and versions. */
export const stirredServices = (store: ClusterStore, listed: readonly Service[]): readonly string[] => {
  const known = store.table('services');
  return listed
    .filter(service => {
      const before = known.get(service.id);
      if (before === service) return isUpdating(service);
      if (before === undefined || before.version !== service.version || isUpdating(service)) return true;
      return (
        before.status?.running !== service.status?.running ||
        before.status?.desired !== service.status?.desired ||
        before.status?.completed !== service.status?.completed
      );
    })
    .map(service => service.id);
};

/** Services among the listed whose tasks differ from what the store has: a new, changed or vanished task. */
export const servicesWithChangedTasks = (
  store: ClusterStore,
  serviceIds: readonly string[],
  tasks: readonly Task[],
): ReadonlySet<string> => {
  const known = store.table('tasks');
  const changed = new Set<string>();
  const counts = new Map<string, number>();
  for (const task of tasks) {
    counts.set(task.serviceId, (counts.get(task.serviceId) ?? 0) + 1);
    const before = known.get(task.id);
    if (before === task) continue;
    if (before === undefined || before.version !== task.version || before.state !== task.state)
      changed.add(task.serviceId);
  }
  for (const id of serviceIds) if ((counts.get(id) ?? 0) !== store.taskIdsOfService(id).size) changed.add(id);
  return changed;
};
