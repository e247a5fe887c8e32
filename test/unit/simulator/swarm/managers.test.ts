import {expect, test} from 'vitest';
import {noFilters, type SimulatedEngine} from '../../../../source/simulator/simulated-engine.ts';
import {aSwarm, runningOf, type TestSwarm} from '../../../builders/simulated-swarm.ts';

const second = 1_000;

/** When and how a call was answered. */
const ask = async (swarm: TestSwarm, engine: SimulatedEngine, limitMs = 40 * second) => {
  const startMs = swarm.clock.nowMs();
  const done: {answer: string | null} = {answer: null};
  engine.listNodes(noFilters).then(
    nodes => {
      done.answer = `${nodes.length} nodes`;
    },
    (error: unknown) => {
      done.answer = String((error as Error).message);
    },
  );
  await swarm.pass(1);
  for (let passed = 0; passed < limitMs && done.answer === null; passed += 100) await swarm.pass(100);
  return {answer: done.answer, afterMs: swarm.clock.nowMs() - startMs};
};

const noLeader = /^rpc error: code = Unknown desc = The swarm does not have a leader\. /;
const deadline = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded';

test('a swarm of three has one leader, and all its managers answer', async () => {
  const swarm = aSwarm();
  const managers = (await swarm.nodes()).flatMap(({ManagerStatus}) => ManagerStatus ?? []);
  expect(managers.filter(({Leader}) => Leader).length).toBe(1);
  for (const id of swarm.swarm.managerIds()) {
    expect((await ask(swarm, swarm.swarm.engine(id))).answer).toBe('5 nodes');
  }
});

test('a worker refuses what is the business of managers', async () => {
  const swarm = aSwarm();
  await expect(swarm.swarm.engine('worker-1').listServices(noFilters, {status: false})).rejects.toMatchObject(
    {
      status: 503,
      message: expect.stringMatching(/^This node is not a swarm manager\. Worker nodes can't be used/),
    },
  );
});

test('when the leader dies a call hangs for the election, then all nodes are unknown and come back', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const swarm = aSwarm({seed});
    const leader = swarm.swarm.leaderId() ?? '';
    const other = swarm.swarm.managerIds().find(id => id !== leader) ?? '';
    swarm.swarm.killNode(leader);
    const {answer, afterMs} = await ask(swarm, swarm.swarm.engine(other));
    expect(answer).toBe('5 nodes');
    expect(afterMs).toBeGreaterThanOrEqual(9_900);
    expect(afterMs).toBeLessThanOrEqual(21_900);
    const states = async () => {
      const texts = await swarm.swarm.engine(other).listNodes(noFilters);
      return texts.map(text => JSON.parse(text).Status.State as string);
    };
    expect(new Set(await states())).toEqual(new Set(['unknown']));
    await swarm.pass(13 * second);
    expect((await states()).filter(state => state === 'ready').length).toBe(4);
    await swarm.pass(50 * second);
    expect(await states()).toContain('down');
  }
});

test('without quorum the old leader answers what was, then hangs, then refuses at once', async () => {
  const swarm = aSwarm();
  const leader = swarm.swarm.leaderId() ?? '';
  for (const id of swarm.swarm.managerIds()) if (id !== leader) swarm.swarm.killNode(id);
  const engine = swarm.swarm.engine(leader);
  expect(await ask(swarm, engine)).toMatchObject({answer: '5 nodes', afterMs: 1});
  await swarm.pass(18 * second);
  const hung = await ask(swarm, engine);
  expect(hung.answer).toBe(deadline);
  expect(hung.afterMs).toBeGreaterThanOrEqual(20 * second);
  expect(await ask(swarm, engine)).toMatchObject({answer: expect.stringMatching(noLeader), afterMs: 1});
  const info = JSON.parse(await engine.info());
  expect(info.Swarm).toMatchObject({LocalNodeState: 'active', ControlAvailable: true});
  expect(info.Swarm.Error).toMatch(noLeader);
});

test('nothing of the swarm changes while nobody leads, and all is made up for when someone does', async () => {
  const swarm = aSwarm();
  await swarm.create('crash', {image: 'lab.example/app:crash'});
  await swarm.pass(4 * second);
  const others = swarm.swarm.managerIds().filter(id => id !== swarm.swarm.leaderId());
  for (const id of others) swarm.swarm.killNode(id);
  const index = swarm.swarm.index();
  await swarm.pass(60 * second);
  expect(swarm.swarm.index()).toBe(index);
  for (const id of others) swarm.swarm.startNode(id);
  await swarm.pass(60 * second);
  expect(swarm.swarm.index()).toBeGreaterThan(index);
  const states = (await swarm.nodes()).map(({Status}) => Status.State);
  expect(states).toEqual(Array(5).fill('ready'));
});

test('a partition with the leader on the small side elects another on the large one; healed, all is one', async () => {
  const swarm = aSwarm();
  const leader = swarm.swarm.leaderId() ?? '';
  await swarm.create('web', {replicas: 5, template: {RestartPolicy: {Condition: 'any', Delay: 1e9}}});
  await swarm.pass(5 * second);
  swarm.swarm.partition([leader, 'worker-1']);
  await swarm.pass(80 * second);
  const elected = swarm.swarm.leaderId();
  expect(elected).not.toBeNull();
  expect(elected).not.toBe(leader);
  expect((await ask(swarm, swarm.swarm.engine(leader))).answer).toMatch(noLeader);
  const majority = swarm.swarm.engine(elected ?? '');
  const texts = await majority.listTasks(noFilters);
  const onMajority = runningOf(texts.map(text => JSON.parse(text)));
  expect(onMajority.length).toBe(5);
  swarm.swarm.heal();
  await swarm.pass(60 * second);
  expect(runningOf(await swarm.tasks('web')).length).toBe(5);
  expect((await swarm.service('web')).ServiceStatus?.RunningTasks).toBe(5);
});

test('promoting and demoting changes who answers; the last manager cannot be demoted', async () => {
  const swarm = aSwarm({managers: 1, workers: 1});
  await swarm.updateNode('worker-1', {Role: 'manager'});
  await swarm.pass(2 * second);
  expect((await ask(swarm, swarm.swarm.engine('worker-1'))).answer).toBe('2 nodes');
  await swarm.updateNode('worker-1', {Role: 'worker'});
  await swarm.pass(second);
  await expect(swarm.swarm.engine('worker-1').listNodes(noFilters)).rejects.toMatchObject({status: 503});
  await expect(swarm.updateNode('manager-1', {Role: 'worker'})).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('attempting to demote the last manager of the swarm'),
  });
});

test('every living task changes its version with the leader, and nothing else of it', async () => {
  const swarm = aSwarm();
  await swarm.create('web', {replicas: 2, template: {Placement: {Constraints: ['node.role==worker']}}});
  await swarm.pass(5 * second);
  const leader = swarm.swarm.leaderId() ?? '';
  const other = swarm.swarm.engine(swarm.swarm.managerIds().find(id => id !== leader) ?? '');
  const tasksNow = async () => (await other.listTasks(noFilters)).map(text => JSON.parse(text));
  const before = await tasksNow();
  swarm.swarm.killNode(leader);
  await swarm.pass(25 * second);
  const after = await tasksNow();
  const unversioned = (tasks: readonly object[]) =>
    tasks.map(task => ({...task, Version: null, UpdatedAt: null, Status: null}));
  expect(unversioned(after)).toEqual(unversioned(before));
  for (const [at, task] of after.entries()) {
    expect(task.Version.Index).toBeGreaterThan(before[at].Version.Index);
  }
});
