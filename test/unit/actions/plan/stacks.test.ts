import {describe, expect, it} from 'vitest';
import type {StackFile} from '../../../../source/actions/compose/read-stack-file.ts';
import type {IntentOf} from '../../../../source/actions/intent.ts';
import type {JsonRecord} from '../../../../source/actions/spec/json.ts';
import {sealed} from '../../../../source/actions/spec/sealed.ts';
import type {StackName} from '../../../../source/domain/model/index.ts';
import {anActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {configId, networkId} from '../../../builders/ids.ts';
import {aConfig, aNetwork} from '../../../builders/objects.ts';

const shop = 'shop' as StackName;
const front = aNetwork({id: networkId('front-id'), name: 'shop_front', stack: shop});
const page = aConfig({id: configId('page-id'), name: 'shop_page', stack: shop});
const cluster = aCluster()
  .withManagers(1)
  .with({networks: [front], configs: [page]})
  .withService('shop_web', 2, {stack: shop, networks: [front.id]});
const specs = {
  'shop_web-id': {
    Labels: {'com.docker.stack.image': 'app:1'},
    TaskTemplate: {ContainerSpec: {Image: 'app:1'}, Networks: [{Target: 'front-id', Aliases: ['web']}]},
  },
};

const fileOf = (web: JsonRecord, part: Partial<StackFile> = {}, tops: JsonRecord = {}): StackFile => ({
  text: 'services: {web: {}}',
  file: {
    services: {web: {image: 'app:1', networks: ['front'], deploy: {replicas: 2}, ...web}},
    networks: {front: {}},
    ...tops,
  },
  folder: '/srv',
  contents: new Map(),
  notes: [],
  canDeploy: true,
  ...part,
});

const deploy = (from: StackFile, part: Partial<IntentOf<'deploy-stack'>> = {}): IntentOf<'deploy-stack'> => ({
  kind: 'deploy-stack',
  of: 'stack',
  id: 'shop',
  from,
  prune: false,
  takesReplicas: false,
  withRegistryAuth: false,
  onlyCompares: false,
  ...part,
});

describe('a deployment', () => {
  it.each([
    [{}, 'safe', 'web: unchanged'],
    [{image: 'app:2'}, 'disruptive', 'web: updated, its tasks are replaced'],
    [{deploy: {replicas: 2, labels: {a: 'b'}}}, 'safe', 'web: updated, no task is replaced'],
    [{deploy: {replicas: 5}}, 'safe', 'web: 2 replicas stay; the file says 5 (--file-replicas takes that)'],
  ])('is as risky as what becomes of its services: %j is %s', async (web, risk, effect) => {
    const plan = await anActionSwarm(cluster, specs).plan(deploy(fileOf(web)));
    expect(plan.risk).toBe(risk);
    expect(plan.effects).toContain(effect);
  });

  it('that removes a service is confirmed by the name of the stack', async () => {
    const from = fileOf({}, {}, {services: {other: {image: 'app:1'}}});
    expect((await anActionSwarm(cluster, specs).plan(deploy(from))).risk).toBe('safe');
    const plan = await anActionSwarm(cluster, specs).plan(deploy(from, {prune: true}));
    expect(plan).toMatchObject({risk: 'destructive', object: {kind: 'stack', name: 'shop'}});
    expect(plan.effects).toContain('web: removed with all of its tasks');
  });

  it('shows no value of an environment, and journals none', async () => {
    const actions = anActionSwarm(cluster, specs);
    const from = fileOf({environment: {PASSWORD: 'hunter2'}}, {text: 'PASSWORD: hunter2'});
    const plan = await actions.plan(deploy(from));
    const run = actions.runner.run(plan, {wait: false});
    expect(await run.outcome).toMatchObject({
      kind: 'failed',
      message: 'there is no docker CLI on this machine',
    });
    expect(JSON.stringify([plan.effects, plan.steps, actions.records])).not.toContain('hunter2');
    expect(plan.effects).toContain('  environment: (none) → {"PASSWORD":"***"}');
  });

  it('looks every tag up anew only where an image was changed by hand', async () => {
    const stepOf = async (held: JsonRecord) =>
      (await anActionSwarm(cluster, {'shop_web-id': held}).plan(deploy(fileOf({})))).steps[0];
    expect(await stepOf(specs['shop_web-id'])).toMatchObject({resolveImage: 'changed'});
    const byHand = {
      ...specs['shop_web-id'],
      TaskTemplate: {...specs['shop_web-id'].TaskTemplate, ContainerSpec: {Image: 'app:9'}},
    };
    expect(await stepOf(byHand)).toMatchObject({resolveImage: 'always'});
  });

  it.each([
    [fileOf({}, {canDeploy: false}), /no docker CLI on this machine/],
    [fileOf({}, {}, {secrets: {pw: {external: true}}}), /the external secret "pw" is not there/],
    [fileOf({deploy: {mode: 'global'}}), /cannot change the mode/],
    [
      fileOf({}, {contents: new Map([['page', sealed(Buffer.from('another'))]])}),
      /the config "shop_page" has other contents in the file/,
    ],
  ])('is refused before anything is begun that docker would stop half-way', async (from, reason) => {
    const refusal = await anActionSwarm(cluster, specs).refusal(deploy(from));
    expect(refusal.reasons).toEqual([expect.stringMatching(reason)]);
  });

  it('is compared all the same where it cannot be made', async () => {
    const plan = await anActionSwarm(cluster, specs).plan(
      deploy(fileOf({}, {canDeploy: false}), {onlyCompares: true}),
    );
    expect(plan.effects).toContain('web: unchanged');
  });
});

describe('the removal of a stack', () => {
  it('takes its services first, then what they used, and leaves volumes', async () => {
    const plan = await anActionSwarm(cluster, specs).plan({kind: 'remove-stack', of: 'stack', id: 'shop'});
    expect(plan.risk).toBe('destructive');
    expect(plan.steps.map(({kind, name}) => `${kind} ${name}`)).toEqual([
      'remove-service shop_web',
      'remove-config shop_page',
      'remove-network shop_front',
    ]);
    expect(plan.stages?.map(({goal}) => goal !== null)).toEqual([true, false, false]);
  });

  it('is refused while a service of another stack uses what is its own', async () => {
    const shared = cluster.withService('guest', 1, {networks: [front.id]});
    const refusal = await anActionSwarm(shared, specs).refusal({
      kind: 'remove-stack',
      of: 'stack',
      id: 'shop',
    });
    expect(refusal.reasons).toEqual(['its network shop_front is in use by guest, which is no part of it']);
  });
});
