import {describe, expect, it} from 'vitest';
import {aCluster} from '../../builders/cluster.ts';
import {serviceId, taskId} from '../../builders/ids.ts';
import {aFailedTask, aNetwork} from '../../builders/objects.ts';
import {run, snapshotOf} from './command-line.ts';

const swarm = aCluster().withManagers(1).withWorkers(2).withService('web', 2).withService('db');
const ask = (...argv: readonly string[]) =>
  run(['describe', ...argv], {
    takeSnapshot: snapshotOf(swarm.store(), {Spec: {Name: 'web', Labels: {a: '1'}}}),
  });

describe('describe', () => {
  it('shows the fields, the tasks and the spec of a service', async () => {
    const {code, out} = await ask('service', 'web');
    expect(code).toBe(0);
    expect(out).toMatch(/^name +web$/m);
    expect(out).toMatch(/^running +2$/m);
    expect(out).toMatch(/^web\.1 +node-1 +running/m);
    expect(out).not.toContain('db.1');
    expect(out).toContain('\nengine\nSpec:\n  Name: web\n  Labels:\n    a: "1"\n');
  });

  it('prints the same as one JSON object', async () => {
    const {out} = await ask('service', 'web-id', '--json');
    const {kind, name, running, tasks, engine, freshness} = JSON.parse(out);
    expect({kind, name, running, freshness}).toEqual({
      kind: 'service',
      name: 'web',
      running: 2,
      freshness: 'live',
    });
    expect(tasks.map((task: {id: string}) => task.id)).toEqual(['web-1', 'web-2']);
    expect(engine.Spec.Name).toBe('web');
  });

  it('shows the tasks of a node', async () => {
    const {out} = await ask('node', 'node-2', '--json');
    expect(JSON.parse(out).tasks.map((task: {name: string}) => task.name)).toEqual(['web.2']);
  });

  it('takes the wanted task of a slot before its past ones', async () => {
    const store = swarm
      .with({
        tasks: [...swarm.tasks, aFailedTask(60_000, {id: taskId('old'), serviceId: serviceId('web-id')})],
      })
      .store();
    const {out} = await run(['describe', 'task', 'web.1', '--json'], {takeSnapshot: snapshotOf(store)});
    expect(JSON.parse(out).id).toBe('web-1');
  });

  it('needs no engine word for a stack', async () => {
    const {code, err} = await ask('stack', 'shop');
    expect({code, err}).toEqual({
      code: 1,
      err: 'medianest describe: there is no stack "shop"; there are none at all\n',
    });
  });

  it('suggests the nearest kind and the nearest name', async () => {
    expect(await ask('servcie', 'web')).toMatchObject({
      code: 2,
      err: 'medianest describe: there is no kind "servcie". Did you mean "service"?\n',
    });
    expect(await ask('node', 'nod-2')).toMatchObject({
      code: 1,
      err: 'medianest describe: there is no node "nod-2". Did you mean "node-2"?\n',
    });
  });

  it('takes the name of a list for a kind', async () => {
    const store = swarm.with({networks: [aNetwork()]}).store();
    const {code} = await run(['describe', 'networks', 'front'], {takeSnapshot: snapshotOf(store)});
    expect(code).toBe(0);
  });
});
