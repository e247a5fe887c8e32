import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Intent} from '../../../../source/actions/intent.ts';
import {rotatedName} from '../../../../source/actions/plan/objects/rotated-name.ts';
import type {JsonRecord} from '../../../../source/actions/spec/json.ts';
import {sealed} from '../../../../source/actions/spec/sealed.ts';
import {anActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {networkId, secretId} from '../../../builders/ids.ts';
import {aConfig, aNetwork, aSecret, aVolume} from '../../../builders/objects.ts';

const bytes = (text: string) => sealed(new TextEncoder().encode(text));
const secret = aSecret({id: secretId('pw-id'), name: 'pw'});
const cluster = aCluster()
  .withManagers(1)
  .with({secrets: [secret], configs: [aConfig()], networks: [aNetwork()], volumes: [aVolume()]});
const used = cluster
  .withService('web', 1, {secrets: [secret.id], networks: [networkId('net1')]})
  .withService('api', 1, {secrets: [secret.id]});
const mounting = (file: string): JsonRecord => ({
  TaskTemplate: {
    ContainerSpec: {
      Secrets: [{SecretID: 'pw-id', SecretName: 'pw', File: {Name: file, UID: '0', GID: '0', Mode: 256}}],
    },
  },
});
const specs = {'web-id': mounting('db'), 'api-id': mounting('pw')};
const rotate: Intent = {kind: 'rotate', of: 'secret', id: 'pw-id', data: bytes('hunter2')};

describe('a new secret', () => {
  it.each([
    ['pw', 'x', 'there is a secret of this name already'],
    ['-pw', 'x', '"-pw" is no name for a secret: letters, digits, "-", "_" and ".", at most 64 of them'],
    ['a'.repeat(65), 'x', expect.stringContaining('is no name for a secret')],
    ['new', '', 'a secret needs contents, and there are none'],
    ['new', 'x'.repeat(512_001), expect.stringContaining('the engine takes at most 512000')],
  ])('is refused as the engine would (%.10s)', async (id, contents, reason) => {
    const intent: Intent = {kind: 'create', of: 'secret', id, spec: {Name: id}, data: bytes(contents)};
    expect((await anActionSwarm(cluster).refusal(intent)).reasons).toEqual([reason]);
  });

  it('is made with contents that neither the plan nor the journal has', async () => {
    const actions = anActionSwarm(cluster);
    const spec = {Name: 'new', Labels: {tier: 'db'}};
    const plan = await actions.plan({
      kind: 'create',
      of: 'secret',
      id: 'new',
      spec,
      data: bytes('hunter2\n'),
    });
    expect(plan.risk).toBe('safe');
    expect(plan.checks).toEqual([expect.objectContaining({name: 'contents', level: 'warning'})]);
    const run = actions.runner.run(plan, {wait: false});
    await actions.clock.advance(0);
    expect(await run.outcome).toMatchObject({kind: 'accepted'});
    expect(actions.bodies).toEqual([{...spec, Data: btoa('hunter2\n')}]);
    const told = JSON.stringify([plan, actions.records]);
    expect(told).not.toMatch(/hunter|aHVudGVy/);
    expect(told).toContain('*** (8 bytes)');
    expect(actions.records[0]?.undo).toEqual({kind: 'remove-secret', id: 'new-id', name: 'new'});
  });
});

describe('a removal', () => {
  it('is refused while services use it, and names them', async () => {
    const refusal = await anActionSwarm(used).refusal({kind: 'remove', of: 'secret', id: 'pw-id'});
    expect(refusal.reasons).toEqual(['it is in use by api, web']);
  });

  it('of what nobody uses is confirmed by its name', async () => {
    const plan = await anActionSwarm(cluster).plan({kind: 'remove', of: 'secret', id: 'pw-id'});
    expect(plan).toMatchObject({risk: 'destructive', undo: null, object: {kind: 'secret', name: 'pw'}});
    expect(plan.steps).toEqual([{kind: 'remove-secret', id: 'pw-id', name: 'pw'}]);
  });
});

describe('a rotation', () => {
  it('gives every service the new version under the same file, and the old one goes last', async () => {
    const plan = await anActionSwarm(used, specs).plan(rotate);
    expect(plan.title).toBe('rotate secret pw to pw-v2');
    expect(plan.steps.map(({kind, name}) => `${kind} ${name}`)).toEqual([
      'create-secret pw-v2',
      'update-service api',
      'update-service web',
      'remove-secret pw',
    ]);
    expect(plan.steps[2]).toMatchObject({
      changes: [
        {
          after: [
            {
              SecretID: '<id of secret pw-v2>',
              SecretName: 'pw-v2',
              File: {Name: 'db', UID: '0', GID: '0', Mode: 256},
            },
          ],
        },
      ],
    });
    expect(plan.effects).toContain('web gets pw-v2 in the place of pw, as db as before');
  });

  it('waits for each service before the next one, and sends the id that the engine gave', async () => {
    const actions = anActionSwarm(used, specs);
    const run = actions.runner.run(await actions.plan(rotate));
    await actions.clock.advance(0);
    expect(actions.writes).toEqual(['create secret pw-v2', 'update api-id']);
    expect(actions.held('api-id').spec).toMatchObject({
      TaskTemplate: {ContainerSpec: {Secrets: [{SecretID: 'pw-v2-id', SecretName: 'pw-v2'}]}},
    });
    const done = {
      update: {
        state: 'completed',
        message: '',
        isManual: false,
        isHeld: false,
        startedAtMs: 0,
        completedAtMs: 0,
      },
    } as const;
    actions.tell('api-id', done);
    await actions.clock.advance(1_000);
    expect(actions.writes.at(-1)).toBe('update web-id');
    actions.tell('web-id', done);
    await actions.clock.advance(1_000);
    expect(actions.writes.at(-1)).toBe('remove secret pw-id');
    const made = aSecret({id: secretId('pw-v2-id'), name: 'pw-v2'});
    actions.store.applyChanges([{kind: 'put', table: 'secrets', values: [made]}], actions.clock.now());
    expect(await run.outcome).toMatchObject({kind: 'done'});
  });

  it('is taken back from all services when one of them fails, and the new version is removed', async () => {
    const actions = anActionSwarm(used, specs);
    const run = actions.runner.run(await actions.plan(rotate));
    await actions.clock.advance(0);
    const rollout = (state: 'completed' | 'paused') =>
      ({
        update: {
          state,
          message: 'it failed',
          isManual: false,
          isHeld: false,
          startedAtMs: 0,
          completedAtMs: 0,
        },
      }) as const;
    actions.tell('api-id', rollout('completed'));
    await actions.clock.advance(1_000);
    actions.tell('web-id', rollout('paused'));
    await actions.clock.advance(1_000);
    actions.tell('web-id', rollout('completed'));
    await actions.clock.advance(1_000);
    actions.tell('api-id', rollout('completed'));
    await actions.clock.advance(1_000);
    expect(await run.outcome).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^web: the rollout is paused.*; all was taken back$/),
    });
    expect(actions.writes.slice(-3)).toEqual(['update web-id', 'update api-id', 'remove secret pw-v2-id']);
    expect(actions.held('api-id').spec).toMatchObject(mounting('pw'));
    expect(actions.held('web-id').spec).toMatchObject(mounting('db'));
  });

  it('leaves the old version where it cannot be removed, and succeeds all the same', async () => {
    const actions = anActionSwarm(cluster);
    const run = actions.runner.run(await actions.plan(rotate));
    actions.beforeWrite(() => actions.beforeWrite(() => actions.failWrite('rejected')));
    await actions.clock.advance(0);
    const made = aSecret({id: secretId('pw-v2-id'), name: 'pw-v2'});
    actions.store.applyChanges([{kind: 'put', table: 'secrets', values: [made]}], actions.clock.now());
    expect(await run.outcome).toMatchObject({kind: 'done', notes: ['a hint', 'it is rejected']});
    expect(actions.held('pw-id').version).toBe(1);
  });

  it('gives names of which none is taken and every one is newer', () => {
    const name = fc.stringMatching(/^[a-z][a-z_.-]{0,9}$/);
    fc.assert(
      fc.property(name, fc.array(fc.integer({min: 2, max: 99})), fc.boolean(), (base, versions, isFirst) => {
        const taken = [base, ...versions.map(version => `${base}-v${version}`)];
        const next = rotatedName(isFirst ? base : (taken.at(-1) ?? base), taken);
        expect(taken).not.toContain(next);
        expect(next).toBe(`${base}-v${Math.max(1, ...versions) + 1}`);
      }),
    );
  });
});
