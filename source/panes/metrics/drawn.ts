import type {TaskSummary} from '../../domain/summaries.ts';
import {hasEnded} from '../../domain/task-lifecycle.ts';
import type {Subject} from '../../store/metrics/metrics-store.ts';
import type {FigureSources} from '../../store/metrics/uses.ts';
import type {ObjectRef} from '../pane.ts';

/** A line of a chart: what it is called and whose figures it adds up. */
export interface Drawn {
  readonly name: string;
  readonly subjects: readonly Subject[];
}

/** What a page of charts is about: one object, several beside each other, or (none) the whole swarm. */
export interface ChartsOf {
  readonly objects: readonly ObjectRef[];
  readonly isSplit: boolean;
}

/** More lines than this are not told apart; those that use most are drawn. */
export const mostDrawn = 6;

/** Whether there is something to split into lines of its own. */
export const canSplit = ({objects}: Pick<ChartsOf, 'objects'>): boolean =>
  objects.length === 0 || (objects.length === 1 && objects[0]?.kind !== 'task');

export const drawnOf = (of: ChartsOf, sources: FigureSources): readonly Drawn[] => {
  const [first, ...others] = of.objects;
  if (of.isSplit && canSplit(of)) return busiest(partsOf(first ?? null, sources), sources);
  if (first === undefined) return [swarm(sources)];
  return [first, ...others].slice(0, mostDrawn).map(object => ({
    name: object.name,
    subjects: subjectsOf(object, sources),
  }));
};

const swarm = ({metrics}: FigureSources): Drawn =>
  metrics.sum({kind: 'nodes'}) === null && metrics.sum({kind: 'tasks'}) !== null
    ? {name: 'tasks that are known', subjects: [{kind: 'tasks'}]}
    : {name: 'all nodes', subjects: [{kind: 'nodes'}]};

const subjectsOf = ({kind, id}: ObjectRef, {store, metrics}: FigureSources): readonly Subject[] => {
  switch (kind) {
    case 'node':
      // Without a word of the machine itself, its tasks are at least a part of it.
      return metrics.node(id, 0) === null && metrics.sum({kind: 'tasks-of-node', id}) !== null
        ? [{kind: 'tasks-of-node', id}]
        : [{kind: 'node', id}];
    case 'service':
    case 'task':
      return [{kind, id}];
    case 'stack':
      return [...store.serviceIdsOfStack(id)].map(service => ({kind: 'service', id: service}));
    default:
      return [];
  }
};

const partsOf = (object: ObjectRef | null, {store}: FigureSources): readonly Drawn[] => {
  const tasks = (ids: Iterable<string>): readonly Drawn[] =>
    [...ids]
      .flatMap(id => store.derived('tasks').get(id) ?? [])
      .filter(isRunning)
      .map(row => ({name: row.name, subjects: [{kind: 'task', id: row.task.id}]}));
  switch (object?.kind) {
    case undefined:
      return [...store.table('nodes').values()].map(({id, hostname}) => ({
        name: hostname,
        subjects: [{kind: 'node', id}],
      }));
    case 'node':
      return tasks(store.taskIdsOfNode(object.id));
    case 'service':
      return tasks(store.taskIdsOfService(object.id));
    case 'stack':
      return [...store.serviceIdsOfStack(object.id)].flatMap(id => {
        const service = store.table('services').get(id);
        return service === undefined
          ? []
          : [{name: service.name, subjects: [{kind: 'service' as const, id}]}];
      });
    default:
      return [];
  }
};

const isRunning = ({task}: TaskSummary): boolean => task.state === 'running' && !hasEnded(task);

const busiest = (parts: readonly Drawn[], {metrics}: FigureSources): readonly Drawn[] => {
  const cpuOf = ({subjects: [subject]}: Drawn): number => {
    if (subject?.kind === 'task') return metrics.task(subject.id, 0)?.usage.cpuPercent ?? -1;
    if (subject?.kind === 'node') return metrics.node(subject.id, 0)?.usage.cpuPercent ?? -1;
    return subject === undefined ? -1 : (metrics.sum(subject)?.usage.cpuPercent ?? -1);
  };
  const chosen = parts.toSorted((a, b) => cpuOf(b) - cpuOf(a)).slice(0, mostDrawn);
  return parts
    .filter(part => chosen.includes(part))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', {numeric: true}));
};
