import {describe, expect, it} from 'vitest';
import type {Plan} from '../../../../source/actions/plan/plan.ts';
import type {JsonRecord} from '../../../../source/actions/spec/json.ts';
import {anActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {anUpdate, aTask} from '../../../builders/objects.ts';

const swarm = () => anActionSwarm(aCluster().withManagers(3).withWorkers(2).withService('web', 2));
const scaleUp = {kind: 'scale', service: 'web-id', replicas: {to: 3}} as const;
const replicasOf = (spec: JsonRecord) =>
  (spec['Mode'] as {Replicated: {Replicas: number}}).Replicated.Replicas;
const withLabels = (spec: JsonRecord): JsonRecord => ({...spec, Labels: {changed: 'yes'}});
const third = aTask({id: taskId('web-3'), serviceId: serviceId('web-id'), slot: 3});

/** Starts a plan and lets everything happen that needs no time. */
const begun = async (actions: ReturnType<typeof swarm>, plan: Plan, wait = true) => {
  const run = actions.runner.run(plan, {wait});
  await actions.clock.advance(0);
  return run;
};

describe('an action', () => {
  it('changes what was planned and nothing else, and is done when the cluster shows it', async () => {
    const actions = swarm();
    const run = await begun(actions, await actions.plan(scaleUp));
    expect(actions.held('web-id').spec).toMatchObject({
      Name: 'web',
      TaskTemplate: {FutureField: {kept: true}},
      Mode: {Replicated: {Replicas: 3}},
    });
    expect(actions.updateOptions).toEqual([{registryAuthFrom: 'spec'}]);
    expect(run.progress).toMatchObject({
      phase: 'verifying',
      detail: 'waiting for the manager to tell of the change',
    });
    actions.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    expect(run.progress.detail).toBe('2/3 running');
    actions.store.applyChanges([{kind: 'put', table: 'tasks', values: [third]}], actions.clock.now());
    expect(run.progress.detail).toMatch(/^3\/3 running; watching/);
    await actions.clock.advance(6_000);
    expect(await run.outcome).toMatchObject({kind: 'done', message: '3/3 running', notes: []});
  });

  it('is journalled when it starts and when it ends: who, where, what, before and after, how it ended', async () => {
    const actions = swarm();
    const run = await begun(actions, await actions.plan(scaleUp), false);
    await run.outcome;
    expect(actions.records).toEqual([
      expect.objectContaining({
        id: 'action-1',
        who: {user: 'root', sudoUser: 'ann', sshConnection: '192.0.2.7 50000 192.0.2.1 22'},
        where: {context: 'default', host: 'unix:///var/run/docker.sock', cluster: 'cluster-1'},
        title: 'scale web from 2 to 3',
        object: {kind: 'service', id: 'web-id', name: 'web'},
        steps: [
          {
            kind: 'update-service',
            id: 'web-id',
            name: 'web',
            changes: [{path: ['Mode', 'Replicated', 'Replicas'], before: 2, after: 3}],
          },
        ],
        commands: ['docker service scale web=3'],
        result: {kind: 'accepted', message: 'the engine has taken it; not waited for'},
      }),
    ]);
  });

  it('is tried again on a fresh spec when only its version is stale, and keeps what the other one changed', async () => {
    const actions = swarm();
    const plan = await actions.plan(scaleUp);
    actions.beforeWrite(() => actions.meddle('web-id', withLabels));
    const run = await begun(actions, plan, false);
    expect(await run.outcome).toMatchObject({kind: 'accepted'});
    expect(actions.held('web-id').spec).toMatchObject({
      Labels: {changed: 'yes'},
      Mode: {Replicated: {Replicas: 3}},
    });
  });

  it('writes nothing over: the same field changed by someone else is a conflict that shows all three', async () => {
    const actions = swarm();
    const plan = await actions.plan(scaleUp);
    actions.beforeWrite(() =>
      actions.meddle('web-id', spec => ({...spec, Mode: {Replicated: {Replicas: 9}}})),
    );
    const run = await begun(actions, plan, false);
    expect(await run.outcome).toMatchObject({
      kind: 'conflict',
      conflicts: [{change: {before: 2, after: 3}, now: 9}],
    });
    expect([replicasOf(actions.held('web-id').spec), actions.writes]).toEqual([9, []]);
  });

  it('looks once more before it begins: a plan that would now be another one is a conflict', async () => {
    const actions = swarm();
    const plan = await actions.plan({kind: 'scale', service: 'web-id', replicas: {by: 1}});
    actions.meddle('web-id', spec => ({...spec, Mode: {Replicated: {Replicas: 4}}}));
    actions.tell('web-id', {mode: {kind: 'replicated', replicas: 4}});
    const run = await begun(actions, plan);
    expect(await run.outcome).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('from 4 to 5'),
    });
    expect(actions.writes).toEqual([]);
  });

  it('does not send again what arrived although nobody answered', async () => {
    const actions = swarm();
    actions.failWrite('unreachable', true);
    const run = await begun(actions, await actions.plan(scaleUp), false);
    await actions.clock.advance(1_500);
    expect(await run.outcome).toMatchObject({kind: 'accepted'});
    expect(actions.writes).toEqual(['update web-id']);
  });

  it('sends again what did not arrive, when a manager answers again', async () => {
    const actions = swarm();
    actions.failWrite('no-quorum');
    const run = await begun(actions, await actions.plan(scaleUp), false);
    expect(run.progress.detail).toMatch(/^it is no-quorum Waiting for a manager/);
    actions.connect(false);
    await actions.clock.advance(5_000);
    actions.connect(true);
    await actions.clock.advance(1_500);
    expect(await run.outcome).toMatchObject({kind: 'accepted'});
    expect(actions.writes).toEqual(['update web-id']);
  });

  it('gives up after more than an election has passed, and tells why', async () => {
    const actions = swarm();
    const plan = await actions.plan(scaleUp);
    const run = actions.runner.run(plan);
    actions.beforeWrite(() => actions.connect(false));
    actions.failWrite('timed-out');
    await actions.clock.advance(90_000);
    expect(await run.outcome).toMatchObject({kind: 'failed', message: 'No engine is connected.'});
  });

  it('ends as failed at once where the engine refuses it', async () => {
    const actions = swarm();
    actions.failWrite('rejected');
    const run = await begun(actions, await actions.plan(scaleUp));
    expect(await run.outcome).toMatchObject({kind: 'failed', message: 'it is rejected', notes: ['a hint']});
    expect(actions.records[0]?.result.kind).toBe('failed');
  });

  it('goes on being verified over a lost connection', async () => {
    const actions = swarm();
    const run = await begun(actions, await actions.plan(scaleUp));
    const {clock, store} = actions;
    const sources = ['nodes', 'services', 'tasks'] as const;
    actions.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    store.applyChanges(
      [{kind: 'freshness', sources, freshness: {kind: 'lost', sinceMs: clock.now(), reason: 'gone'}}],
      clock.now(),
    );
    expect(run.progress.detail).toMatch(/^the connection is lost/);
    await clock.advance(30_000);
    store.applyChanges(
      [
        {kind: 'put', table: 'tasks', values: [third]},
        {kind: 'freshness', sources, freshness: {kind: 'live', asOfMs: clock.now()}},
      ],
      clock.now(),
    );
    await clock.advance(6_000);
    expect(await run.outcome).toMatchObject({kind: 'done'});
  });

  it('is unfinished, not done, when the cluster does not come to be as wanted in all that time', async () => {
    const actions = swarm();
    const run = await begun(actions, await actions.plan(scaleUp));
    actions.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    await actions.clock.advance(200_000);
    expect(await run.outcome).toMatchObject({kind: 'unfinished', message: '2/3 running'});
  });

  it('waits for a rollout that somebody has paused, and is done when that was resumed', async () => {
    const actions = swarm();
    const run = await begun(actions, await actions.plan({kind: 'restart', service: 'web-id'}));
    actions.tell('web-id', {update: anUpdate({isHeld: true})});
    await actions.clock.advance(1_800_000);
    expect(run.progress).toMatchObject({
      phase: 'verifying',
      detail: expect.stringContaining('paused by hand'),
    });
    actions.meddle('web-id', spec => spec);
    actions.tell('web-id', {update: anUpdate({state: 'completed'})});
    await actions.clock.advance(20_000);
    expect(await run.outcome).toMatchObject({kind: 'done'});
  });

  it('is done all the same when the journal cannot be written, and says so', async () => {
    const actions = swarm();
    actions.fillDisk('the disk is full');
    const run = await begun(actions, await actions.plan(scaleUp), false);
    expect(await run.outcome).toMatchObject({notes: ['the journal could not be written: the disk is full']});
  });
});

