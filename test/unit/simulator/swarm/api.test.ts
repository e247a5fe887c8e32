import {expect, test} from 'vitest';
import {noFilters} from '../../../../source/simulator/simulated-engine.ts';
import type {WireEvent} from '../../../../source/simulator/wire/event.ts';
import {aSpec, aSwarm, type WireService} from '../../../builders/simulated-swarm.ts';

const refusal = (status: number, message: string) => ({status, message});

test('a stale version is an inner error of the engine, as on a real one', async () => {
  const swarm = aSwarm();
  await swarm.create('web');
  const {ID, Version, Spec} = await swarm.service('web');
  await swarm.update('web', {replicas: 2});
  await expect(swarm.engine.updateService(ID, Version.Index, Spec, {})).rejects.toMatchObject(
    refusal(500, 'rpc error: code = Unknown desc = update out of sequence'),
  );
});

test.each<[string, object, number, RegExp]>([
  [
    'a name that is taken',
    aSpec('taken'),
    409,
    /name conflicts with an existing object: service taken already exists$/,
  ],
  ['no image', aSpec('a', {image: ''}), 400, /ContainerSpec: image reference must be provided$/],
  [
    'an image that is none',
    aSpec('a', {image: 'BAD IMAGE'}),
    400,
    /"BAD IMAGE" is not a valid repository\/tag$/,
  ],
  ['a name that is none', aSpec('no spaces'), 400, /name must be valid as a DNS name component$/],
  [
    'a constraint without an operator',
    aSpec('a', {template: {Placement: {Constraints: ['node.role']}}}),
    500,
    /constraint expected one operator from ==, !=$/,
  ],
  [
    'a secret that is not there',
    aSpec('a', {container: {Secrets: [{SecretID: 'x'}]}}),
    400,
    /secret not found/,
  ],
])('%s is refused', async (_what, spec, status, message) => {
  const swarm = aSwarm();
  await swarm.create('taken');
  await expect(swarm.engine.createService(spec)).rejects.toMatchObject({
    status,
    message: expect.stringMatching(message),
  });
});

test('an ingress port belongs to one service', async () => {
  const swarm = aSwarm();
  const spec = {EndpointSpec: {Ports: [{TargetPort: 80, PublishedPort: 18080}]}};
  const id = await swarm.create('a1', {spec});
  await expect(swarm.create('a2', {spec})).rejects.toMatchObject(
    refusal(
      400,
      `rpc error: code = InvalidArgument desc = port '18080' is already in use by service 'a1' (${id}) as an ingress port`,
    ),
  );
});

test('what a service uses cannot be removed until it is gone', async () => {
  const swarm = aSwarm();
  const {engine} = swarm;
  const secret = await engine.secrets.create({Name: 's1', Labels: {}, Data: 'aGVsbG8K'});
  const network = await engine.networks.create({Name: 'back', Driver: 'overlay'});
  const id = await swarm.create('user', {
    container: {Secrets: [{SecretID: secret.id, SecretName: 's1'}]},
    template: {Networks: [{Target: network.id}]},
  });
  await expect(engine.secrets.remove('s1')).rejects.toMatchObject(
    refusal(
      400,
      "rpc error: code = InvalidArgument desc = secret 's1' is in use by the following service: user",
    ),
  );
  await expect(engine.networks.remove('back')).rejects.toMatchObject(
    refusal(
      400,
      `rpc error: code = FailedPrecondition desc = network ${network.id} is in use by service ${id}`,
    ),
  );
  expect(await engine.secrets.inspect('s1')).not.toContain('aGVsbG8K');
  await engine.removeService('user');
  await engine.secrets.remove('s1');
  await engine.networks.remove('back');
});

test('unknown objects and filters are named', async () => {
  const {engine} = aSwarm();
  const none = {insertDefaults: false};
  await expect(engine.inspectService('nope', none)).rejects.toMatchObject(
    refusal(404, 'service nope not found'),
  );
  await expect(engine.inspectNode('zzz')).rejects.toMatchObject(refusal(404, 'node zzz not found'));
  await expect(engine.inspectTask('zzz')).rejects.toMatchObject(refusal(404, 'task zzz not found'));
  await expect(engine.listTasks(new Map([['foo', ['1']]]))).rejects.toMatchObject(
    refusal(400, "invalid filter 'foo'"),
  );
});

test('objects are found by the beginning of their id', async () => {
  const swarm = aSwarm();
  const id = await swarm.create('web');
  const text = await swarm.engine.inspectService(id.slice(0, 12), {insertDefaults: false});
  expect((JSON.parse(text) as WireService).ID).toBe(id);
});

test('events of services tell what was and what is', async () => {
  const swarm = aSwarm();
  const events: WireEvent[] = [];
  swarm.engine.onEvent(event => {
    if (event.Type === 'service') events.push(event);
  });
  await swarm.create('web');
  await swarm.update('web', {replicas: 3});
  await swarm.update('web', {image: 'lab.example/app:1'});
  await swarm.engine.removeService('web');
  expect(events.map(({Action, Actor}) => [Action, Actor.Attributes])).toEqual([
    ['create', {name: 'web'}],
    ['update', {name: 'web', 'replicas.new': '3', 'replicas.old': '1'}],
    ['update', {name: 'web', 'image.new': 'lab.example/app:1', 'image.old': 'registry.example/app:nohc'}],
    ['update', {name: 'web', 'updatestate.new': 'updating'}],
    ['remove', {name: 'web'}],
  ]);
});

test('a removed service is gone at once, its tasks when they have stopped', async () => {
  const swarm = aSwarm();
  await swarm.create('web', {replicas: 3});
  await swarm.pass(5_000);
  await swarm.engine.removeService('web');
  expect(await swarm.engine.listServices(noFilters, {status: false})).toEqual([]);
  expect((await swarm.tasks()).map(({DesiredState}) => DesiredState)).toEqual(Array(3).fill('remove'));
  await swarm.pass(3_000);
  expect(await swarm.tasks()).toEqual([]);
});

test('lines of a log are the same whenever they are asked for', async () => {
  const swarm = aSwarm();
  await swarm.create('spam', {image: 'lab.example/spam:1', container: {Env: ['RATE=5']}});
  await swarm.pass(10_000);
  const logs = await swarm.engine.serviceLogs('spam');
  const [log] = logs();
  const before = log?.tail(1_000) ?? [];
  expect(before.length).toBeGreaterThan(30);
  expect(before[0]?.text).toBe('line 1 level=info msg="request served" path=/a/1');
  expect(before[9]).toMatchObject({stream: 'stderr', text: 'line 10 ERROR something odd happened'});
  await swarm.pass(2_000);
  const since = before[20]?.timeMs ?? 0;
  expect(log?.after(since, 5)).toEqual(before.slice(21, 26));
  expect(log?.tail(1_000).slice(0, before.length)).toEqual(before);
  expect(log?.tail(3).length).toBe(3);
});
