import {nodeBlast, serviceBlast, swarmBlast} from '../domain/judgement/blast-radius.ts';
import type {Finding} from '../domain/summaries.ts';
import {hasEnded, isWanted} from '../domain/task-lifecycle.ts';
import type {ClusterStore} from './cluster-store.ts';

type Readable = Pick<ClusterStore, 'derived' | 'table' | 'taskIdsOfNode' | 'quorum' | 'totals'>;

/**
 * How much of the swarm a finding touches, in words; empty where nothing can be said. Worked out when it is shown: a
 * change of a task must not cost a walk over its node.
 */
export function blastRadius(store: Readable, {object}: Finding): string {
  switch (object.kind) {
    case 'service': {
      const row = store.derived('services').get(object.id);
      return row === undefined ? '' : serviceBlast(row);
    }
    case 'task': {
      const task = store.table('tasks').get(object.id);
      const row = task === undefined ? undefined : store.derived('services').get(task.serviceId);
      return row === undefined ? '' : serviceBlast(row);
    }
    case 'node':
      return blastOfNode(store, object.id);
    case 'swarm':
      return swarmBlast({
        nodes: store.table('nodes').size,
        services: store.table('services').size,
        tasks: store.totals.tasks.running,
      });
    case 'engine':
      return 'this console, and every command through this engine';
  }
}

function blastOfNode(store: Readable, id: string): string {
  const node = store.table('nodes').get(id);
  if (node === undefined) return '';
  const isDown = node.state === 'down';
  const services = new Set<string>();
  let tasks = 0;
  for (const taskId of store.taskIdsOfNode(id)) {
    const task = store.table('tasks').get(taskId);
    if (task === undefined || hasEnded(task)) continue;
    // What a dead node ran is wanted elsewhere by now; the engine keeps its last word.
    if (!(isDown ? task.state === 'running' : isWanted(task))) continue;
    tasks += 1;
    services.add(task.serviceId);
  }
  return nodeBlast(
    {isDown, isManager: node.role === 'manager', tasks, services: services.size},
    store.quorum,
  );
}
