import {type ServiceOptions, serviceSpec} from '../../lab/service-spec.ts';
import {until} from '../../until.ts';
import {plainText} from './plain-text.ts';
import {ask, read, type SequenceCluster, withFilters} from './sequence-cluster.ts';

interface WireTask {
  readonly ID: string;
  readonly Slot?: number;
  readonly NodeID?: string;
  readonly CreatedAt: string;
  readonly DesiredState: string;
  readonly Status: {
    readonly State: string;
    readonly Message?: string;
    readonly Err?: string;
    readonly ContainerStatus?: {readonly ExitCode?: number};
  };
}

interface WireService {
  readonly Version: {readonly Index: number};
  readonly Spec: {readonly TaskTemplate: {readonly ContainerSpec: object}} & Record<string, unknown>;
  readonly UpdateStatus?: {readonly State: string; readonly Message: string};
}

export const createService = async (
  cluster: SequenceCluster,
  options: Omit<ServiceOptions, 'image'> & {readonly image: string},
): Promise<void> => {
  const body = serviceSpec({...options, image: cluster.image(options.image)});
  await read(cluster, '/services/create', {method: 'POST', body});
};

export const readService = (cluster: SequenceCluster, name: string): Promise<WireService> =>
  read<WireService>(cluster, `/services/${name}`);

/** Sends a changed spec, as `docker service update` does. */
export const updateService = async (
  cluster: SequenceCluster,
  name: string,
  change: {readonly image?: string; readonly replicas?: number; readonly forceUpdate?: number},
): Promise<void> => {
  const {Spec, Version} = await readService(cluster, name);
  const body = {
    ...Spec,
    ...(change.replicas !== undefined && {Mode: {Replicated: {Replicas: change.replicas}}}),
    TaskTemplate: {
      ...Spec.TaskTemplate,
      ...(change.forceUpdate !== undefined && {ForceUpdate: change.forceUpdate}),
      ContainerSpec: {
        ...Spec.TaskTemplate.ContainerSpec,
        ...(change.image !== undefined && {Image: cluster.image(change.image)}),
      },
    },
  };
  await read(cluster, `/services/${name}/update?version=${Version.Index}`, {method: 'POST', body});
};

export const removeService = (cluster: SequenceCluster, name: string): Promise<unknown> =>
  ask(cluster, `/services/${name}`, {method: 'DELETE'});

export const tasksOf = async (cluster: SequenceCluster, name: string): Promise<readonly WireTask[]> => {
  const tasks = await read<readonly WireTask[]>(cluster, withFilters('/tasks', {service: [name]}));
  return tasks.toSorted((a, b) => a.CreatedAt.localeCompare(b.CreatedAt));
};

export const isRunning = (task: WireTask): boolean =>
  task.Status.State === 'running' && task.DesiredState === 'running';

export const untilRunning = async (cluster: SequenceCluster, name: string, count: number): Promise<void> => {
  await until(
    `${count} tasks of ${name} run`,
    async () => (await tasksOf(cluster, name)).filter(isRunning).length === count,
    {timeoutMs: 60_000},
  );
};

export const untilUpdate = async (
  cluster: SequenceCluster,
  name: string,
  state: string,
): Promise<WireService> =>
  until(
    `the update of ${name} is ${state}`,
    async () => {
      const service = await readService(cluster, name);
      return service.UpdateStatus?.State === state ? service : null;
    },
    {timeoutMs: 90_000},
  );

/** A task in one line: `running→running "started"`, with error and exit code where there are any. */
export const taskLine = ({DesiredState, Status}: WireTask): string =>
  [
    `${Status.State}→${DesiredState}`,
    `"${plainText(Status.Message ?? '')}"`,
    ...(Status.Err ? [`error "${plainText(Status.Err)}"`] : []),
    ...(Status.ContainerStatus?.ExitCode ? [`exit ${Status.ContainerStatus.ExitCode}`] : []),
  ].join(' ');

/** The history of each slot, oldest first, in lines such as `slot 1: shutdown→shutdown "shutdown" | running→…`. */
export const historyOf = async (cluster: SequenceCluster, name: string): Promise<readonly string[]> => {
  const bySlot = Map.groupBy(await tasksOf(cluster, name), task => task.Slot ?? 0);
  return [...bySlot]
    .toSorted(([a], [b]) => a - b)
    .map(([slot, tasks]) => `slot ${slot}: ${tasks.map(taskLine).join(' | ')}`);
};
