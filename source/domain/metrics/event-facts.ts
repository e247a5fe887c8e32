import type {EngineEvent} from '../model/index.ts';
import type {ContainerFact} from './container-fact.ts';

/** That the kernel killed a process of a task for its memory: of its own containers an engine tells it without any agent. */
export const outOfMemoryIn = ({type, action, id, attributes, timeMs}: EngineEvent): ContainerFact | null => {
  if (type !== 'container' || action !== 'oom') return null;
  const taskId = attributes['com.docker.swarm.task.id'] ?? '';
  if (taskId === '') return null;
  return {
    taskId,
    serviceId: attributes['com.docker.swarm.service.id'] ?? '',
    nodeId: attributes['com.docker.swarm.node.id'] ?? '',
    containerId: id,
    atMs: timeMs,
    what: {kind: 'oom'},
  };
};
