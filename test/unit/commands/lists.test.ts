import {describe, expect, it} from 'vitest';
import {catalogue} from '../../../source/commands/catalogue/catalogue.ts';
import {aCluster, type ClusterBuilder} from '../../builders/cluster.ts';
import {containerId, stackName} from '../../builders/ids.ts';
import {
  aConfig,
  aContainer,
  aNetwork,
  anUpdate,
  aPendingTask,
  aSecret,
  aVolume,
  nowMs,
} from '../../builders/objects.ts';
import {type Run, run, snapshotOf} from './command-line.ts';

const swarm = aCluster()
  .withManagers(3)
  .withWorkers(2)
  .withService('web', 3, {stack: stackName('shop'), labels: {tier: 'front'}})
  .withService('db-10', 1)
  .withService('db-2', 1, {update: anUpdate()});

const ask = (cluster: ClusterBuilder, ...argv: readonly string[]): Promise<Run> =>
  run(argv, {takeSnapshot: snapshotOf(cluster.store())});

async function json(
  cluster: ClusterBuilder,
  ...argv: readonly string[]
): Promise<readonly Record<string, unknown>[]> {
  const {out, code} = await ask(cluster, ...argv, '--json');
  expect(code).toBe(0);
  return JSON.parse(out);
}

describe('JSON of the lists', () => {
  it('has the fixed fields of a node', async () => {
    const [node] = await json(swarm, 'nodes');
    expect(node).toMatchObject({
      id: 'n1',
      hostname: 'node-1',
      role: 'manager',
      availability: 'active',
      state: 'ready',
      leader: true,
      reachability: 'reachable',
      address: '10.0.0.1',
      engineVersion: '28.5.2',
      freshness: 'live',
    });
    expect((await json(swarm, 'nodes'))[4]).toMatchObject({
      role: 'worker',
      leader: false,
      reachability: null,
    });
  });

  it('has the fixed fields of a service', async () => {
    const services = await json(swarm, 'services');
    expect(services.map(service => service['name'])).toEqual(['db-2', 'db-10', 'web']);
    expect(services[0]).toMatchObject({id: 'db-2-id', update: 'updating'});
    expect(services[2]).toMatchObject({
      id: 'web-id',
      name: 'web',
      mode: 'replicated',
      stack: 'shop',
      image: 'app:1',
      desired: 3,
      running: 3,
      update: null,
      health: 'ok',
    });
  });

  it('has the fixed fields of a task', async () => {
    const tasks = await json(swarm, 'tasks');
    expect(tasks.find(task => task['id'] === 'web-2')).toMatchObject({
      id: 'web-2',
      service: 'web',
      slot: 2,
      node: 'node-2',
      desiredState: 'running',
      state: 'running',
      error: '',
      image: 'app:1',
    });
  });

  it('gives no node to a task that has none', async () => {
    const pending = swarm.with({tasks: [aPendingTask({error: 'no suitable node'})]});
    expect((await json(pending, 'tasks'))[0]).toMatchObject({
      node: null,
      nodeId: null,
      error: 'no suitable node',
    });
  });

  it('prints one array for every list, also of nothing', async () => {
    const full = swarm.with({
      networks: [aNetwork()],
      volumes: [aVolume()],
      secrets: [aSecret()],
      configs: [aConfig()],
      containers: [aContainer()],
    });
    const lists = catalogue.filter(entry => entry.takes.includes('list') && entry.name !== 'contexts');
    expect(lists).toHaveLength(9);
    for (const {name} of lists) {
      expect((await json(full, name)).length, name).toBeGreaterThan(0);
      expect((await ask(aCluster(), name, '--json')).out, name).toBe('[]\n');
    }
  });

  it('lists a node that rejoined twice, by its ids', async () => {
    const rejoined = swarm.withNodeChanged('node-5', {hostname: 'node-4'});
    expect((await json(rejoined, 'nodes')).slice(3).map(node => [node['id'], node['hostname']])).toEqual([
      ['n4', 'node-4'],
      ['n5', 'node-4'],
    ]);
  });
});

describe('truth in the lists', () => {
  it('does not count a task on a dead node as running', async () => {
    const dead = swarm.withNodeChanged('node-3', {state: 'down'});
    const web = (await json(dead, 'services')).find(service => service['name'] === 'web');
    expect(web).toMatchObject({
      running: 2,
      desired: 3,
      replicas: {onDeadNodes: [{hostname: 'node-3', count: 1}]},
    });
    expect((await ask(dead, 'services', '--filter', 'web')).out).toContain('2/3 (+1 on dead node-3)');
    expect((await ask(dead, 'tasks', '--filter', 'web')).out).toContain('node-3 (down)');
  });

  it('marks every row as stale and ends with 3 when the manager lost its quorum but goes on answering', async () => {
    const manager = swarm.nodes[0]?.manager;
    const alone = ['node-2', 'node-3'].reduce(
      (cluster, hostname) =>
        cluster.withNodeChanged(hostname, {
          manager: {leader: false, reachability: 'unreachable', address: manager?.address ?? ''},
        }),
      swarm,
    );
    for (const list of ['nodes', 'services', 'tasks', 'stacks']) {
      const {code, out, err} = await ask(alone, list, '--json');
      expect(code, list).toBe(3);
      expect(err, list).toContain('this manager has lost its quorum: 1 of 3 managers reachable, 2 needed');
      expect(JSON.parse(out)[0], list).toMatchObject({freshness: 'stale'});
    }
    expect((await ask(alone, 'nodes')).out).toMatch(/FRESHNESS\nnode-1 .* stale\n/);
  });

  it('prints nothing, not an empty list, when nothing is known', async () => {
    const store = swarm.store();
    store.applyChanges(
      [
        {
          kind: 'freshness',
          sources: ['nodes', 'services', 'tasks'],
          freshness: {kind: 'unavailable', reason: 'this node is a worker'},
        },
      ],
      nowMs,
    );
    expect(await run(['services', '--json'], {takeSnapshot: snapshotOf(store)})).toEqual({
      code: 3,
      out: '',
      err: 'medianest services: services, tasks, nodes: not to be had here: this node is a worker\n',
    });
  });

  it('tells a failed connection with what to try, and ends with 3', async () => {
    const failure = Object.assign(new Error('cannot reach the engine at tcp://a:2375'), {
      name: 'EngineError',
      kind: 'unreachable',
      hint: 'Is it running?',
    });
    expect(await run(['nodes'], {takeSnapshot: () => Promise.reject(failure)})).toEqual({
      code: 3,
      out: '',
      err: 'medianest nodes: cannot reach the engine at tcp://a:2375\nIs it running?\n',
    });
  });
});

