import {describe, expect, it} from 'vitest';
import type {JsonRecord} from '../../../../../source/actions/spec/json.ts';
import {type ActionSwarm, anActionSwarm} from '../../../../builders/action-swarm.ts';
import {aCluster} from '../../../../builders/cluster.ts';
import {anUpdate} from '../../../../builders/objects.ts';

const cluster = aCluster().withManagers(1).withWorkers(2);
const rolling = cluster.withService('web', 4, {update: anUpdate()});
const policy = {
  Parallelism: 2,
  Delay: 10e9,
  Monitor: 5e9,
  FailureAction: 'pause',
  MaxFailureRatio: 0,
  Order: 'stop-first',
};
const spec: JsonRecord = {UpdateConfig: policy};
const pause = {kind: 'pause-rollout', service: 'web-id'} as const;
const resume = {kind: 'resume-rollout', service: 'web-id'} as const;

const carryOut = async (actions: ActionSwarm, intent: typeof pause | typeof resume) => {
  const run = actions.runner.run(await actions.plan(intent), {wait: false});
  await actions.clock.advance(0);
  return run.outcome;
};

describe('a rollout', () => {
  it('that goes on is paused by its policy, and resumed with the one that it had', async () => {
    const actions = anActionSwarm(rolling, {'web-id': spec});
    const plan = await actions.plan(pause);
    expect(plan).toMatchObject({
      title: 'pause the rollout of web',
      risk: 'disruptive',
      commands: ['docker service update --update-parallelism 1 --update-delay 1000h web'],
    });
    await carryOut(actions, pause);
    expect(actions.held('web-id').spec).toMatchObject({UpdateConfig: {Parallelism: 1, Delay: 3.6e15}});
    expect((await actions.refusal(pause)).reasons).toEqual(['it is paused already']);
    await carryOut(actions, resume);
    expect(actions.held('web-id').spec['UpdateConfig']).toEqual(policy);
  });

  it('that was paused from here is no place to roll back to', async () => {
    const actions = anActionSwarm(rolling, {'web-id': spec});
    await carryOut(actions, pause);
    const rollback = {kind: 'rollback', service: 'web-id'} as const;
    expect((await actions.refusal(rollback)).reasons[1]).toMatch(/^take the update itself back/);
    await carryOut(actions, resume);
    expect((await actions.refusal(rollback)).reasons[1]).toMatch(/^take the update itself back/);
  });

  it('that the engine has paused is resumed by an update that changes nothing', async () => {
    const paused = cluster.withService('web', 4, {
      update: anUpdate({state: 'paused', message: 'task failed'}),
    });
    const actions = anActionSwarm(paused, {'web-id': spec});
    const plan = await actions.plan(resume);
    expect(plan).toMatchObject({steps: [{changes: []}], commands: ['docker service update web']});
    expect(plan.checks).toContainEqual(expect.objectContaining({name: 'cause', level: 'warning'}));
    await carryOut(actions, resume);
    expect(actions.writes).toEqual(['update web-id']);
  });

  it('whose policy someone else has changed goes on one task at a time, and says so', async () => {
    const actions = anActionSwarm(rolling, {'web-id': spec});
    await carryOut(actions, pause);
    const held = actions.held('web-id');
    held.previousSpec = {...held.spec, Labels: {other: 'change'}};
    const plan = await actions.plan(resume);
    expect(plan.checks).toContainEqual(expect.objectContaining({name: 'update policy', level: 'warning'}));
    await carryOut(actions, resume);
    expect(actions.held('web-id').spec['UpdateConfig']).toMatchObject({Parallelism: 1});
    expect(actions.held('web-id').spec['UpdateConfig']).not.toHaveProperty('Delay');
  });

  it.each([
    [anUpdate({state: 'completed'}), spec, /no rollout of web is going on/],
    [anUpdate({state: 'rollback_started'}), spec, /none can be paused/],
    [
      anUpdate({state: 'paused', message: 'task failed'}),
      spec,
      /the engine has paused it itself: task failed/,
    ],
    [anUpdate(), {UpdateConfig: {...policy, Parallelism: 0}}, /all its tasks are replaced at once/],
  ])('is not paused where that means nothing', async (update, held, reason) => {
    const actions = anActionSwarm(cluster.withService('web', 4, {update}), {'web-id': held});
    expect((await actions.refusal(pause)).reasons[0]).toMatch(reason);
  });

  it('is not resumed where none is paused', async () => {
    expect((await anActionSwarm(rolling, {'web-id': spec}).refusal(resume)).reasons).toEqual([
      'no rollout of web is paused',
    ]);
  });
});
