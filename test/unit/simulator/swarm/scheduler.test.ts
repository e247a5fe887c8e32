import {expect, test} from 'vitest';
import {aSwarm, runningOf, type ServicePart} from '../../../builders/simulated-swarm.ts';

const second = 1_000;

const reasonFor = async (part: ServicePart) => {
  const swarm = aSwarm();
  await swarm.create('it', part);
  await swarm.pass(5 * second);
  return (await swarm.tasks('it')).find(({Status}) => Status.State === 'pending')?.Status;
};

const hostPort = {
  spec: {EndpointSpec: {Ports: [{TargetPort: 80, PublishedPort: 8080, PublishMode: 'host'}]}},
};

test.each<[string, ServicePart, string]>([
  [
    'constraints',
    {template: {Placement: {Constraints: ['node.labels.zone==moon']}}},
    'scheduling constraints not satisfied on 5 nodes',
  ],
  [
    'reservations',
    {template: {Resources: {Reservations: {NanoCPUs: 64e9}}}},
    'insufficient resources on 5 nodes',
  ],
  [
    'platform',
    {template: {Placement: {Platforms: [{OS: 'windows', Architecture: 'amd64'}]}}},
    'unsupported platform on 5 nodes',
  ],
  ['plugin', {template: {LogDriver: {Name: 'splunk'}}}, 'missing plugin on 5 nodes'],
  ['host port', {replicas: 6, ...hostPort}, 'host-mode port already in use on 5 nodes'],
  [
    'replicas per node',
    {replicas: 6, template: {Placement: {MaxReplicas: 1}}},
    'max replicas per node limit exceed',
  ],
  [
    'a mix',
    {replicas: 3, template: {Placement: {MaxReplicas: 1, Constraints: ['node.role==worker']}}},
    'scheduling constraints not satisfied on 3 nodes; max replicas per node limit exceed',
  ],
])('what finds no node waits with the words of the engine: %s', async (_cause, part, words) => {
  expect(await reasonFor(part)).toMatchObject({
    Message: 'pending task scheduling',
    Err: `no suitable node (${words})`,
  });
});

test('drained and paused nodes are not available', async () => {
  const swarm = aSwarm({managers: 1, workers: 1});
  await swarm.updateNode('manager-1', {Availability: 'pause'});
  await swarm.updateNode('worker-1', {Availability: 'drain'});
  await swarm.create('web');
  await swarm.pass(2 * second);
  expect((await swarm.tasks('web'))[0]?.Status.Err).toBe(
    'no suitable node (2 nodes not available for new tasks)',
  );
  await swarm.updateNode('worker-1', {Availability: 'active'});
  await swarm.pass(3 * second);
  expect(runningOf(await swarm.tasks('web')).length).toBe(1);
});

test('tasks are spread over the nodes, and what is free again is used', async () => {
  const swarm = aSwarm({managers: 1, workers: 3, machine: {cpus: 2}});
  const template = {Resources: {Reservations: {NanoCPUs: 1e9}}};
  await swarm.create('a', {replicas: 8, template});
  await swarm.create('b', {replicas: 4, template});
  await swarm.pass(4 * second);
  const perNode = Map.groupBy(runningOf(await swarm.tasks('a')), ({NodeID}) => NodeID);
  expect([...perNode.values()].map(tasks => tasks.length)).toEqual([2, 2, 2, 2]);
  expect(runningOf(await swarm.tasks('b')).length).toBe(0);
  await swarm.update('a', {replicas: 4});
  await swarm.pass(5 * second);
  expect(runningOf(await swarm.tasks('b')).length).toBe(4);
});

test('a preference spreads over the values of a label before it spreads over nodes', async () => {
  const swarm = aSwarm({managers: 1, workers: 3});
  for (const [hostname, zone] of [
    ['manager-1', 'north'],
    ['worker-1', 'south'],
    ['worker-2', 'south'],
    ['worker-3', 'south'],
  ] as const) {
    await swarm.updateNode(hostname, {Labels: {zone}});
  }
  const Preferences = [{Spread: {SpreadDescriptor: 'node.labels.zone'}}];
  await swarm.create('web', {replicas: 6, template: {Placement: {Preferences}}});
  await swarm.pass(4 * second);
  const north = (await swarm.nodes()).find(({Description}) => Description.Hostname === 'manager-1');
  const onNorth = runningOf(await swarm.tasks('web')).filter(({NodeID}) => NodeID === north?.ID);
  expect(onNorth.length).toBe(3);
});

test('a global service has one task on every node that fits, and none and no word where none fits', async () => {
  const swarm = aSwarm();
  await swarm.create('everywhere', {mode: {Global: {}}});
  await swarm.create('nowhere', {
    mode: {Global: {}},
    template: {Placement: {Constraints: ['node.labels.zone==moon']}},
  });
  await swarm.pass(3 * second);
  expect(runningOf(await swarm.tasks('everywhere')).length).toBe(5);
  expect(await swarm.tasks('nowhere')).toEqual([]);
  expect((await swarm.service('nowhere')).ServiceStatus).toMatchObject({RunningTasks: 0, DesiredTasks: 0});
  await swarm.updateNode('worker-1', {Labels: {zone: 'moon'}});
  await swarm.pass(3 * second);
  expect(runningOf(await swarm.tasks('nowhere')).length).toBe(1);
});
