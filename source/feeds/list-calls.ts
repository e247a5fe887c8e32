import type {Source} from '../domain/freshness.ts';
import type {Service, ServiceId, Task} from '../domain/model/index.ts';
import type {Engine} from '../engine/engine.ts';
import type {Change} from '../store/changes.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
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
  sources: [source],
  ask: async signal => [await listed(engine, source, signal)],
});

const listed = async (engine: Engine, source: ListedSource, signal: AbortSignal): Promise<Change> => {
  switch (source) {
    case 'nodes':
      return {kind: 'replace', table: 'nodes', values: await engine.listNodes(signal)};
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

/** Every service with the engine's counts: cheap enough to be the change detector for tasks. */
export const servicesCall = (engine: Engine, onListed: (services: readonly Service[]) => void): Call => ({
  key: 'services',
  sources: ['services'],
  async ask(signal) {
    const services = await engine.listServices({}, signal);
    onListed(services);
    return [{kind: 'replace', table: 'services', values: services}];
  },
});

/** The named services; those that the engine no longer has are removed. Shares its lane with the full list. */
export const someServicesCall = (
  engine: Engine,
  take: () => readonly string[],
  onListed: (services: readonly Service[]) => void,
): Call => ({
  key: 'services',
  sources: [],
  async ask(signal) {
    const ids = take();
    if (ids.length === 0) return [];
    const services = await engine.listServices({ids}, signal);
    onListed(services);
    const found = new Set<string>(services.map(service => service.id));
    return [
      {kind: 'put', table: 'services', values: services},
      {kind: 'remove', table: 'services', ids: ids.filter(id => !found.has(id))},
    ];
  },
});

/** Every task. The first list is shown as it arrives; later ones replace what is there at once. */
export const allTasksCall = (
  engine: Engine,
  store: ClusterStore,
  push: (changes: readonly Change[]) => void,
  onListed: (tasks: readonly Task[]) => void,
): Call => ({
  key: 'tasks',
  sources: ['tasks'],
  async ask(signal) {
    const isFirst = store.table('tasks').size === 0;
    const tasks: Task[] = [];
    for await (const slice of engine.listTasks({}, signal)) {
      for (const task of slice) tasks.push(task);
      if (isFirst) push([{kind: 'put', table: 'tasks', values: slice}]);
    }
    onListed(tasks);
    return [{kind: 'replace', table: 'tasks', values: tasks}];
  },
});

/** The tasks of some services, history included. Shares its lane with the full list, so answers never overtake. */
export const serviceTasksCall = (
  engine: Engine,
  services: readonly ServiceId[],
  onListed: (tasks: readonly Task[]) => void,
): Call => ({
  key: 'tasks',
  sources: [],
  async ask(signal) {
    const tasks: Task[] = [];
    for await (const slice of engine.listTasks({services}, signal)) tasks.push(...slice);
    onListed(tasks);
    return [{kind: 'replace-tasks', within: {services}, values: tasks}];
  },
});
