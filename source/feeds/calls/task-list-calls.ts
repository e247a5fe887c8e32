import type {ServiceId, Task} from '../../domain/model/index.ts';
import type {Engine, TaskFilter} from '../../engine/engine.ts';
import type {Change} from '../../store/changes.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Call} from './call-runner.ts';
import type {Intake} from './list-calls.ts';

/** Tasks that one flush takes in: 10,000 at once would hold the screen for 70 ms. */
const tasksPerFlush = 250;
/** Services and tasks of a first list that are in the store already and have yet to be judged. */
const judgedPerFlush = 1_000;
/** Tasks that are compared with those that we have in one turn of the event loop. */
const tasksPerTurn = 5_000;

/** Every task is asked for, and taken in by parts. */
export interface LongList extends Intake {
  /** A part has come; the store does not have it yet. */
  readonly onSlice: (tasks: readonly Task[]) => void;
  /** Everything has come. */
  readonly onListed: () => void;
  /** How old the list may become; null: changes are kept up with. */
  readonly everyMs: () => number | null;
}

type ByService = ReadonlyMap<ServiceId, readonly Task[]>;

/**
 * Every task. The first list is shown as it arrives; later ones replace what is there service by service, so that no
 * service is ever shown with half of its tasks.
 */
export const allTasksCall = (engine: Engine, list: LongList): Call => ({
  key: 'tasks',
  what: 'all tasks',
  sources: ['tasks'],
  everyMs: list.everyMs,
  concerns: ['tasks'],
  async ask(signal, progress) {
    const {store, push, breathe} = list;
    const isFirst = store.freshness('tasks').kind === 'loading' && store.table('tasks').size === 0;
    const byService = new Map<ServiceId, Task[]>();
    for await (const slice of engine.listTasks({}, signal)) {
      progress?.();
      list.onSlice(slice);
      for (const task of slice) {
        const own = byService.get(task.serviceId);
        if (own === undefined) byService.set(task.serviceId, [task]);
        else own.push(task);
      }
      for (let from = 0; isFirst && from < slice.length; from += tasksPerFlush) {
        push([{kind: 'put', table: 'tasks', values: slice.slice(from, from + tasksPerFlush)}]);
        await breathe();
      }
    }
    list.onListed();
    let waiting: Part | null = null;
    for (const part of isFirst ? wholeServices(store, byService) : differingServices(store, byService)) {
      if (waiting !== null) {
        push([replacing(waiting)]);
        await breathe();
      }
      waiting = part;
    }
    return waiting === null ? [] : [replacing(waiting)];
  },
});

interface Part {
  readonly services: ServiceId[];
  readonly tasks: Task[];
}

const emptyPart = (): Part => ({services: [], tasks: []});

const replacing = ({services, tasks}: Part): Change => ({
  kind: 'replace-tasks',
  within: {services},
  values: tasks,
});

/** The first list again, service by service: now all tasks of each are known, and those without any have none. */
function* wholeServices(store: ClusterStore, byService: ByService): Generator<Part, void> {
  let part = emptyPart();
  const known = [...store.table('services').values()].map(service => service.id);
  for (const id of new Set([...known, ...byService.keys()])) {
    part.services.push(id);
    for (const task of byService.get(id) ?? []) part.tasks.push(task);
    if (part.services.length + part.tasks.length < judgedPerFlush) continue;
    yield part;
    part = emptyPart();
  }
  yield part;
}

/** Services of which the list tells otherwise than the store. A part may be empty: then it is the turn of others. */
function* differingServices(store: ClusterStore, byService: ByService): Generator<Part, void> {
  const tasks = store.table('tasks');
  let part = emptyPart();
  let compared = 0;
  for (const [id, own] of byService) {
    compared += own.length;
    // The engine's adapter gives the same object for what is as it was.
    if (own.length !== store.taskIdsOfService(id).size || own.some(task => tasks.get(task.id) !== task)) {
      part.services.push(id);
      for (const task of own) part.tasks.push(task);
    }
    if (part.tasks.length < tasksPerFlush && compared < tasksPerTurn) continue;
    yield part;
    part = emptyPart();
    compared = 0;
  }
  const gone = new Set<ServiceId>();
  for (const {serviceId} of tasks.values()) {
    if (!byService.has(serviceId)) gone.add(serviceId);
    compared += 1;
    if (compared % tasksPerTurn === 0) yield emptyPart();
  }
  for (const id of gone) part.services.push(id);
  yield part;
}

/** The slices of a task list as one. */
export const gatherTasks = async (
  engine: Engine,
  filter: TaskFilter,
  signal: AbortSignal,
  progress?: () => void,
): Promise<readonly Task[]> => {
  const tasks: Task[] = [];
  for await (const slice of engine.listTasks(filter, signal)) {
    progress?.();
    for (const task of slice) tasks.push(task);
  }
  return tasks;
};

/** The tasks of some services, history included. Shares its lane with the full list, so answers never overtake. */
export const serviceTasksCall = (
  engine: Engine,
  services: readonly ServiceId[],
  onListed: (tasks: readonly Task[]) => void,
): Call => ({
  key: 'tasks',
  what: `tasks of ${services.join()}`,
  sources: [],
  concerns: ['tasks'],
  async ask(signal, progress) {
    const tasks = await gatherTasks(engine, {services}, signal, progress);
    onListed(tasks);
    return [{kind: 'replace-tasks', within: {services}, values: tasks}];
  },
});