describe('options of the lists', () => {
  it('filters by expression, its inverse, labels and letters', async () => {
    const names = async (filter: string) =>
      (await ask(swarm, 'services', '--format', 'names', '--filter', filter)).out;
    expect(await names('^db')).toBe('db-2\ndb-10\n');
    expect(await names('!^db')).toBe('web\n');
    expect(await names('-l tier=front')).toBe('web\n');
    expect(await names('-f wb')).toBe('web\n');
    expect(await names('nothing like it')).toBe('');
  });

  it('refuses a filter that is not finished, before anything is asked of an engine', async () => {
    const {code, err} = await run(['services', '--filter', '(']);
    expect(code).toBe(2);
    expect(err).toMatch(/^medianest services: --filter: not a regular expression/);
  });

  it('sorts by any field of the JSON, numbers as numbers, either way', async () => {
    const by = async (sort: string) =>
      (await json(swarm, 'services', '--sort', sort)).map(service => service['name']);
    expect((await by('-running'))[0]).toBe('web');
    expect((await by('running'))[2]).toBe('web');
    expect(await by('name')).toEqual(['db-2', 'db-10', 'web']);
  });

  it('names the nearest field to sort by', async () => {
    expect(await run(['nodes', '--sort', 'hostnme'])).toMatchObject({
      code: 2,
      err: 'medianest nodes: --sort: there is no field "hostnme". Did you mean "hostname"?\n',
    });
  });

  it('cuts cells on a terminal alone, and not with --no-trunc', async () => {
    const error =
      'no suitable node (scheduling constraints not satisfied on 5 nodes; insufficient resources on 2 nodes)';
    const store = swarm.with({tasks: [aPendingTask({error})]}).store();
    const terminal = {
      outputIsTerminal: true,
      inputIsTerminal: true,
      columns: 80,
      rows: 24,
      env: {TERM: 'xterm', NO_COLOR: '1'},
      platform: 'linux',
      nodeVersion: '24.0.0',
    };
    const ports = {takeSnapshot: snapshotOf(store), terminal};
    const cut = await run(['tasks'], ports);
    expect(cut.out).toContain('…');
    expect(Math.max(...cut.out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
    expect((await run(['tasks', '--no-trunc'], ports)).out).toContain(error);
    expect((await run(['tasks'], {takeSnapshot: snapshotOf(store)})).out).toContain(error);
  });

  it('colours what is wrong on a terminal, and nothing in a pipe', async () => {
    const store = swarm.withNodeChanged('node-5', {state: 'down'}).store();
    const terminal = {
      outputIsTerminal: true,
      inputIsTerminal: true,
      columns: 200,
      rows: 24,
      env: {TERM: 'xterm'},
      platform: 'linux',
      nodeVersion: '24.0.0',
    };
    const ports = {takeSnapshot: snapshotOf(store), terminal};
    expect((await run(['nodes'], ports)).out).toContain('\u001B[31mdown\u001B[0m');
    expect((await run(['nodes', '--no-color'], ports)).out).not.toContain('\u001B');
    expect((await run(['nodes'], {takeSnapshot: snapshotOf(store)})).out).not.toContain('\u001B');
  });
});

describe('containers', () => {
  it('shows the beginning of an id in the table and all of it in JSON', async () => {
    const id = '0123456789abcdef0123456789abcdef';
    const cluster = swarm.with({containers: [aContainer({id: containerId(id)})]});
    expect((await ask(cluster, 'containers')).out).toMatch(/\n0123456789ab {3}/);
    expect((await json(cluster, 'containers'))[0]).toMatchObject({id});
  });
});

describe('contexts', () => {
  const contexts = [
    {name: 'default', description: '', host: 'unix:///var/run/docker.sock', current: false, problem: null},
    {name: 'prod', description: 'live', host: 'ssh://root@m1', current: true, problem: null},
    {name: 'old', description: '', host: '', current: false, problem: 'its file cannot be read'},
  ];

  it('lists them without asking an engine', async () => {
    const {code, out} = await run(['contexts'], {listContexts: async () => contexts});
    expect(code).toBe(0);
    expect(out.split('\n').map(line => line.split(/ {3,}/)[0])).toEqual([
      'NAME',
      'default',
      'prod *',
      'old',
      '',
    ]);
  });

  it('prints them as JSON', async () => {
    const {out} = await run(['contexts', '--json'], {listContexts: async () => contexts});
    expect(JSON.parse(out)[1]).toEqual({...contexts[1], freshness: 'live'});
  });
});
