import {describe, expect, it} from 'vitest';
import {aCluster} from '../../builders/cluster.ts';
import {containerId, nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aContainer, aFailedTask, aPendingTask, aService, minuteMs} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

const web = serviceId('web');
const constrained = aService({id: web, constraints: ['node.labels.zone==moon']});
const err = 'no suitable node (scheduling constraints not satisfied on 2 nodes)';
const swarm = aCluster().withManagers(1).withWorkers(1);
const why = (cluster: typeof swarm, ...argv: readonly string[]) =>
  run(['why', ...argv], {takeSnapshot: snapshotOf(cluster.store())});

describe('why', () => {
  const pending = swarm.with({services: [constrained], tasks: [aPendingTask({serviceId: web, error: err})]});

  it('shows each node beside the filter that rules it out, the words of the engine, and the nearest fix', async () => {
    const {code, out} = await why(pending, 'web');
    expect({code, out}).toEqual({
      code: 0,
      out: [
        'web.1 waits for a node',
        `The engine says: ${err}`,
        'In words: 2 nodes ruled out by the constraints',
        '  node-1: node.labels.zone is not set, wanted moon [constraint]',
        '  node-2: node.labels.zone is not set, wanted moon [constraint]',
        'Nearest fix: label node-1 with zone=moon',
        '  docker node update --label-add zone=moon node-1',
        '',
      ].join('\n'),
    });
  });

  it('says the same of one task as JSON', async () => {
    const {out} = await why(pending, 'web.1', '--json');
    expect(JSON.parse(out)).toMatchObject({
      service: 'web',
      task: 'web.1',
      pending: [
        {
          tasks: ['web.1'],
          engineSays: err,
          nodes: [{node: 'node-1', fits: false, objections: [{filter: 'constraint'}]}, {node: 'node-2'}],
          disagreement: null,
        },
      ],
      failing: [],
      freshness: 'live',
    });
  });

  it('flags where the engine says otherwise', async () => {
    const tasks = [
      aPendingTask({serviceId: web, error: 'no suitable node (insufficient resources on 2 nodes)'}),
    ];
    const {out} = await why(swarm.with({services: [constrained], tasks}), 'web');
    expect(out).toMatch(/^Not the same: the engine names the resources filter/m);
  });

  it('tells the history of a slot that keeps failing, in words, and that it is always the same node', async () => {
    const failed = [1, 3, 5, 7].map(minutes =>
      aFailedTask(minutes * minuteMs, {
        id: taskId(`t${minutes}`),
        serviceId: web,
        nodeId: nodeId('n2'),
        error: 'task: non-zero exit (137)',
        exitCode: 137,
      }),
    );
    const {out} = await why(swarm.with({services: [aService({id: web})], tasks: failed}), 'web');
    expect(out.split('\n')).toEqual([
      'web.1 failed 4 times (as far back as the engine remembers); nothing will start there again',
      '  1m ago on node-2: exit 137 (killed, usually out of memory)',
      '  3m ago on node-2: exit 137 (killed, usually out of memory)',
      '  5m ago on node-2: exit 137 (killed, usually out of memory)',
      '  7m ago on node-2: exit 137 (killed, usually out of memory)',
      '  every one of them on node-2',
      '',
    ]);
  });

  it('shows what a failing health check said, where this engine has the container', async () => {
    const task = aFailedTask(minuteMs, {
      serviceId: web,
      containerId: containerId('c1'),
      error: 'task: non-zero exit (143): dockerexec: unhealthy container',
      exitCode: 143,
    });
    const store = swarm
      .with({services: [aService({id: web})], tasks: [task], containers: [aContainer({taskId: task.id})]})
      .store();
    const Log = [
      {ExitCode: 1, Output: 'connecting\nrefused\n'},
      {ExitCode: 1, Output: 'refused'},
    ];
    const {out} = await run(['why', 'web'], {takeSnapshot: snapshotOf(store, {State: {Health: {Log}}})});
    expect(out).toContain('its health check failed');
    expect(out).toContain('  its health check said:\n    exit 1: refused\n');
  });

  it('says of a global service without a task that no node fits, for the engine says nothing', async () => {
    const service = aService({...constrained, mode: {kind: 'global'}});
    const {out} = await why(swarm.with({services: [service]}), 'web');
    expect(out).toMatch(/^web runs nowhere: it is global, and no node fits$/m);
  });

  it('says that nothing is wrong where nothing is', async () => {
    const {code, out} = await why(swarm.withService('api', 2), 'api');
    expect({code, out}).toEqual({
      code: 0,
      out: 'Nothing keeps api from running: no task is pending, none of the current spec fails.\n',
    });
  });

  it('suggests what was meant', async () => {
    expect(await why(swarm.withService('api'), 'apo')).toMatchObject({
      code: 1,
      err: 'medianest why: there is no service "apo". Did you mean "api"?\n',
    });
  });
});
