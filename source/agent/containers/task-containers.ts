import type {Container, EngineEvent} from '../../domain/model/index.ts';

/** Whose container it is. Of its labels nothing else is ever told. */
export interface TaskContainer {
  readonly id: string;
  readonly taskId: string;
  readonly serviceId: string;
}

/** The containers of tasks that run on this node now. */
export interface TaskContainers {
  readonly running: ReadonlyMap<string, TaskContainer>;
  replace(containers: readonly Container[]): void;
  started(container: TaskContainer): void;
  ended(id: string): void;
}

export const createTaskContainers = (): TaskContainers => {
  let running = new Map<string, TaskContainer>();
  return {
    get running() {
      return running;
    },
    replace(containers) {
      const alive = containers.filter(({state}) => state === 'running' || state === 'paused');
      running = new Map(alive.flatMap(taskContainerOf).map(container => [container.id, container]));
    },
    started: container => void running.set(container.id, container),
    ended: id => void running.delete(id),
  };
};

/** None where it belongs to no task. */
export const taskContainerOf = ({id, taskId, serviceId}: Container): readonly TaskContainer[] =>
  taskId === null || serviceId === null ? [] : [{id, taskId, serviceId}];

/** Whose container an event is about; null where it belongs to no task. */
export const taskContainerIn = ({type, id, attributes}: EngineEvent): TaskContainer | null => {
  const taskId = attributes['com.docker.swarm.task.id'] ?? '';
  const serviceId = attributes['com.docker.swarm.service.id'] ?? '';
  return type !== 'container' || taskId === '' || serviceId === '' ? null : {id, taskId, serviceId};
};