describe('nothing is changed', () => {
  it('by a dry run, which leaves no trace in the journal either', async () => {
    const actions = swarm();
    const run = actions.runner.run(await actions.plan(scaleUp), {dryRun: true});
    expect(await run.outcome).toMatchObject({kind: 'dry-run', record: null});
    expect([actions.writes, actions.records]).toEqual([[], []]);
  });

  it.each([
    scaleUp,
    {kind: 'restart', service: 'web-id'},
    {kind: 'update-image', service: 'web-id', image: 'app:2', withRegistryAuth: false},
    {kind: 'remove-service', service: 'web-id'},
    {kind: 'set-availability', node: 'n4', availability: 'pause'},
    {kind: 'set-availability', node: 'n4', availability: 'drain'},
    {kind: 'label-node', node: 'n4', add: {zone: 'north'}, remove: []},
    {kind: 'promote', node: 'n4'},
    {kind: 'demote', node: 'n2'},
    {kind: 'remove-node', node: 'n4', force: true},
  ] as const)('in read-only mode, whatever is asked: $kind; the refusal is journalled', async intent => {
    const actions = swarm();
    actions.lock('read-only: the settings say so');
    const run = actions.runner.run(await actions.plan(intent));
    expect(await run.outcome).toMatchObject({kind: 'refused', message: 'read-only: the settings say so'});
    expect(actions.writes).toEqual([]);
    expect(actions.records[0]?.result).toEqual({kind: 'refused', message: 'read-only: the settings say so'});
  });

  it('when it is cancelled while it still looks', async () => {
    const actions = swarm();
    const run = actions.runner.run(await actions.plan(scaleUp));
    expect(run.cancel()).toBe(true);
    await actions.clock.advance(0);
    expect(await run.outcome).toMatchObject({kind: 'cancelled'});
    expect(actions.writes).toEqual([]);
  });
});

