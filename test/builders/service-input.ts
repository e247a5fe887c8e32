import {noSettledSlots} from '../../source/domain/count-replicas.ts';
import {createAlarm} from '../../source/domain/judgement/alarm.ts';
import type {ServiceInput} from '../../source/domain/judgement/judge-service.ts';
import {aNode, aService, aTask, nowMs} from './objects.ts';

/** What a service is judged by when all is well and all is known; what can be told by the tasks is told by them. */
export const aServiceInput = (part: Partial<ServiceInput> = {}): ServiceInput => {
  const tasks = part.tasks ?? [aTask()];
  return {
    service: aService(),
    tasks,
    settled: noSettledSlots,
    taskById: id => tasks.find(task => task.id === id),
    lastChangeMs: () => Math.max(0, ...tasks.map(task => task.updatedAtMs)),
    nodeById: () => aNode(),
    containerByTask: () => undefined,
    wasOutOfMemory: () => null,
    tasksKnown: true,
    nodesKnown: true,
    alarm: createAlarm(nowMs),
    ...part,
  };
};
