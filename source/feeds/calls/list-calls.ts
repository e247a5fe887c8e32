import type {Source} from '../../domain/freshness.ts';
import type {Service, ServiceId, Task} from '../../domain/model/index.ts';
import type {Engine, TaskFilter} from '../../engine/engine.ts';
import type {Change} from '../../store/changes.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Call} from './call-runner.ts';

/** Sources that only a manager can tell. */
export const swarmSources = [
  'nodes',
  'services',
  'tasks',
  'secrets',
  'configs',
] as const satisfies readonly Source[];
/** Sources that every engine can tell of itself. */
export const localSources = ['networks', 'volumes', 'containers'] as const satisfies readonly Source[];

export type ListedSource = (typeof localSources)[number] | 'nodes' | 'secrets' | 'configs';

/** A full list of one source. */
export const listCall = (engine: Engine, source: ListedSource): Call => ({
  key: source,
  what: source,
  sources: [source],
  concerns: [source],
  ask: async signal => [await listed(engine, source, signal)],
});

/** What the engine says of itself, and of the swarm as a whole. */
export const engineCall = (engine: Engine): Call => ({
  key: 'engine',
  what: 'its state',
  sources: ['engine'],
  concerns: ['engine'],
  ask: async signal => [{kind: 'engine', info: await engine.info(signal)}],
});

const listed = async (engine: Engine, source: ListedSource, signal: AbortSignal): Promise<Change> => {
  switch (source) {
    case 'nodes':
      return {kind: 'replace', table: 'nodes', values: await engine.listNodes({}, signal)};
    case 'networks':
      return {kind: 'replace', table: 'networks', values: await engine.listNetworks(signal)};
    case 'secrets':
      return {kind: 'replace', table: 'secrets', values: await engine.listSecrets(signal)};
    case 'configs':
      return {kind: 'replace', table: 'configs', values: await engine.listConfigs(signal)};
    case 'volumes':
      return {kind: 'replace', table: 'volumes', values: await engine.listVolumes(signal)};
    case 'containers':
      return {kind: 'replace', table: 'containers', values: await engine.listContainers(signal)};
  }
};

const servicesPerFlush = 200;

/** How a list is taken in by parts. */
export interface Intake {
  readonly store: ClusterStore;
  readonly push: (changes: readonly Change[]) => void;
  /** Applies what was pushed and resolves when the screen has had its turn. */
  readonly breathe: () => Promise<void>;
}

/** Every service with the engine's counts: cheap enough to be the change detector for tasks. */
export const servicesCall = (
  engine: Engine,
  onListed: (services: readonly Service[]) => void,
  intake: Intake | null = null,
): Call => ({
  key: 'services',
  what: 'all services',
  sources: ['services'],
  concerns: ['services'],
  async ask(signal, progress) {
    const services = await engine.listServices({}, signal, progress);
    onListed(services);
    // Thousands of new ones at once would hold the screen; the replacement finds them there and costs little.
    if (intake?.store.table('services').size === 0)
      for (let at = servicesPerFlush; at < services.length; at += servicesPerFlush) {
        intake.push([{kind: 'put', table: 'services', values: services.slice(at - servicesPerFlush, at)}]);
        await intake.breathe();
      }
    return [{kind: 'replace', table: 'services', values: services}];
  },
});

/** More services than this are listed with all others: their ids would make a request of tens of KB. */
const namedLimit = 200;

/** The named services; those that the engine no longer has are removed. Shares its lane with the full list. */
export const someServicesCall = (
  engine: Engine,
  take: () => readonly string[],
  onListed: (services: readonly Service[]) => void,
): Call => ({
  key: 'services',
  what: 'named services',
  sources: [],
  concerns: ['services'],
  async ask(signal) {
    const ids = take();
    if (ids.length === 0) return [];
    const services = await engine.listServices(ids.length > namedLimit ? {} : {ids}, signal);
    onListed(services);
    const found = new Set<string>(services.map(service => service.id));
    return [
      {kind: 'put', table: 'services', values: services},
      {kind: 'remove', table: 'services', ids: ids.filter(id => !found.has(id))},
    ];
  },
});

/** Tasks that one flush takes in: 10,000 at once would hold the screen for 70 ms. */
const tasksPerFlush = 250;

/** How a long list is taken in without holding the event loop. */
export interface LongList {
  /** A part has come; the store does not have it yet. */
  readonly onSlice: (tasks: readonly Task[]) => void;
  /** Applies what was pushed and resolves when the screen has had its turn. */
  readonly breathe: () => Promise<void>;
  /** How old the list may become; null: changes are kept up with. */
  readonly everyMs: () => number | null;
}

const takenAtOnce: LongList = {
  onSlice: () => undefined,
  breathe: () => Promise.resolve(),
  everyMs: () => null,
};

/**
 * Every task. The first list is shown as it arrives; later ones replace what is there service by service, so that no
 * service is ever shown with half of its tasks.
 */
export const allTasksCall = (
  engine: Engine,
  store: ClusterStore,
  push: (changes: readonly Change[]) => void,
  onListed: () => void,
  {onSlice, breathe, everyMs}: LongList = takenAtOnce,
): Call => ({
  key: 'tasks',
  what: 'all tasks',
  sources: ['tasks'],
  everyMs,
  concerns: ['tasks'],
  async ask(signal, progress) {
    const isFirst = store.freshness('tasks').kind === 'loading' && store.table('tasks').size === 0;
    const byService = new Map<ServiceId, Task[]>();
    for await (const slice of engine.listTasks({}, signal)) {
      progress?.();
      onSlice(slice);
      for (const task of slice) {
        const own = byService.get(task.serviceId);
        if (own === undefined) byService.set(task.serviceId, [task]);
        else own.push(task);
      }
      if (isFirst) push([{kind: 'put', table: 'tasks', values: slice}]);
    }
    onListed();
    const parts = wholeServices(store, byService);
    for (const part of parts.slice(0, -1)) {
      push([replacing(part)]);
      await breathe();
    }
    return parts.slice(-1).map(replacing);
  },
});

interface Part {
  readonly services: ServiceId[];
  readonly tasks: Task[];
}

const replacing = ({services, tasks}: Part): Change => ({
  kind: 'replace-tasks',
  within: {services},
  values: tasks,
});

/** The list in parts of whole services; services that have no task any more are in the last one. */
const wholeServices = (
  store: ClusterStore,
  byService: ReadonlyMap<ServiceId, readonly Task[]>,
): readonly Part[] => {
  let part: Part = {services: [], tasks: []};
  const parts = [part];
  for (const [service, own] of byService) {
    if (part.tasks.length > 0 && part.tasks.length + own.length > tasksPerFlush) {
      part = {services: [], tasks: []};
      parts.push(part);
    }
    part.services.push(service);
    for (const task of own) part.tasks.push(task);
  }
  const gone = new Set<ServiceId>();
  for (const {serviceId} of store.table('tasks').values()) if (!byService.has(serviceId)) gone.add(serviceId);
  part.services.push(...gone);
  return parts;
};

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
