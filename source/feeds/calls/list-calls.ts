import type {Source} from '../../domain/freshness.ts';
import type {Service} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
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

/** How a long list is taken in without holding the event loop. */
export interface Intake {
  readonly store: ClusterStore;
  readonly push: (changes: readonly Change[]) => void;
  /** Applies what was pushed and resolves when the screen has had its turn. */
  readonly breathe: () => Promise<void>;
}

/** Services that one flush takes in: thousands at once would hold the screen. */
const servicesPerFlush = 200;
/** Services that are compared with those that we have in one turn of the event loop. */
const servicesPerTurn = 2_000;

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
    if (intake !== null && services.length > servicesPerFlush) return takeIn(services, onListed, intake);
    onListed(services);
    return [{kind: 'replace', table: 'services', values: services}];
  },
});

/** Takes in what is not as it was; what was not told of is gone. */
const takeIn = async (
  services: readonly Service[],
  onListed: (services: readonly Service[]) => void,
  {store, push, breathe}: Intake,
): Promise<readonly Change[]> => {
  const table = store.table('services');
  let from = 0;
  let differing: Service[] = [];
  const takePart = (to: number): Change => {
    onListed(services.slice(from, to));
    const change: Change = {kind: 'list', table: 'services', values: differing};
    from = to;
    differing = [];
    return change;
  };
  for (const [index, service] of services.entries()) {
    if (table.get(service.id) !== service) differing.push(service);
    if (differing.length < servicesPerFlush && index - from < servicesPerTurn) continue;
    push([takePart(index + 1)]);
    await breathe();
  }
  const listed = new Set<string>(services.map(service => service.id));
  const gone = [...table.values()].map(({id}) => id).filter(id => !listed.has(id));
  return [takePart(services.length), {kind: 'remove', table: 'services', ids: gone}];
};

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
