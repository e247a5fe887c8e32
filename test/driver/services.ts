import {type ServiceOptions, serviceSpec} from '../lab/service-spec.ts';
import {until} from '../until.ts';
import type {JourneyCluster} from './journey.ts';

type EngineAccess = Pick<JourneyCluster, 'api' | 'nodes' | 'image'>;

/** A task as the engine tells of it: what journeys judge the console by. */
interface WireTask {
  readonly ID: string;
  readonly NodeID?: string;
  readonly DesiredState: string;
  readonly Status: {readonly State: string; readonly Err?: string};
}

/** Creates a service through a manager and resolves with its id. */
export async function createService(
  cluster: EngineAccess,
  options: Omit<ServiceOptions, 'image'> & {readonly image: string},
  through = 'manager-1',
): Promise<string> {
  const body = serviceSpec({...options, image: cluster.image(options.image)});
  const created = await cluster.api(through, '/services/create', {method: 'POST', body, timeoutMs: 30_000});
  return (created as {ID: string}).ID;
}

async function listTasks(
  cluster: EngineAccess,
  service: string,
  through = 'manager-1',
): Promise<readonly WireTask[]> {
  const filters = encodeURIComponent(JSON.stringify({service: [service]}));
  return (await cluster.api(through, `/tasks?filters=${filters}`, {timeoutMs: 30_000})) as WireTask[];
}

/** How many tasks of a service run and are wanted, by the engine's word. */
export async function countRunning(
  cluster: EngineAccess,
  service: string,
  through = 'manager-1',
): Promise<number> {
  const tasks = await listTasks(cluster, service, through);
  return tasks.filter(task => task.Status.State === 'running' && task.DesiredState === 'running').length;
}

/** Waits until so many tasks of a service run and are wanted. */
export async function untilRunning(
  cluster: EngineAccess,
  service: string,
  count: number,
  through = 'manager-1',
): Promise<void> {
  const enough = async () => (await countRunning(cluster, service, through)) === count;
  await until(`${count} tasks of ${service} run`, enough, {timeoutMs: 60_000});
}

interface WireService {
  readonly Version: {readonly Index: number};
  readonly Spec: {
    readonly Mode: object;
    readonly TaskTemplate: {readonly ForceUpdate?: number; readonly ContainerSpec: object};
  };
  readonly UpdateStatus?: {readonly State: string};
}

async function readService(cluster: EngineAccess, service: string, through: string): Promise<WireService> {
  return (await cluster.api(through, `/services/${service}`, {timeoutMs: 30_000})) as WireService;
}

/** Changes image or replicas of a service as `docker service update` does. */
export async function updateService(
  cluster: EngineAccess,
  service: string,
  change: {readonly image?: string; readonly replicas?: number},
  through = 'manager-1',
): Promise<void> {
  const {Spec, Version} = await readService(cluster, service, through);
  const {ContainerSpec} = Spec.TaskTemplate;
  const body = {
    ...Spec,
    ...(change.replicas !== undefined && {Mode: {Replicated: {Replicas: change.replicas}}}),
    TaskTemplate: {
      ...Spec.TaskTemplate,
      ContainerSpec: {...ContainerSpec, ...(change.image && {Image: cluster.image(change.image)})},
    },
  };
  const path = `/services/${service}/update?version=${Version.Index}`;
  await cluster.api(through, path, {method: 'POST', body, timeoutMs: 30_000});
}

export async function updateStateOf(
  cluster: EngineAccess,
  service: string,
  through = 'manager-1',
): Promise<string | undefined> {
  return (await readService(cluster, service, through)).UpdateStatus?.State;
}
