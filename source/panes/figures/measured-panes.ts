import type {NodeSummary, ServiceSummary, StackSummary, TaskSummary} from '../../domain/summaries.ts';
import {hasEnded} from '../../domain/task-lifecycle.ts';
import {nodeUse, serviceUse, stackUse, taskUse} from '../../store/metrics/uses.ts';
import type {Measured} from './with-figures.ts';

export const measuredTasks: Measured<TaskSummary> = {
  usage: taskUse,
  touched: ({tasks}) => tasks,
  isUser: ({task}) => task.state === 'running' && !hasEnded(task),
  priority: 5.5,
  letters: {cpu: 'c', memory: 'y'},
};

export const measuredServices: Measured<ServiceSummary> = {
  usage: serviceUse,
  touched: ({services}) => services,
  isUser: ({replicas}) => replicas.running > 0,
  priority: 5,
  letters: {cpu: 'c', memory: 'y'},
};

export const measuredNodes: Measured<NodeSummary> = {
  usage: nodeUse,
  touched: ({nodes, tasks}, {store}) => {
    const all = new Set(nodes);
    for (const id of tasks) {
      const nodeId = store.table('tasks').get(id)?.nodeId;
      if (nodeId !== undefined && nodeId !== null) all.add(nodeId);
    }
    return all;
  },
  isUser: ({node}) => node.state === 'ready',
  ofLimit: true,
  priority: 6.5,
  letters: {cpu: 'c', memory: 'y'},
};

export const measuredStacks: Measured<StackSummary> = {
  usage: stackUse,
  touched: ({services}, {store}) => {
    const all = new Set<string>();
    for (const id of services) {
      const stack = store.table('services').get(id)?.stack;
      if (stack !== undefined && stack !== null) all.add(stack);
    }
    return all;
  },
  isUser: ({tasksRunning}) => tasksRunning > 0,
  priority: 5,
  letters: {cpu: 'c', memory: 'y'},
};