describe('an action whose swarm is left for another context', () => {
  it('is told as unfinished, and never takes what is not in the other swarm for removed', async () => {
    const actions = swarm();
    const run = await begun(actions, await actions.plan({kind: 'remove-service', service: 'web-id'}));
    expect(run.progress.phase).toBe('verifying');
    actions.goTo('homelab');
    expect(await run.outcome).toMatchObject({
      kind: 'unfinished',
      message: expect.stringContaining('another context was chosen meanwhile'),
    });
  });

  it('sends nothing to the engine of the other one', async () => {
    const actions = swarm();
    actions.failWrite('no-quorum');
    const run = await begun(actions, await actions.plan(scaleUp));
    actions.goTo('homelab');
    await actions.clock.advance(1_500);
    expect(await run.outcome).toMatchObject({kind: 'failed', message: expect.stringContaining('default')});
    expect(actions.writes).toEqual([]);
  });
});

describe('an undo', () => {
  const undoOf = (actions: ReturnType<typeof swarm>) => {
    const [record] = actions.records;
    if (record?.undo === undefined || record.undo === null) throw new Error('nothing to undo');
    return {kind: 'undo', of: record.id, title: record.title, step: record.undo} as const;
  };

  it('gives the spec back as it was', async () => {
    const actions = swarm();
    const before = structuredClone(actions.held('web-id').spec);
    await (await begun(actions, await actions.plan(scaleUp), false)).outcome;
    actions.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    await (await begun(actions, await actions.plan(undoOf(actions)), false)).outcome;
    expect(actions.held('web-id').spec).toEqual(before);
  });

  it('is refused with all three sides where someone else has changed the field since', async () => {
    const actions = swarm();
    await (await begun(actions, await actions.plan(scaleUp), false)).outcome;
    actions.meddle('web-id', spec => ({...spec, Mode: {Replicated: {Replicas: 7}}}));
    actions.tell('web-id', {mode: {kind: 'replicated', replicas: 7}});
    expect(await actions.refusal(undoOf(actions))).toMatchObject({
      conflicts: [{change: {before: 3, after: 2}, now: 7}],
    });
  });
});
