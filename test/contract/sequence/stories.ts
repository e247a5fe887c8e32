import {until} from '../../until.ts';
import {type EventLog, listenToEvents} from './event-log.ts';
import {plainText} from './plain-text.ts';
import {read, type SequenceCluster, withFilters} from './sequence-cluster.ts';
import {
  createService,
  historyOf,
  isRunning,
  readService,
  removeService,
  taskLine,
  tasksOf,
  untilRunning,
  untilUpdate,
  updateService,
} from './services.ts';

/** A sequence of calls, and what was seen of it, in lines that do not differ from run to run on one engine. */
export interface Story {
  readonly title: string;
  /** It moves the tasks of other stories, or takes a node from them. */
  readonly isAlone?: boolean;
  readonly play: (cluster: SequenceCluster) => Promise<readonly string[]>;
}

const withEvents = async (
  cluster: SequenceCluster,
  play: (events: EventLog) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const events = await listenToEvents(cluster);
  try {
    return await play(events);
  } finally {
    events.stop();
  }
};

const scaled: Story = {
  title: 'a service is created, scaled up and down, and removed',
  play: cluster =>
    withEvents(cluster, async events => {
      const name = 'scaled';
      await createService(cluster, {name, image: 'app:1', replicas: 2});
      await untilRunning(cluster, name, 2);
      const created = await historyOf(cluster, name);
      await updateService(cluster, name, {replicas: 4});
      await untilRunning(cluster, name, 4);
      const up = await historyOf(cluster, name);
      await updateService(cluster, name, {replicas: 1});
      await until('one task is left', async () => (await tasksOf(cluster, name)).length === 1, {
        timeoutMs: 60_000,
      });
      const down = (await tasksOf(cluster, name)).map(taskLine);
      await removeService(cluster, name);
      await until('its removal was told', () => events.of(name).some(line => line.includes('remove')), {
        timeoutMs: 20_000,
      });
      return [...created, 'scaled to 4', ...up, 'scaled to 1', ...down, 'events', ...events.of(name)];
    }),
};

const updated: Story = {
  title: 'an image is updated, and the update is rolled back by hand',
  play: cluster =>
    withEvents(cluster, async events => {
      const name = 'updated';
      await createService(cluster, {
        name,
        image: 'app:1',
        replicas: 2,
        update: {monitorSeconds: 2, onFailure: 'pause'},
      });
      await untilRunning(cluster, name, 2);
      await updateService(cluster, name, {image: 'app:2'});
      const done = await untilUpdate(cluster, name, 'completed');
      const forward = await historyOf(cluster, name);
      const {Version, Spec} = await readService(cluster, name);
      await read(cluster, `/services/${name}/update?version=${Version.Index}&rollback=previous`, {
        method: 'POST',
        body: Spec,
      });
      const back = await untilUpdate(cluster, name, 'rollback_completed');
      await untilRunning(cluster, name, 2);
      const history = await historyOf(cluster, name);
      await removeService(cluster, name);
      return [
        done.UpdateStatus?.Message ?? '',
        ...forward,
        back.UpdateStatus?.Message ?? '',
        ...history,
        'events',
        ...events.of(name).filter(line => !line.includes('remove')),
      ].map(plainText);
    }),
};

const failedUpdate = (onFailure: 'pause' | 'rollback', end: string): Story => ({
  title: `an update to a failing image ends as ${end}`,
  play: cluster =>
    withEvents(cluster, async events => {
      const name = `failed-${onFailure}`;
      await createService(cluster, {
        name,
        image: 'app:1',
        replicas: 2,
        update: {monitorSeconds: 3, onFailure},
      });
      await untilRunning(cluster, name, 2);
      await updateService(cluster, name, {image: 'app:bad'});
      const service = await untilUpdate(cluster, name, end);
      const failures = (await tasksOf(cluster, name)).filter(task => task.Status.State === 'failed');
      const lines = [
        plainText(service.UpdateStatus?.Message ?? ''),
        ...new Set(failures.map(taskLine)),
        ...events.of(name),
      ];
      await removeService(cluster, name);
      return lines;
    }),
});

/** Services that never get to run, each with the line of its (newest) task. */
const pending: Story = {
  title: 'tasks that can run nowhere say why',
  play: async cluster => {
    const wanted = [
      {name: 'nowhere', image: 'app:1', constraints: ['node.labels.zone==moon']},
      {name: 'toobig', image: 'app:1', cpuReservation: 64},
    ];
    const lines: string[] = [];
    for (const options of wanted) {
      await createService(cluster, options);
      const [task] = await until(
        `${options.name} says why`,
        async () => {
          const tasks = await tasksOf(cluster, options.name);
          return tasks.some(one => one.Status.Err) ? tasks : null;
        },
        {timeoutMs: 60_000},
      );
      lines.push(`${options.name}: ${task === undefined ? 'no task' : taskLine(task)}`);
      await removeService(cluster, options.name);
    }
    return lines;
  },
};

