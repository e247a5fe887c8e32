import {expect, test} from 'vitest';
import type {WireEvent} from '../../../../source/simulator/wire/event.ts';
import {aSwarm, runningOf, type TestSwarm} from '../../../builders/simulated-swarm.ts';

const second = 1_000;
const idOf = async (swarm: TestSwarm, hostname: string) =>
  (await swarm.nodes()).find(({Description}) => Description.Hostname === hostname)?.ID ?? '';
const stateOf = async (swarm: TestSwarm, hostname: string) =>
  (await swarm.nodes()).find(({Description}) => Description.Hostname === hostname)?.Status;

test('a worker that loses its power is down after three missed heartbeats, and its tasks move', async () => {
  const swarm = aSwarm();
  await swarm.create('web', {replicas: 5});
  await swarm.pass(3 * second);
  const worker = await idOf(swarm, 'worker-1');
  swarm.swarm.killNode('worker-1');
  await swarm.pass(10_700);
  expect((await stateOf(swarm, 'worker-1'))?.State).toBe('ready');
  await swarm.pass(4_300);
  expect(await stateOf(swarm, 'worker-1')).toMatchObject({State: 'down', Message: 'heartbeat failure'});
  await swarm.pass(8 * second);
  const tasks = await swarm.tasks('web');
  expect(runningOf(tasks).length).toBe(5);
  const lost = tasks.find(({NodeID}) => NodeID === worker);
  expect([lost?.Status.State, lost?.DesiredState]).toEqual(['running', 'shutdown']);
  expect((await swarm.service('web')).ServiceStatus?.RunningTasks).toBe(6);
});

test('when it is back its lost tasks are told as failed, and global services run on it again', async () => {
  const swarm = aSwarm();
  await swarm.create('everywhere', {mode: {Global: {}}});
  await swarm.pass(3 * second);
  const worker = await idOf(swarm, 'worker-1');
  swarm.swarm.killNode('worker-1');
  await swarm.pass(20 * second);
  expect(runningOf(await swarm.tasks('everywhere')).length).toBe(4);
  swarm.swarm.startNode('worker-1');
  await swarm.pass(8 * second);
  const there = (await swarm.tasks('everywhere')).filter(({NodeID}) => NodeID === worker);
  expect(there.map(({Status}) => [Status.State, Status.Err])).toEqual([
    ['failed', 'task: non-zero exit (255)'],
    ['running', undefined],
  ]);
});

test('draining moves tasks at once; the new one waits in ready until the old one has stopped', async () => {
  const swarm = aSwarm({managers: 1, workers: 1});
  const network = await swarm.engine.networks.create({Name: 'back', Driver: 'overlay'});
  await swarm.updateNode('manager-1', {Availability: 'drain'});
  await swarm.create('web', {template: {Networks: [{Target: network.id}]}});
  await swarm.pass(5 * second);
  await swarm.updateNode('manager-1', {Availability: 'active'});
  await swarm.updateNode('worker-1', {Availability: 'drain'});
  await swarm.pass(1_500);
  expect((await swarm.tasks('web')).map(({DesiredState, Status}) => [DesiredState, Status.State])).toEqual([
    ['shutdown', 'running'],
    ['ready', 'ready'],
  ]);
  await swarm.pass(3 * second);
  expect((await swarm.tasks('web')).map(({Status}) => Status.State)).toEqual(['shutdown', 'running']);
});

test('changes of nodes are told with what they were', async () => {
  const swarm = aSwarm();
  const events: WireEvent[] = [];
  swarm.engine.onEvent(event => events.push(event));
  await swarm.updateNode('worker-1', {Availability: 'drain'});
  swarm.swarm.killNode('worker-2');
  await swarm.pass(16 * second);
  const told = events.filter(({Type}) => Type === 'node').map(({Actor}) => Actor.Attributes);
  expect(told).toContainEqual({
    name: 'worker-1',
    'availability.new': 'drain',
    'availability.old': 'active',
  });
  expect(told).toContainEqual({name: 'worker-2', 'state.new': 'down', 'state.old': 'ready'});
});

test('a live node and a manager cannot be removed; a dead worker can, and its tasks are orphans', async () => {
  const swarm = aSwarm();
  await swarm.create('web', {replicas: 5});
  await swarm.pass(3 * second);
  const worker = await idOf(swarm, 'worker-1');
  await expect(swarm.engine.removeNode('worker-1', false)).rejects.toMatchObject({
    status: 400,
    message: `rpc error: code = FailedPrecondition desc = node ${worker} is not down and can't be removed`,
  });
  await expect(swarm.engine.removeNode('manager-2', true)).rejects.toMatchObject({status: 400});
  swarm.swarm.killNode('worker-1');
  await swarm.pass(16 * second);
  await swarm.engine.removeNode('worker-1', false);
  const orphans = (await swarm.tasks('web')).filter(({NodeID}) => NodeID === worker);
  expect(orphans.map(({Status}) => [Status.State, Status.Message])).toEqual([
    ['orphaned', 'Task belonged to a node that has been deleted'],
  ]);
  expect((await swarm.nodes()).length).toBe(4);
});
