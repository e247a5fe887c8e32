import {type LogWish, logWishOf} from '../../domain/logs/log-wish.ts';
import {hasEnded, stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {ObjectRef, Place} from '../../panes/pane.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

type LogPlace = Extract<Place, {kind: 'logs'}>;

/** The logs of objects, all together; null where none of them has any. */
export const logPlaceOf = (objects: readonly ObjectRef[]): LogPlace | null => {
  const wishes = objects.flatMap(object => logWishOf(object) ?? []);
  const [first] = wishes;
  if (first === undefined) return null;
  const name = objects.map(object => object.name).join(', ');
  return {kind: 'logs', wish: wishes.length === 1 ? first : {kind: 'several', wishes}, name};
};

/** The task that was in the slot before; of a service the last one that has ended. */
export const previousTaskPlace = (wish: LogWish, store: ClusterStore): LogPlace | null => {
  const rows = [...store.derived('tasks').values()];
  const present = wish.kind === 'tasks' ? store.table('tasks').get(wish.ids[0] ?? '') : undefined;
  const serviceId = wish.kind === 'services' ? wish.ids[0] : present?.serviceId;
  if (serviceId === undefined) return null;
  const earlier = rows
    .filter(({task}) => task.serviceId === serviceId && task.containerId !== null)
    .filter(({task}) =>
      present === undefined
        ? hasEnded(task)
        : task.slot === present.slot &&
          (task.slot > 0 || task.nodeId === present.nodeId) &&
          task.createdAtMs < present.createdAtMs,
    )
    .toSorted((a, b) => stateEnteredMs(b.task) - stateEnteredMs(a.task))[0];
  if (earlier === undefined) return null;
  return {
    kind: 'logs',
    wish: {kind: 'tasks', ids: [earlier.task.id]},
    name: `${earlier.name} (${earlier.task.id.slice(0, 8)}, ${earlier.task.state})`,
  };
};
