import type {TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';

/** `web.3.<task id>`, or with the node's id in place of the slot for tasks that have none. */
export const taskName = (task: TaskRecord): string =>
  `${task.service.rules.name}.${task.slot.number === 0 ? (task.node?.id ?? task.slot.key) : task.slot.number}.${task.id}`;

export const containerLabels = (task: TaskRecord): Readonly<Record<string, string>> => ({
  ...task.template.labels,
  'com.docker.swarm.node.id': task.node?.id ?? '',
  'com.docker.swarm.service.id': task.service.id,
  'com.docker.swarm.service.name': task.service.rules.name,
  'com.docker.swarm.task': '',
  'com.docker.swarm.task.id': task.id,
  'com.docker.swarm.task.name': taskName(task),
});

/** An event of the container's own engine, which no other engine tells. */
export const publishContainer = (
  state: SwarmState,
  task: TaskRecord,
  action: string,
  extra: Readonly<Record<string, string>> = {},
): void => {
  if (task.node === null || !task.containerId) return;
  const attributes = {...containerLabels(task), image: task.template.image, name: taskName(task), ...extra};
  state.publish({type: 'container', action, id: task.containerId, attributes, nodeId: task.node.id});
};
