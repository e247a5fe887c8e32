import type {LogWish} from '../../domain/logs/log-wish.ts';
import type {Task} from '../../domain/model/index.ts';
import {hasEnded, stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {LogSubject} from '../../engine/logs.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

export type {LogWish};

/** One stream each; more at once are a burden on the manager that serves them. */
export const mostStreams = 100;

/** The logs that the engine has to be asked for, as the cluster is now. */
export const subjectsOf = (wish: LogWish, store: ClusterStore): readonly LogSubject[] => {
  switch (wish.kind) {
    case 'services':
      return wish.ids.map(id => ({kind: 'service', id}));
    case 'tasks':
      return wish.ids.map(id => ({kind: 'task', id}));
    case 'container':
      return [{kind: 'container', id: wish.id}];
    case 'stack':
      return [...store.serviceIdsOfStack(wish.name)].map(id => ({kind: 'service', id}));
    case 'several':
      return unique(wish.wishes.flatMap(each => subjectsOf(each, store)));
    case 'node':
      return tasksOnNode(wish.id, store).map(({id}) => ({kind: 'task', id}));
  }
};

/** What runs there first: an engine has no log of a node. */
const tasksOnNode = (nodeId: string, store: ClusterStore): readonly Task[] => {
  const tasks = [...store.taskIdsOfNode(nodeId)].flatMap(id => store.table('tasks').get(id) ?? []);
  return tasks
    .filter(({containerId}) => containerId !== null)
    .sort((a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || b.createdAtMs - a.createdAtMs)
    .slice(0, mostStreams);
};

const unique = (subjects: readonly LogSubject[]): readonly LogSubject[] => [
  ...new Map(subjects.map(subject => [`${subject.kind} ${subject.id}`, subject])).values(),
];

/** Clocks of nodes differ by no more than this, or much else is wrong. */
const skewMs = 60_000;

/**
 * The logs of a stretch of the past, task by task: only then an answer can be left when it comes to the end of the
 * stretch. Tasks that were not there at the time are left out.
 */
export const subjectsWithin = (
  wish: LogWish,
  store: ClusterStore,
  {fromMs, toMs}: {readonly fromMs: number; readonly toMs: number},
): readonly LogSubject[] => {
  const subjects = subjectsOf(wish, store);
  const tasks = subjects.flatMap(subject =>
    subject.kind === 'service'
      ? [...store.taskIdsOfService(subject.id)].flatMap(id => store.table('tasks').get(id) ?? [])
      : [],
  );
  const others = subjects.filter(({kind}) => kind !== 'service');
  const there = tasks.filter(
    task =>
      task.containerId !== null &&
      task.createdAtMs - skewMs <= toMs &&
      !(hasEnded(task) && stateEnteredMs(task) + skewMs < fromMs),
  );
  return there.length + others.length > mostStreams
    ? subjects
    : unique([...others, ...there.map(({id}) => ({kind: 'task' as const, id}))]);
};

/** Whether the logs of a wish are others when services or tasks come and go. */
export const isGrowing = (wish: LogWish): boolean =>
  wish.kind === 'stack' || wish.kind === 'node' || (wish.kind === 'several' && wish.wishes.some(isGrowing));

/** Nothing more will be written: a task has ended, or is not known any more. */
export const isOver = ({kind, id}: LogSubject, store: ClusterStore): boolean => {
  if (kind !== 'task') return kind === 'container';
  const task = store.table('tasks').get(id);
  return task === undefined ? store.freshness('tasks').kind === 'live' : hasEnded(task);
};
