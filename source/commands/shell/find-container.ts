import type {Node, Task} from '../../domain/model/index.ts';
import {whyNoProgram} from '../../domain/run-in-task.ts';
import {isWanted, taskName} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {findObject} from '../describe/find-object.ts';

/** Where a program is to be run. `node` null: on the connected engine. */
export type FoundContainer =
  | {readonly kind: 'found'; readonly container: string; readonly name: string; readonly node: Node | null}
  | {readonly kind: 'problem'; readonly message: string};

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly found: () => FoundContainer;
}

/** Finds the container that a task, a service or a container is meant by. Of a service, a task on this engine comes first. */
export function findContainer(store: ClusterStore, wanted: string): FoundContainer {
  const past = store.table('tasks').get(wanted);
  // A name means the task that is there; one that was replaced is meant by its id alone.
  if (past !== undefined && !isWanted(past)) return ofTask(store, past);
  const tasks = [...store.table('tasks').values()].filter(task => isWanted(task));
  const services = [...store.table('services').values()];
  const candidates: readonly Candidate[] = [
    ...services.map(({id, name}) => ({
      id,
      name,
      found: () =>
        ofService(
          store,
          name,
          tasks.filter(task => task.serviceId === id),
        ),
    })),
    ...tasks.map(task => ({id: task.id, name: nameOf(store, task), found: () => ofTask(store, task)})),
    ...[...store.table('containers').values()].map(({id, name, state}) => ({
      id,
      name,
      found: (): FoundContainer =>
        state === 'running'
          ? {kind: 'found', container: id, name, node: null}
          : {kind: 'problem', message: `${name} is ${state}: nothing can be run in it`},
    })),
  ];
  const one = findObject('task, service or container', wanted, candidates, ({id, name}) => ({id, name}));
  return one.kind === 'found' ? one.row.found() : one;
}

const nameOf = (store: ClusterStore, task: Task): string =>
  taskName(task, store.table('services').get(task.serviceId)?.name ?? task.serviceId);

function ofService(store: ClusterStore, name: string, tasks: readonly Task[]): FoundContainer {
  const running = tasks.filter(task => task.state === 'running' && task.containerId !== null);
  const here = running.find(task => task.nodeId === store.engineInfo?.nodeId);
  const task = here ?? running[0];
  return task === undefined ? {kind: 'problem', message: `no task of ${name} runs`} : ofTask(store, task);
}

function ofTask(store: ClusterStore, task: Task): FoundContainer {
  const name = nameOf(store, task);
  const {containerId, nodeId} = task;
  const reason = whyNoProgram(task, name);
  if (containerId === null || reason !== null) return {kind: 'problem', message: reason ?? ''};
  if (nodeId === store.engineInfo?.nodeId) return {kind: 'found', container: containerId, name, node: null};
  const node = nodeId === null ? undefined : store.table('nodes').get(nodeId);
  return node === undefined
    ? {kind: 'problem', message: `the node of ${name} is not known`}
    : {kind: 'found', container: containerId, name, node};
}
