import type {ContainerId, NodeId, ServiceId, Task, TaskId, TaskState} from '../../../domain/model/index.ts';
import {count, type Fields, fields, objectMeta, oneOf, text, time} from './fields.ts';
import {splitImage} from './image.ts';
import type {DecodeTools} from './tools.ts';

const states: ReadonlySet<TaskState> = new Set([
  'new',
  'allocated',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
]);
/** An orphaned task's container may still run on a node that nobody hears: its exit code of 0 would be a lie. */
const ended: ReadonlySet<TaskState> = new Set(['complete', 'shutdown', 'failed', 'rejected']);

export const decodeTask = (wire: unknown, {intern, specKey, reservation}: DecodeTools): Task | null => {
  const task = fields(wire);
  const id = text(task['ID']);
  if (id === '') return null;
  const status = fields(task['Status']);
  const container = fields(status['ContainerStatus']);
  const state = oneOf(status['State'], states, 'new');
  const nodeId = text(task['NodeID']);
  const containerId = text(container['ContainerID']);
  return {
    id: id as TaskId,
    ...objectMeta(task),
    serviceId: intern(text(task['ServiceID'])) as ServiceId,
    slot: count(task['Slot']),
    nodeId: nodeId === '' ? null : (intern(nodeId) as NodeId),
    desiredState: oneOf(task['DesiredState'], states, 'new'),
    state,
    message: intern(text(status['Message'])),
    error: intern(text(status['Err'])),
    exitCode: ended.has(state) && containerId !== '' ? count(container['ExitCode']) : null,
    containerId: containerId === '' ? null : (containerId as ContainerId),
    image: intern(splitImage(imageOf(fields(task['Spec']))).image),
    specKey: specKey(task['Spec']),
    reservation: reservation(fields(task['Spec'])['Resources']),
    jobIteration: count(fields(task['JobIteration'])['Index']),
    stateSinceMs: time(status['Timestamp']),
  };
};

/** The image with its digest, or the plugin that runs instead of a container. */
export const imageOf = (taskSpec: Fields): string =>
  text(fields(taskSpec['ContainerSpec'])['Image']) || text(fields(taskSpec['PluginSpec'])['Remote']);
