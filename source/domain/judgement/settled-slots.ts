import type {ContainerByTask, NodeById} from '../count-replicas.ts';
import type {Service, Task} from '../model/index.ts';
import {hasEnded, hasFailed, isCurrent, isJob, isWanted} from '../task-lifecycle.ts';

/**
 * Whether a slot is settled: one task runs there as it should, and no other of its tasks says anything of the service as
 * it is now. In a service of thousands of tasks only the others have to be judged when one of them changes.
 */
export function isSettledSlot(
  service: Service,
  tasks: readonly Task[],
  nodeById: NodeById,
  containerByTask: ContainerByTask,
): boolean {
  if (isJob(service)) return false;
  const alive = tasks.filter(task => !hasEnded(task));
  const [running, ...others] = alive.filter(isWanted);
  return (
    running !== undefined &&
    others.length === 0 &&
    running.state === 'running' &&
    isCurrent(running, service) &&
    containerByTask(running.id)?.health !== 'unhealthy' &&
    !alive.some(task => task.nodeId !== null && nodeById(task.nodeId)?.state === 'down') &&
    !tasks.some(task => isOwnEnd(task, service))
  );
}

/** It ended by itself, and not as one of an older spec. */
const isOwnEnd = (task: Task, service: Service): boolean =>
  (hasFailed(task) || task.state === 'complete') && isCurrent(task, service);
