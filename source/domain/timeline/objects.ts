import type {Node, Service, Task} from '../model/index.ts';
import {taskName} from '../task-lifecycle.ts';
import type {TimelineObject} from './entry.ts';
import {shortId, type TimelineView} from './happening.ts';

export const serviceObject = ({id, name}: Pick<Service, 'id' | 'name'>): TimelineObject => ({
  kind: 'service',
  id,
  name,
});

export const nodeObject = ({id, hostname}: Pick<Node, 'id' | 'hostname'>): TimelineObject => ({
  kind: 'node',
  id,
  name: hostname,
});

/** A service and the stack that it belongs to. */
export const objectsOfService = (service: Service): readonly TimelineObject[] =>
  service.stack === null
    ? [serviceObject(service)]
    : [serviceObject(service), {kind: 'stack', id: service.stack, name: service.stack}];

/** The service of a task; under its id where it is gone. */
export const serviceOfTask = (task: Task, view: Pick<TimelineView, 'service'>): TimelineObject => {
  const service = view.service(task.serviceId);
  return service === undefined
    ? {kind: 'service', id: task.serviceId, name: shortId(task.serviceId)}
    : serviceObject(service);
};

/** A task, then its service, stack and node. */
export const objectsOfTask = (task: Task, view: TimelineView): readonly TimelineObject[] => {
  const service = view.service(task.serviceId);
  const node = task.nodeId === null ? undefined : view.node(task.nodeId);
  const owner = serviceOfTask(task, view);
  return [
    {kind: 'task', id: task.id, name: taskName(task, owner.name)},
    ...(service === undefined ? [owner] : objectsOfService(service)),
    ...(node === undefined ? [] : [nodeObject(node)]),
  ];
};

/** A task in a title: `web.3`, of a global service `web on worker-1`. */
export const taskTitle = (task: Task, view: TimelineView): string => {
  const {name} = serviceOfTask(task, view);
  if (task.slot > 0) return `${name}.${task.slot}`;
  return task.nodeId === null ? name : `${name} on ${nodeName(task.nodeId, view)}`;
};

/** Hostname of a node; its id where it is gone. */
export const nodeName = (id: string, view: Pick<TimelineView, 'node'>): string =>
  view.node(id)?.hostname ?? shortId(id);
