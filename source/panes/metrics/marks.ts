import type {Service} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {JournalRow} from '../journal/journal-pane.ts';
import type {ChartsOf} from './drawn.ts';

/** Something that was done, on the axis of time. */
export interface Mark {
  readonly atMs: number;
  /** `▲` a rollout that began, `▼` one that ended, `◆` an action of this machine's journal. */
  readonly sign: '▲' | '▼' | '◆';
  readonly text: string;
}

/** Oldest first; of the whole swarm everything. */
export const marksOf = (
  {objects}: Pick<ChartsOf, 'objects'>,
  store: ClusterStore,
  journal: readonly JournalRow[],
): readonly Mark[] => {
  const services =
    objects.length === 0 ? [...store.table('services').values()] : touchedServices(objects, store);
  const names = new Set([...objects.map(({name}) => name), ...services.map(({name}) => name)]);
  const actions = journal
    .filter(row => objects.length === 0 || names.has(row.object))
    .map((row): Mark => ({atMs: row.startedMs, sign: '◆', text: `${row.title} (${row.result})`}));
  return [...services.flatMap(rolloutMarks), ...actions].toSorted((a, b) => a.atMs - b.atMs);
};

const touchedServices = (objects: ChartsOf['objects'], store: ClusterStore): readonly Service[] => {
  const ids = objects.flatMap(({kind, id}) => {
    if (kind === 'service') return [id];
    if (kind === 'stack') return [...store.serviceIdsOfStack(id)];
    const task = kind === 'task' ? store.table('tasks').get(id) : undefined;
    return task === undefined ? [] : [task.serviceId];
  });
  return [...new Set(ids)].flatMap(id => store.table('services').get(id) ?? []);
};

/** The engine remembers the last rollout of a service and no other. */
const rolloutMarks = ({name, update}: Service): readonly Mark[] => {
  if (update === null) return [];
  const {startedAtMs, completedAtMs, state} = update;
  const words = state.replaceAll('_', ' ');
  return [
    ...(startedAtMs === null
      ? []
      : [{atMs: startedAtMs, sign: '▲' as const, text: `rollout of ${name} began`}]),
    ...(completedAtMs === null
      ? []
      : [{atMs: completedAtMs, sign: '▼' as const, text: `rollout of ${name} ${words}`}]),
  ];
};
