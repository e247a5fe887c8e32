import {describe, expect, it} from 'vitest';
import {anActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {nodeId, taskId, volumeName} from '../../../builders/ids.ts';

const swarm = aCluster().withManagers(3).withWorkers(2);
const drain = {kind: 'set-availability', node: 'n4', availability: 'drain'} as const;
/** One task, on the worker `node-4`. */
const onWorker = (
  cluster: ClusterBuilder,
  name: string,
  part: Parameters<ClusterBuilder['withService']>[2] = {},
) => cluster.withService(name, 1, part).withTaskChanged(`${name}-1`, {nodeId: nodeId('n4')});
const warnings = (checks: readonly {readonly level: string; readonly reason: string}[]) =>
  checks.filter(({level}) => level === 'warning').map(({reason}) => reason);

describe('a drain', () => {
  it('tells of every task where it goes, what breaks, and what stays behind', async () => {
    let cluster = onWorker(swarm, 'web', {volumes: [volumeName('data')]});
    cluster = onWorker(cluster, 'stuck', {constraints: ['node.hostname==node-4']});
    cluster = onWorker(cluster, 'all', {mode: {kind: 'global'}});
    const plan = await anActionSwarm(cluster).plan(drain);
    expect(plan.effects).toEqual([
      'web.1 moves to node-1 or node-2 or node-3 or node-5; a single replica: an outage of about 5 s; local data stays behind: data',
      expect.stringMatching(/^stuck\.1 will stay pending: node-1 node\.hostname is node-1, wanted node-4; /),
      expect.stringMatching(/^all\.\S+ stops: a global service has one task per node$/),
    ]);
    expect(plan).toMatchObject({risk: 'disruptive', tasks: 3});
    expect(warnings(plan.checks)).toEqual(['1 task will find no other node: stuck.1']);
  });

  it('counts the room that each moving task takes from the next', async () => {
    const reservation = {nanoCpus: 2e9, memoryBytes: 0, generic: {}};
    let cluster = aCluster().withManagers(1).withWorkers(2);
    const names = ['one', 'two', 'three'];
    for (const name of names) {
      cluster = cluster
        .withService(name, 1, {reservation})
        .withTaskChanged(`${name}-1`, {nodeId: nodeId('n3'), reservation});
    }
    const {checks} = await anActionSwarm(cluster).plan({...drain, node: 'n3'});
    expect(warnings(checks)).toEqual(['1 task will find no other node: three.1']);
  });

  it('of an empty node is safe, and is over when its node is empty and all runs elsewhere', async () => {
    expect(await anActionSwarm(swarm).plan(drain)).toMatchObject({
      risk: 'safe',
      effects: ['it has no tasks'],
    });
    const actions = anActionSwarm(onWorker(swarm, 'web'));
    const {store, clock} = actions;
    const run = actions.runner.run(await actions.plan(drain));
    await clock.advance(0);
    const node = store.table('nodes').get('n4');
    const task = store.table('tasks').get('web-1');
    if (node === undefined || task === undefined) throw new Error('not there');
    const put = (...changes: Parameters<typeof store.applyChanges>[0]) =>
      store.applyChanges(changes, clock.now());
    put({kind: 'put', table: 'nodes', values: [{...node, version: 2, availability: 'drain'}]});
    expect(run.progress.detail).toBe('1 task left: web.1');
    put({
      kind: 'put',
      table: 'tasks',
      values: [{...task, version: 2, desiredState: 'shutdown', state: 'shutdown'}],
    });
    expect(run.progress.detail).toBe('empty; still starting elsewhere: web 0/1');
    put({kind: 'put', table: 'tasks', values: [{...task, id: taskId('web-1b'), nodeId: nodeId('n5')}]});
    expect(await run.outcome).toMatchObject({kind: 'done', message: 'empty; everything runs elsewhere'});
  });
});

it('a drain does not wait for a service that was broken before', async () => {
  const cluster = onWorker(swarm, 'lame', {mode: {kind: 'replicated', replicas: 3}});
  const actions = anActionSwarm(cluster);
  const {store, clock} = actions;
  const run = actions.runner.run(await actions.plan(drain));
  await clock.advance(0);
  const [node, task] = [store.table('nodes').get('n4'), store.table('tasks').get('lame-1')];
  if (node === undefined || task === undefined) throw new Error('not there');
  store.applyChanges(
    [
      {kind: 'put', table: 'nodes', values: [{...node, version: 2, availability: 'drain'}]},
      {
        kind: 'put',
        table: 'tasks',
        values: [{...task, version: 2, desiredState: 'shutdown', state: 'shutdown'}],
      },
    ],
    clock.now(),
  );
  expect(await run.outcome).toMatchObject({kind: 'done'});
});

describe('a demotion', () => {
  const demote = (node: string) => ({kind: 'demote', node}) as const;

  it('of one of five is disruptive, of one of three must be typed: nothing more may fail then', async () => {
    const five = aCluster().withManagers(5);
    expect(await anActionSwarm(five).plan(demote('n2'))).toMatchObject({risk: 'disruptive'});
    const plan = await anActionSwarm(swarm).plan(demote('n2'));
    expect(plan).toMatchObject({
      risk: 'destructive',
      effects: ['3 managers → 2; may lose 1 → 0', 'its tasks go on'],
    });
    expect(warnings(plan.checks)).toHaveLength(2);
  });

  it('of the last manager, or below the quorum, is refused', async () => {
    expect((await anActionSwarm(aCluster().withManagers(1)).refusal(demote('n1'))).reasons[0]).toMatch(
      /the last manager/,
    );
    const lame = swarm.withNodeChanged('node-3', {
      manager: {leader: false, reachability: 'unreachable', address: ''},
    });
    expect((await anActionSwarm(lame).refusal(demote('n2'))).reasons[0]).toMatch(
      /quorum would be lost: 1 of the 2 managers left are reachable, 2 are needed/,
    );
    expect(await anActionSwarm(lame).plan(demote('n3'))).toMatchObject({kind: 'plan'});
  });

  it('of the leader tells of the election', async () => {
    expect(warnings((await anActionSwarm(swarm).plan(demote('n1'))).checks)).toContain(
      'it leads: another manager takes over, which takes up to 20 s',
    );
  });
});

describe('a promotion', () => {
  it('warns of an even number, and is refused for a node that is not there', async () => {
    const promote = {kind: 'promote', node: 'n4'} as const;
    expect(warnings((await anActionSwarm(swarm).plan(promote)).checks)).toEqual([
      '4 is even: it bears no more losses than 3',
    ]);
    const down = swarm.withNodeChanged('node-4', {state: 'down'});
    expect((await anActionSwarm(down).refusal(promote)).reasons[0]).toMatch(/only weakens the quorum/);
  });
});

describe('labels', () => {
  it('change what they name, and tell which tasks must leave', async () => {
    const labelled = onWorker(swarm.withNodeChanged('node-4', {labels: {zone: 'north', rack: '1'}}), 'web', {
      constraints: ['node.labels.zone==north'],
    });
    const plan = await anActionSwarm(labelled).plan({
      kind: 'label-node',
      node: 'n4',
      add: {ssd: 'yes'},
      remove: ['zone'],
    });
    expect(plan).toMatchObject({
      risk: 'disruptive',
      effects: ['web.1 must leave: its constraints do not fit any more'],
      commands: ['docker node update --label-add ssd=yes --label-rm zone node-4'],
      steps: [
        {
          changes: [
            {path: ['Labels', 'ssd'], after: 'yes'},
            {path: ['Labels', 'zone'], before: 'north'},
          ],
        },
      ],
    });
  });
});

describe('the removal of a node', () => {
  const remove = (force: boolean) => ({kind: 'remove-node', node: 'n4', force}) as const;

  it('is for nodes that are down; others only by force, with what that means', async () => {
    expect((await anActionSwarm(swarm).refusal(remove(false))).reasons[0]).toMatch(
      /removes only nodes that are down/,
    );
    const down = swarm.withNodeChanged('node-4', {state: 'down'});
    expect(await anActionSwarm(down).plan(remove(false))).toMatchObject({
      risk: 'destructive',
      commands: ['docker node rm node-4'],
    });
    expect(warnings((await anActionSwarm(swarm).plan(remove(true))).checks)[0]).toMatch(
      /containers go on running/,
    );
  });

  it('is refused for a manager, by force too', async () => {
    const {reasons} = await anActionSwarm(swarm).refusal({...remove(true), node: 'n2'});
    expect(reasons).toEqual(['node-2 is a manager and part of the Raft group: demote it first']);
  });

  it('says how a worker that was left in the Raft group gets out of it', async () => {
    const left = swarm.withNodeChanged('node-2', {role: 'worker'});
    const {reasons} = await anActionSwarm(left).refusal({...remove(false), node: 'n2'});
    expect(reasons).toEqual([
      'node-2 is a worker by its role, but still part of the Raft group',
      'docker node promote node-2, then docker node demote node-2, takes it out',
    ]);
  });
});

it('names a node by its id where two have the same hostname', async () => {
  const twins = swarm.withNodeChanged('node-5', {hostname: 'node-4'});
  const {commands} = await anActionSwarm(twins).plan({...drain, availability: 'pause'});
  expect(commands).toEqual(['docker node update --availability pause n4']);
});
