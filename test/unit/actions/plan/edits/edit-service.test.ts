import {describe, expect, it} from 'vitest';
import {readPatch} from '../../../../../source/actions/edit/read-patch.ts';
import type {Intent} from '../../../../../source/actions/intent.ts';
import {anActionSwarm} from '../../../../builders/action-swarm.ts';
import {aCluster} from '../../../../builders/cluster.ts';

const cluster = aCluster().withManagers(3).withWorkers(2);
const web = cluster.withService('web', 4);
const warnings = (checks: readonly {readonly level: string; readonly reason: string}[]) =>
  checks.filter(({level}) => level === 'warning').map(({reason}) => reason);

const edit = (
  texts: Readonly<Record<string, readonly string[]>>,
): Extract<Intent, {kind: 'edit-service'}> => {
  const reading = readPatch(texts);
  if (reading.kind === 'fault') throw new Error(reading.message);
  return {kind: 'edit-service', service: 'web-id', edit: {patch: reading.patch}, withRegistryAuth: false};
};

describe('an edit of a service', () => {
  it('replaces every task where the template changes, and is disruptive', async () => {
    const plan = await anActionSwarm(web).plan(edit({'limit-memory': ['64m'], 'env-add': ['TOKEN=hunter2']}));
    expect(plan).toMatchObject({
      title: 'update web: Env, Resources',
      risk: 'disruptive',
      tasks: 4,
      commands: ["docker service update --limit-memory 64m --env-add 'TOKEN=***' web"],
    });
  });

  it('replaces none where only labels or policies change, and is safe', async () => {
    const plan = await anActionSwarm(web).plan(edit({'label-add': ['tier=front'], 'update-delay': ['10s']}));
    expect(plan).toMatchObject({risk: 'safe', tasks: 0, effects: ['no task is replaced']});
  });

  it('of the placement alone replaces only tasks whose node does not fit any more', async () => {
    const plan = await anActionSwarm(web).plan(edit({'constraint-add': ['node.role==manager']}));
    expect(plan).toMatchObject({
      risk: 'disruptive',
      tasks: 1,
      effects: ['1 task must leave nodes that do not fit any more; the others are not touched'],
    });
    const stays = await anActionSwarm(web).plan(edit({'placement-pref-add': ['spread=node.labels.zone']}));
    expect(stays).toMatchObject({risk: 'safe', tasks: 0});
  });

  it('foretells a rollout by the policy that comes with it', async () => {
    const plan = await anActionSwarm(web).plan(
      edit({
        'limit-cpu': ['1'],
        'update-parallelism': ['2'],
        'update-delay': ['30s'],
        'update-monitor': ['1s'],
      }),
    );
    expect(plan.expectedMs).toBe((2 * 5 + 30 + 1) * 1_000);
    expect(plan.checks).toContainEqual(expect.objectContaining({name: 'update policy'}));
  });

  it('warns where no node would fit, with the nearest fix', async () => {
    const {checks} = await anActionSwarm(web).plan(edit({'constraint-add': ['node.labels.gpu==yes']}));
    expect(warnings(checks)).toEqual([
      expect.stringMatching(/^no node fits: new tasks will stay pending; nearest fix: /),
    ]);
  });

  it('warns where more replicas are wanted than may be on the nodes', async () => {
    const many = cluster.withService('web', 6);
    const {checks} = await anActionSwarm(many).plan(edit({'replicas-max-per-node': ['1']}));
    expect(warnings(checks)).toEqual(['5 nodes with at most 1 each: 1 of 6 tasks will stay pending']);
  });

  it('pins an image by its digest also beside other fields', async () => {
    const plan = await anActionSwarm(web).plan(edit({image: ['app:2'], 'limit-cpu': ['1']}));
    expect(plan.steps).toMatchObject([
      {changes: expect.arrayContaining([expect.objectContaining({after: 'app:2@sha256:abc'})])},
    ]);
    expect(plan.commands).toEqual(['docker service update --image app:2@sha256:abc --limit-cpu 1 web']);
  });

  it.each([
    [{'reserve-memory': ['128m'], 'limit-memory': ['64m']}, /reserved is more than the limit/],
    [{'publish-add': ['8080:80', '8080:81']}, /port 8080\/tcp would be published twice/],
    [{'publish-add': ['9000:80']}, /port 9000\/tcp is published by the service "api" already/],
    [{'env-rm': ['NOT_THERE']}, /is like that already/],
  ])('is refused where the engine or the nodes would: %o', async (texts, reason) => {
    const busy = web.withService('api', 1, {
      ports: [{protocol: 'tcp', target: 80, published: 9000, mode: 'ingress'}],
    });
    expect((await anActionSwarm(busy).refusal(edit(texts))).reasons[0]).toMatch(reason);
  });

  it('as an editor left it is refused where someone else has changed the same field', async () => {
    const actions = anActionSwarm(web, {'web-id': {Labels: {tier: 'back'}}});
    const intent: Intent = {
      kind: 'edit-service',
      service: 'web-id',
      edit: {changes: [{path: ['Labels', 'tier'], before: 'front', after: 'edge'}]},
      withRegistryAuth: false,
    };
    const refusal = await actions.refusal(intent);
    expect(refusal.reasons).toEqual(['it was changed by someone else meanwhile; nothing is written over']);
    expect(refusal.conflicts).toMatchObject([{now: 'back'}]);
  });

  it('cannot rename a service, nor change its mode', async () => {
    const changes = [
      {path: ['Name'], before: 'web', after: 'www'},
      {path: ['Mode'], before: {Replicated: {Replicas: 4}}, after: {Global: {}}},
    ];
    const {reasons} = await anActionSwarm(web).refusal({
      kind: 'edit-service',
      service: 'web-id',
      edit: {changes},
      withRegistryAuth: false,
    });
    expect(reasons).toEqual([
      'a service cannot be renamed: remove it and create it anew',
      'the mode of a service cannot be changed: remove it and create it anew',
    ]);
  });

  it('writes, is verified by the manager, and its undo gives back the same spec', async () => {
    const actions = anActionSwarm(web, {'web-id': {Labels: {}}});
    const before = structuredClone(actions.held('web-id').spec);
    const plan = await actions.plan(edit({'label-add': ['tier=front']}));
    const run = actions.runner.run(plan);
    await actions.clock.advance(0);
    actions.tell('web-id');
    await actions.clock.advance(1_000);
    expect(await run.outcome).toMatchObject({kind: 'done'});
    expect(actions.held('web-id').spec).toMatchObject({Labels: {tier: 'front'}});
    if (plan.undo === null) throw new Error('no undo');
    const back = actions.runner.run(
      await actions.plan({kind: 'undo', of: 'action-1', title: plan.title, step: plan.undo}),
      {wait: false},
    );
    await actions.clock.advance(0);
    await back.outcome;
    expect(actions.held('web-id').spec).toEqual(before);
  });

  it('of the environment is undone by the engine, for the journal keeps no values', async () => {
    const actions = anActionSwarm(web);
    const plan = await actions.plan(edit({'env-add': ['TOKEN=hunter2']}));
    expect(plan.undo?.kind).toBe('rollback-service');
    const run = actions.runner.run(plan, {wait: false});
    await actions.clock.advance(0);
    await run.outcome;
    expect(JSON.stringify(actions.records)).not.toContain('hunter2');
    const undo = actions.records[0]?.undo;
    if (undo === undefined || undo === null) throw new Error('no undo');
    const back = actions.runner.run(
      await actions.plan({kind: 'undo', of: 'action-1', title: plan.title, step: undo}),
      {wait: false},
    );
    await actions.clock.advance(0);
    await back.outcome;
    expect(JSON.stringify(actions.held('web-id').spec)).not.toContain('hunter2');
  });
});
