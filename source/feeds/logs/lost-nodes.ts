import {remark} from '../../domain/logs/line-order.ts';
import type {LogLine, Task} from '../../domain/model/index.ts';
import {hasEnded, isUnplaced, taskName} from '../../domain/task-lifecycle.ts';
import type {LogSubject} from '../../engine/logs.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

/** Tells when a node that writes is lost: the engine's stream says nothing of it, its lines just stop. */
export interface LostNodes {
  /** Hostnames of nodes of these logs that are down. */
  readonly names: readonly string[];
  /** Looks at the nodes as they are now; the lines tell what became another. */
  look(subjects: readonly LogSubject[], nowMs: number): readonly LogLine[];
}

const mostNamed = 3;

export const createLostNodes = (store: ClusterStore): LostNodes => {
  const lost = new Map<string, {readonly name: string; readonly tasks: readonly string[]}>();

  return {
    get names() {
      return [...lost.values()].map(({name}) => name);
    },
    look(subjects, nowMs) {
      const at = {timeMs: nowMs, nanos: 0};
      const told: LogLine[] = [];
      for (const [id, {name, tasks}] of lost) {
        const node = store.table('nodes').get(id);
        if (node !== undefined && node.state !== 'ready') continue;
        lost.delete(id);
        const words = node === undefined ? 'was removed' : 'is back: what it writes is read on';
        told.push(remark('note', `node ${name} ${words}`, at, originOf(tasks)));
      }
      const writers = writersOf(subjects, store);
      for (const node of writers.size === 0 ? [] : store.table('nodes').values()) {
        const tasks = writers.get(node.id);
        if (node.state !== 'down' || tasks === undefined || lost.has(node.id)) continue;
        const ids = tasks.map(({id}) => id);
        lost.set(node.id, {name: node.hostname, tasks: ids});
        const words = `node ${node.hostname} is down: nothing comes from ${namesOf(tasks, store)}, and its last lines may be missing`;
        told.push(remark('fault', words, at, originOf(ids)));
      }
      return told;
    },
  };
};

/** A remark of one task stands with it alone. */
const originOf = (tasks: readonly string[]): LogLine['origin'] => ({
  taskId: tasks.length === 1 ? (tasks[0] ?? '') : '',
  nodeId: '',
  serviceId: '',
});

/** Tasks that may be writing, by node. On a node that is down the engine still calls them running. */
const writersOf = (
  subjects: readonly LogSubject[],
  store: ClusterStore,
): ReadonlyMap<string, readonly Task[]> => {
  const found = new Map<string, Task[]>();
  for (const {kind, id} of subjects) {
    const ids = kind === 'service' ? store.taskIdsOfService(id) : kind === 'task' ? [id] : [];
    for (const taskId of ids) {
      const task = store.table('tasks').get(taskId);
      if (task === undefined || task.nodeId === null || isUnplaced(task) || hasEnded(task)) continue;
      found.set(task.nodeId, [...(found.get(task.nodeId) ?? []), task]);
    }
  }
  return found;
};

const namesOf = (tasks: readonly Task[], store: ClusterStore): string => {
  const names = tasks.map(task => taskName(task, store.table('services').get(task.serviceId)?.name ?? ''));
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
