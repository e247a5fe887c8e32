import {read, type SequenceCluster, withFilters} from './sequence-cluster.ts';
import {createService, removeService, untilRunning} from './services.ts';
import {shapeOf} from './shape-of.ts';

const everyNode = {name: 'shaped', image: 'app:1', replicas: 'global'} as const;

const secretSpec = {Name: 'shaped-secret', Data: Buffer.from('not a secret').toString('base64'), Labels: {}};
const networkSpec = {Name: 'shaped-network', Driver: 'overlay', Attachable: true, CheckDuplicate: true};

interface Made {
  readonly ID?: string;
  readonly Id?: string;
}

const make = async (cluster: SequenceCluster, path: string, body: object): Promise<string> => {
  const made = await read<Made>(cluster, path, {method: 'POST', body});
  return made.ID ?? made.Id ?? '';
};

const firstOf = (list: unknown): Made => (Array.isArray(list) ? (list as Made[])[0] : undefined) ?? {};

interface Known {
  readonly network: string;
  readonly task: string;
  readonly container: string;
}

const paths = {
  '/version': () => '/version',
  '/info': () => '/info',
  '/swarm': () => '/swarm',
  '/nodes': () => '/nodes',
  '/services': () => '/services',
  '/services?status=true': () => '/services?status=true',
  '/services/{id}': () => `/services/${everyNode.name}`,
  '/tasks': () => withFilters('/tasks', {service: [everyNode.name]}),
  '/tasks/{id}': (known: Known) => `/tasks/${known.task}`,
  '/secrets': () => '/secrets',
  '/configs': () => '/configs',
  '/networks/{id}': (known: Known) => `/networks/${known.network}`,
  '/volumes/{name}': () => '/volumes/shaped-volume',
  '/containers/json': () => withFilters('/containers/json', {label: ['com.docker.swarm.task']}),
  '/containers/{id}/json': (known: Known) => `/containers/${known.container}/json`,
  '/containers/{id}/stats': (known: Known) =>
    `/containers/${known.container}/stats?stream=false&one-shot=true`,
};

/** What is looked at. */
export const shapedPaths: readonly string[] = Object.keys(paths);

/**
 * The fields of what is read most: `path` → lines as `shapeOf` writes them. Made and removed on the way: a service on
 * every node, a secret, a config, a network and a volume.
 */
export const shapes = async (cluster: SequenceCluster): Promise<ReadonlyMap<string, readonly string[]>> => {
  await createService(cluster, everyNode);
  const secret = await make(cluster, '/secrets/create', secretSpec);
  const config = await make(cluster, '/configs/create', {...secretSpec, Name: 'shaped-config'});
  const network = await make(cluster, '/networks/create', networkSpec);
  await read(cluster, '/volumes/create', {method: 'POST', body: {Name: 'shaped-volume'}});
  await untilRunning(cluster, everyNode.name, cluster.nodes.length);

  const container = firstOf(
    await read(cluster, withFilters('/containers/json', {label: ['com.docker.swarm.task']})),
  );
  const task = firstOf(await read(cluster, withFilters('/tasks', {service: [everyNode.name]})));
  const known = {network, task: task.ID ?? '', container: container.Id ?? ''};
  const found = new Map<string, readonly string[]>();
  for (const [title, pathOf] of Object.entries(paths))
    found.set(title, shapeOf(await read(cluster, pathOf(known))));

  await removeService(cluster, everyNode.name);
  await read(cluster, `/secrets/${secret}`, {method: 'DELETE'});
  await read(cluster, `/configs/${config}`, {method: 'DELETE'});
  await read(cluster, `/networks/${network}`, {method: 'DELETE'});
  await read(cluster, '/volumes/shaped-volume', {method: 'DELETE'});
  return found;
};