/** How the tasks of services whose image does not work end. */
const failing: Story = {
  title: 'tasks that fail say how, and each is followed by another',
  play: async cluster => {
    const images = {crash: 'app:crash', nosuchimage: 'app:nope', nosuchprogram: 'app:noexec'};
    const names = Object.keys(images);
    for (const [name, image] of Object.entries(images)) await createService(cluster, {name, image});
    const lines: string[] = [];
    for (const name of names) {
      const ended = await until(
        `two tasks of ${name} have failed`,
        async () => {
          const tasks = (await tasksOf(cluster, name)).filter(
            task =>
              // One that has just failed is still to be shut down.
              ['failed', 'rejected'].includes(task.Status.State) && task.DesiredState === 'shutdown',
          );
          return tasks.length >= 2 ? tasks : null;
        },
        {timeoutMs: 90_000},
      );
      lines.push(...new Set(ended.map(task => `${name}: ${taskLine(task)}`)));
      await removeService(cluster, name);
    }
    return lines;
  },
};

const job: Story = {
  title: 'a job runs to its end',
  play: async cluster => {
    const name = 'job';
    const env = ['EXIT_AFTER=1', 'EXIT_CODE=0'];
    await createService(cluster, {name, image: 'app:nohc', replicas: {completions: 2}, env});
    await until(
      'two tasks are complete',
      async () =>
        (await tasksOf(cluster, name)).filter(task => task.Status.State === 'complete').length === 2,
      {timeoutMs: 60_000},
    );
    const services = await read<readonly {ServiceStatus: object}[]>(
      cluster,
      `${withFilters('/services', {name: [name]})}&status=true`,
    );
    const history = await historyOf(cluster, name);
    await removeService(cluster, name);
    return [...history, JSON.stringify(services[0]?.ServiceStatus)];
  },
};

const drained: Story = {
  title: 'a drained node is emptied, and an active one is not filled by that',
  isAlone: true,
  play: cluster =>
    withEvents(cluster, async events => {
      const name = 'moving';
      const constraints = ['node.role==worker'];
      await createService(cluster, {name, image: 'app:1', replicas: 4, constraints});
      await untilRunning(cluster, name, 4);
      await setAvailability(cluster, 'worker-1', 'drain');
      const {ID} = await readNode(cluster, 'worker-1');
      await until(
        'worker-1 is empty',
        async () => {
          const running = (await tasksOf(cluster, name)).filter(isRunning);
          return running.length === 4 && running.every(task => task.NodeID !== ID);
        },
        {timeoutMs: 60_000},
      );
      const moved = (await tasksOf(cluster, name)).filter(task => task.NodeID === ID).map(taskLine);
      await setAvailability(cluster, 'worker-1', 'active');
      await until('the change was told', () => events.of('worker-1').length >= 2, {timeoutMs: 20_000});
      await removeService(cluster, name);
      return [...moved.toSorted(), ...events.of('worker-1')];
    }),
};

const killed: Story = {
  title: 'a worker loses its power and comes back',
  isAlone: true,
  play: cluster =>
    withEvents(cluster, async events => {
      const name = 'pinned';
      await createService(cluster, {
        name,
        image: 'app:1',
        replicas: 2,
        constraints: ['node.hostname==worker-2'],
      });
      await untilRunning(cluster, name, 2);
      await cluster.kill('worker-2');
      const down = await until(
        'worker-2 is down',
        async () => {
          const node = await readNode(cluster, 'worker-2');
          return node.Status.State === 'down' ? node : null;
        },
        {timeoutMs: 60_000},
      );
      const lost = await until(
        'its tasks have followers',
        async () => {
          const tasks = await tasksOf(cluster, name);
          return tasks.some(task => task.Status.State === 'pending' && task.Status.Err) ? tasks : null;
        },
        {timeoutMs: 60_000},
      );
      await cluster.start('worker-2');
      await untilRunning(cluster, name, 2);
      await removeService(cluster, name);
      await until('its return was told', () => events.of('worker-2').length >= 2, {timeoutMs: 60_000});
      return [
        `node: ${down.Status.State} "${down.Status.Message ?? ''}"`,
        ...new Set(lost.map(taskLine).toSorted()),
        ...events.of('worker-2'),
      ];
    }),
};

interface WireNode {
  readonly ID: string;
  readonly Version: {readonly Index: number};
  readonly Spec: object;
  readonly Status: {readonly State: string; readonly Message?: string};
}

const readNode = async (cluster: SequenceCluster, hostname: string): Promise<WireNode> => {
  const nodes = await read<readonly (WireNode & {Description: {Hostname: string}})[]>(cluster, '/nodes');
  const node = nodes.find(one => one.Description.Hostname === hostname);
  if (node === undefined) throw new Error(`no node ${hostname}`);
  return node;
};

const setAvailability = async (
  cluster: SequenceCluster,
  hostname: string,
  availability: 'active' | 'drain',
): Promise<void> => {
  const {ID, Version, Spec} = await readNode(cluster, hostname);
  const body = {...Spec, Availability: availability};
  await read(cluster, `/nodes/${ID}/update?version=${Version.Index}`, {method: 'POST', body});
};

/** Every story; each begins and ends without services of its own. */
export const stories: readonly Story[] = [
  scaled,
  updated,
  failedUpdate('pause', 'paused'),
  failedUpdate('rollback', 'rollback_completed'),
  pending,
  failing,
  job,
  drained,
  killed,
];
