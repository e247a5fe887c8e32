import {expect, test} from 'vitest';
import {takeSnapshot} from '../../source/cluster/take-snapshot.ts';
import {explainService} from '../../source/domain/diagnosis/explain-service.ts';
import type {PendingCause} from '../../source/domain/diagnosis/explanation.ts';
import type {FilterName} from '../../source/domain/placement/filter.ts';
import {wasTurnedOut} from '../../source/domain/task-lifecycle.ts';
import {swarmView} from '../../source/store/swarm-view.ts';
import {hasEngine} from '../lab/engines.ts';
import type {Lab} from '../lab/lab.ts';
import {onLab} from '../lab/on-lab.ts';
import {until} from '../until.ts';

/** A service that finds no node, and what the engine says of it. */
interface Stuck {
  readonly name: string;
  readonly args: readonly string[];
  readonly says: string;
  readonly filters: readonly FilterName[];
}

const stuck: readonly Stuck[] = [
  {
    name: 'constrained',
    args: ['--constraint', 'node.labels.zone==moon'],
    says: 'scheduling constraints not satisfied on 2 nodes',
    filters: ['constraint'],
  },
  {
    name: 'cpus',
    args: ['--reserve-cpu', '64'],
    says: 'insufficient resources on 2 nodes',
    filters: ['resources'],
  },
  {
    name: 'memory',
    args: ['--reserve-memory', '4000g'],
    says: 'insufficient resources on 2 nodes',
    filters: ['resources'],
  },
  {
    name: 'generic',
    args: ['--generic-resource', 'gpu=1'],
    says: 'insufficient resources on 2 nodes',
    filters: ['resources'],
  },
  {
    name: 'plugin',
    args: ['--mount', 'type=volume,source=x,target=/x,volume-driver=nosuch'],
    says: 'missing plugin on 2 nodes',
    filters: ['plugin'],
  },
  {
    name: 'port',
    args: ['--replicas', '3', '--publish', 'mode=host,published=18081,target=8080'],
    says: 'host-mode port already in use on 2 nodes',
    filters: ['host-port'],
  },
  {
    name: 'most',
    args: ['--replicas', '3', '--replicas-max-per-node', '1'],
    says: 'max replicas per node limit exceed',
    filters: ['max-replicas'],
  },
  {
    name: 'mixed',
    args: ['--replicas', '2', '--replicas-max-per-node', '1', '--constraint', 'node.role==manager'],
    says: 'scheduling constraints not satisfied on 1 node; max replicas per node limit exceed',
    filters: ['constraint', 'max-replicas'],
  },
];

for (const engine of ['system', ...(hasEngine('sid') ? (['sid'] as const) : [])] as const) {
  onLab(`why a task is pending, on engine "${engine}"`, {managers: 1, workers: 1, engine}, lab => {
    const create = (name: string, ...args: readonly string[]) =>
      lab().docker(
        'manager-1',
        ...['service', 'create', '--detach', '--name', name, '--endpoint-mode', 'dnsrr'],
        ...args,
        lab().image('pause:1'),
      );

    test.each(stuck)(
      '$name: the same filters as the engine names, on as many nodes',
      async ({name, args, says, filters}) => {
        await create(name, ...args);
        await isExplained(lab(), name, says, filters);
      },
    );

    test('platform: the same filter as the engine names', async () => {
      await lab().api('manager-1', '/services/create', {
        method: 'POST',
        body: {
          Name: 'platform',
          TaskTemplate: {
            ContainerSpec: {Image: lab().image('pause:1')},
            Placement: {Platforms: [{OS: 'plan9', Architecture: 'amd64'}]},
          },
          EndpointSpec: {Mode: 'dnsrr'},
        },
      });
      await isExplained(lab(), 'platform', 'unsupported platform on 2 nodes', ['platform']);
    });

    test('a task whose node stops fitting is taken off it in the words that we know, and nothing has failed', async () => {
      const label = (node: string, change: string) =>
        lab().docker('manager-1', 'node', 'update', ...change.split(' '), node);
      await label('worker-1', '--label-add spot=here');
      await create('moving', '--constraint', 'node.labels.spot==here');
      const tasksNow = async () => {
        const {store, close} = await takeSnapshot({
          hosts: [lab().dockerHost('manager-1')],
          sources: ['nodes', 'services', 'tasks'],
        });
        close();
        const row = [...store.derived('services').values()].find(({service}) => service.name === 'moving');
        const ids = row === undefined ? [] : [...store.taskIdsOfService(row.service.id)];
        return {row, tasks: ids.flatMap(id => store.table('tasks').get(id) ?? [])};
      };
      await until('it runs', async () => (await tasksNow()).row?.replicas.running === 1, {timeoutMs: 30_000});
      await label('manager-1', '--label-add spot=here');
      await label('worker-1', '--label-rm spot');
      const moved = await until(
        'it runs elsewhere',
        async () => {
          const now = await tasksNow();
          return now.tasks.length === 2 && now.row?.replicas.running === 1 ? now : null;
        },
        {timeoutMs: 30_000},
      );
      expect(moved.tasks.filter(wasTurnedOut)).toMatchObject([{state: 'rejected'}]);
      expect(moved.row?.recentFailures).toBe(0);
    });

    test('ready: drained nodes beside constrained ones', async () => {
      await lab().docker('manager-1', 'node', 'update', '--availability', 'drain', 'worker-1');
      await create('drained', '--constraint', 'node.hostname==worker-1');
      const says = '1 node not available for new tasks; scheduling constraints not satisfied on 1 node';
      await isExplained(lab(), 'drained', says, ['ready', 'constraint']);
    });
  });
}

/**
 * Waits for the engine's verdict and holds ours against it. The engine judges anew whenever a node changes: its first
 * words may be of a node that was not ready yet.
 */
async function isExplained(
  lab: Lab,
  name: string,
  says: string,
  filters: readonly FilterName[],
): Promise<void> {
  let last = '';
  const awaited = `the engine says of ${name}: ${says}`;
  const saysSo = async () => {
    const cause = await look(lab, name);
    last = cause?.engineSays ?? 'nothing';
    return sameParts(last, says) ? cause : null;
  };
  const cause = await until(awaited, saysSo, {timeoutMs: 30_000, explain: () => `it says: ${last}`});
  expect(cause.disagreement).toBeNull();
  expect([...cause.placement.ruledOut.keys()].toSorted()).toEqual(filters.toSorted());
}

/** The parts of a verdict come in no order. */
function sameParts(verdict: string, says: string): boolean {
  const inside = /^no suitable node \((.*)\)$/.exec(verdict)?.[1] ?? verdict;
  return inside.split('; ').toSorted().join() === says.split('; ').toSorted().join();
}

async function look(lab: Lab, name: string): Promise<PendingCause | null> {
  const snapshot = await takeSnapshot({
    hosts: [lab.dockerHost('manager-1')],
    sources: ['nodes', 'services', 'tasks', 'networks'],
  });
  try {
    const {store} = snapshot;
    const service = [...store.table('services').values()].find(each => each.name === name);
    if (service === undefined) return null;
    const tasks = [...store.taskIdsOfService(service.id)].flatMap(id => store.table('tasks').get(id) ?? []);
    const view = swarmView(store);
    const {pending} = explainService({service, tasks, about: null, view, healthOf: () => 'none'});
    return pending.find(({engineSays}) => engineSays !== '') ?? null;
  } finally {
    snapshot.close();
  }
}
