import {describe, expect, it} from 'vitest';
import type {ProcedureGoal} from '../../../../source/actions/procedure/procedure.ts';
import type {ActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {nodeId, volumeName} from '../../../builders/ids.ts';
import {anObedientSwarm} from '../../../builders/obedient-swarm.ts';
import {anEngineInfo} from '../../../builders/objects.ts';

const swarm = aCluster().withManagers(3).withWorkers(2);
const onWorker = (
  cluster: ClusterBuilder,
  name: string,
  part: Parameters<ClusterBuilder['withService']>[2] = {},
) => cluster.withService(name, 1, part).withTaskChanged(`${name}-1`, {nodeId: nodeId('n4')});
/** Connected to a manager that does not lead. */
const elsewhere = anEngineInfo({nodeId: nodeId('n2')});
const drain: ProcedureGoal = {kind: 'drain-safely', node: 'n4'};

const begin = (actions: ActionSwarm, goal: ProcedureGoal) => {
  const plan = actions.procedures.plan(goal);
  if (plan.kind === 'refusal') throw new Error(`refused: ${plan.reasons.join('; ')}`);
  return actions.procedures.run(plan);
};
const ended = async (actions: ActionSwarm, goal: ProcedureGoal, forMs = 60_000) => {
  const run = begin(actions, goal);
  await actions.clock.advance(forMs);
  return {outcome: await run.outcome, checklist: run.checklist};
};
const told = (checklist: readonly {readonly title: string; readonly state: string}[]) =>
  checklist.map(({title, state}) => `${state}: ${title}`);

describe('a safe drain', () => {
  it('doubles what runs nowhere else before it empties the node, and scales back after', async () => {
    const actions = anObedientSwarm(onWorker(swarm, 'web'));
    const {outcome, checklist} = await ended(actions, drain);
    expect(outcome).toMatchObject({kind: 'done'});
    expect(told(checklist)).toEqual([
      'done: pause node-4, so that nothing new starts there',
      'done: scale web to 2 and wait until all run',
      'done: drain node-4',
      'done: scale web back to 1',
      'skipped: activate node-4 again',
      'done: see that everything runs elsewhere',
    ]);
    expect(actions.writes).toEqual(['update n4', 'update web-id', 'update n4', 'update web-id']);
    expect(actions.store.table('nodes').get('n4')?.availability).toBe('drain');
    expect(actions.store.derived('services').get('web-id')?.replicas).toMatchObject({running: 1, desired: 1});
  });

  it('never has fewer replicas running than wanted on the way', async () => {
    const actions = anObedientSwarm(onWorker(swarm, 'web'));
    let least = 1;
    actions.store.onChange(() => {
      least = Math.min(least, actions.store.derived('services').get('web-id')?.replicas.running ?? 0);
    });
    await ended(actions, drain);
    expect(least).toBe(1);
  });

  it('says what cannot be doubled and why, and drains all the same', async () => {
    let cluster = onWorker(swarm, 'data', {volumes: [volumeName('disk')]});
    cluster = onWorker(cluster, 'bound', {constraints: ['node.hostname==node-4']});
    const plan = anObedientSwarm(cluster).procedures.plan(drain);
    expect(plan).toMatchObject({
      kind: 'procedure',
      risk: 'disruptive',
      steps: [{title: 'drain node-4'}, {title: 'see that everything runs elsewhere'}],
      checks: expect.arrayContaining([
        expect.objectContaining({
          level: 'warning',
          reason: expect.stringMatching(/^data keeps data \(disk\)/),
        }),
        expect.objectContaining({
          level: 'warning',
          reason: expect.stringMatching(/^bound finds no other node \(node-1 node\.hostname is node-1/),
        }),
      ]),
    });
  });

  it('puts the node back into service where a step before the drain fails', async () => {
    const actions = anObedientSwarm(onWorker(swarm, 'web'));
    const run = begin(actions, drain);
    let count = 0;
    actions.beforeWrite(() =>
      actions.beforeWrite(() => {
        count += 1;
        actions.failWrite('rejected');
      }),
    );
    await actions.clock.advance(60_000);
    expect(await run.outcome).toMatchObject({
      kind: 'failed',
      message: 'scale web to 2 and wait until all run: it is rejected',
    });
    expect(count).toBe(1);
    expect(told(run.checklist)).toEqual([
      'done: pause node-4, so that nothing new starts there',
      'failed: scale web to 2 and wait until all run',
      'skipped: drain node-4',
      'skipped: scale web back to 1',
      'done: activate node-4 again',
      'skipped: see that everything runs elsewhere',
    ]);
    expect(actions.store.table('nodes').get('n4')?.availability).toBe('active');
  });

  it('that is cancelled begins nothing more, and takes back what it had begun', async () => {
    const actions = anObedientSwarm(onWorker(swarm, 'web'));
    const run = begin(actions, drain);
    run.cancel();
    await actions.clock.advance(60_000);
    expect(await run.outcome).toMatchObject({kind: 'cancelled'});
    expect(actions.store.table('nodes').get('n4')?.availability).toBe('active');
    expect(actions.store.table('services').get('web-id')?.mode).toEqual({kind: 'replicated', replicas: 1});
  });

  it('leaves alone what someone else has scaled meanwhile', async () => {
    const actions = anObedientSwarm(onWorker(swarm, 'web'));
    const run = begin(actions, drain);
    run.onChange(checklist => {
      const isDrained = checklist[2]?.state === 'done' && checklist[3]?.state === 'waiting';
      if (isDrained) actions.tell('web-id', {mode: {kind: 'replicated', replicas: 7}});
    });
    await actions.clock.advance(200_000);
    await run.outcome;
    expect(run.checklist[3]).toMatchObject({
      state: 'skipped',
      detail: 'someone else has scaled it to 7',
    });
  });

  it('is journalled as a whole, with each step and its seconds, and undone as a whole', async () => {
    const actions = anObedientSwarm(onWorker(swarm, 'web'));
    await ended(actions, drain);
    const [whole, ...parts] = actions.records;
    expect(whole).toMatchObject({
      action: 'drain-safely',
      result: {kind: 'done'},
      undo: {kind: 'update-node', id: 'n4', changes: [{before: 'drain', after: 'active'}]},
    });
    expect(whole?.checklist?.map(({state, seconds}) => [state, typeof seconds])).toEqual([
      ['done', 'number'],
      ['done', 'number'],
      ['done', 'number'],
      ['done', 'number'],
      ['skipped', 'object'],
      ['done', 'number'],
    ]);
    expect(whole?.durationMs).toBeGreaterThan(0);
    expect(parts.map(({partOf}) => partOf)).toEqual(parts.map(() => whole?.id));
  });

  it('changes nothing in read-only mode, nor by a dry run', async () => {
    const actions = anObedientSwarm(onWorker(swarm, 'web'));
    actions.lock('read-only: the settings say so');
    const {outcome} = await ended(actions, drain);
    expect(outcome).toMatchObject({kind: 'refused', message: 'read-only: the settings say so'});
    const plan = actions.procedures.plan(drain);
    if (plan.kind === 'refusal') throw new Error('refused');
    expect(await actions.procedures.run(plan, {dryRun: true}).outcome).toMatchObject({kind: 'dry-run'});
    expect(actions.writes).toEqual([]);
  });
});

describe('a hand-over of the leadership', () => {
  const goal: ProcedureGoal = {kind: 'hand-over', standby: null};

  it('has a worker help out, so that the quorum keeps its reserve, and leaves the managers as they were', async () => {
    const actions = anObedientSwarm(swarm.with({info: elsewhere}));
    let least = Number.POSITIVE_INFINITY;
    actions.store.onChange(() => {
      least = Math.min(least, actions.store.quorum?.tolerance ?? -1);
    });
    const {outcome, checklist} = await ended(actions, goal);
    expect(outcome).toMatchObject({kind: 'done'});
    expect(told(checklist)).toEqual([
      'done: promote node-4, which helps out',
      'done: demote node-1',
      'done: see that another manager leads and all are reachable',
      'done: see that node-1 is ready again',
      'done: promote node-1 again',
      'done: demote node-4 again',
    ]);
    expect(actions.store.quorum).toMatchObject({managers: 3, leader: 'node-2'});
    expect(least).toBe(1);
  });

  it('waits until the old leader has registered with the new one before it is promoted again', async () => {
    const actions = anObedientSwarm(swarm.with({info: elsewhere}));
    const run = begin(actions, goal);
    const tellState = (state: 'unknown' | 'ready') => {
      const node = actions.store.table('nodes').get('n1');
      if (node === undefined) throw new Error('no node');
      actions.store.applyChanges(
        [{kind: 'put', table: 'nodes', values: [{...node, state}]}],
        actions.clock.now(),
      );
    };
    const stop = run.onChange(checklist => {
      if (checklist[1]?.state !== 'done') return;
      stop();
      tellState('unknown');
    });
    await actions.clock.advance(20_000);
    expect(run.checklist[3]).toMatchObject({state: 'running', detail: 'node-1 is unknown'});
    tellState('ready');
    await actions.clock.advance(20_000);
    expect(await run.outcome).toMatchObject({
      kind: 'done',
      message: 'node-2 leads; 3/3 managers reachable',
    });
  });

  it('is refused over a connection that would end with it, and over none to other managers', () => {
    const alone = anObedientSwarm(swarm, 0).procedures.plan(goal);
    expect(alone).toMatchObject({
      kind: 'refusal',
      reasons: [expect.stringMatching(/leads to node-1 itself, and to no other manager/), expect.anything()],
    });
    expect(anObedientSwarm(swarm, 1).procedures.plan(goal)).toMatchObject({kind: 'procedure'});
    expect(anObedientSwarm(aCluster().withManagers(1)).procedures.plan(goal)).toMatchObject({
      kind: 'refusal',
      reasons: ['no other manager is reachable, and no worker is ready to become one'],
    });
  });

  it('lets a worker that was elected meanwhile keep its place, rather than hold another election', async () => {
    const actions = anObedientSwarm(
      swarm.withNodeChanged('node-2', {state: 'ready'}).with({info: elsewhere}),
    );
    const run = begin(actions, goal);
    run.onChange(checklist => {
      if (checklist[4]?.state !== 'done' || checklist[5]?.state !== 'waiting') return;
      const nodes = [...actions.store.table('nodes').values()].map(node => ({
        ...node,
        manager: node.manager === null ? null : {...node.manager, leader: node.id === 'n4'},
      }));
      actions.store.applyChanges([{kind: 'put', table: 'nodes', values: nodes}], actions.clock.now());
    });
    await actions.clock.advance(60_000);
    await run.outcome;
    expect(run.checklist[5]).toMatchObject({
      state: 'skipped',
      detail: expect.stringContaining('leads now and stays a manager'),
    });
  });
});

describe('the replacement of a lost manager', () => {
  const lost = swarm
    .withNodeChanged('node-3', {
      state: 'down',
      manager: {leader: false, reachability: 'unreachable', address: ''},
    })
    .with({info: elsewhere});

  it('finds the lost one, removes it, and promotes the idlest worker', async () => {
    const actions = anObedientSwarm(onWorker(lost, 'web'));
    const {outcome, checklist} = await ended(actions, {kind: 'replace-manager', dead: null, by: null});
    expect(outcome).toMatchObject({kind: 'done'});
    expect(told(checklist)).toEqual([
      'done: demote node-3',
      'done: see that node-3 is given up',
      'done: remove node-3',
      'done: promote node-5',
    ]);
    expect(actions.store.quorum).toMatchObject({managers: 3, reachable: 3});
  });

  it('must be typed, and warns where the number of managers is even in the end', () => {
    const noWorker = aCluster()
      .withManagers(3)
      .withNodeChanged('node-3', {
        state: 'down',
        manager: {leader: false, reachability: 'unreachable', address: ''},
      });
    const plan = anObedientSwarm(noWorker).procedures.plan({kind: 'replace-manager', dead: null, by: null});
    expect(plan).toMatchObject({
      risk: 'destructive',
      checks: [
        {name: 'substitute', level: 'warning'},
        {level: 'warning', reason: expect.stringMatching(/^2 managers in the end: an even number/)},
      ],
    });
  });

  it('is refused for a manager that is reachable, and where none is lost', () => {
    const plan = (dead: string | null) =>
      anObedientSwarm(swarm).procedures.plan({kind: 'replace-manager', dead, by: null});
    expect(plan('n2')).toMatchObject({reasons: [expect.stringMatching(/is reachable: demote it/)]});
    expect(plan(null)).toMatchObject({reasons: ['every manager is reachable: there is none to replace']});
    expect(plan('n4')).toMatchObject({reasons: ['node-4 is no manager']});
  });
});

describe('a node that is failed over', () => {
  it('while it lives is drained safely, and everything is looked for elsewhere', () => {
    const plan = anObedientSwarm(onWorker(swarm, 'web')).procedures.plan({
      kind: 'fail-over-node',
      node: 'n4',
    });
    expect(plan.kind === 'procedure' && plan.steps.map(({title}) => title)).toEqual([
      'pause node-4, so that nothing new starts there',
      'scale web to 2 and wait until all run',
      'drain node-4',
      'scale web back to 1',
      'activate node-4 again',
      'see that everything runs elsewhere',
    ]);
  });

  it('while it is dead is waited for to be given up, kept from coming back, and its services are seen whole', async () => {
    const dead = onWorker(swarm, 'web').withNodeChanged('node-4', {state: 'unknown'});
    const actions = anObedientSwarm(dead);
    const run = begin(actions, {kind: 'fail-over-node', node: 'n4'});
    await actions.clock.advance(2_000);
    expect(told(run.checklist)).toEqual([
      'running: see that node-4 is given up',
      'waiting: drain node-4, so that it takes nothing when it comes back',
      'waiting: see that everything runs elsewhere',
    ]);
    const node = actions.store.table('nodes').get('n4');
    if (node === undefined) throw new Error('no node');
    actions.store.applyChanges(
      [{kind: 'put', table: 'nodes', values: [{...node, state: 'down'}]}],
      actions.clock.now(),
    );
    await actions.clock.advance(30_000);
    expect(await run.outcome).toMatchObject({kind: 'done', message: 'everything runs elsewhere'});
  });
});
