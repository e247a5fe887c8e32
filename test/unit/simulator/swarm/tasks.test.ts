import {expect, test} from 'vitest';
import type {WireEvent} from '../../../../source/simulator/wire/event.ts';
import {aSwarm, runningOf, type WireTask} from '../../../builders/simulated-swarm.ts';

const second = 1_000;
const statusOf = (task: WireTask | undefined) => [
  task?.Status.State,
  task?.Status.Message,
  task?.Status.Err ?? '',
  task?.Status.ContainerStatus?.ExitCode,
];

/** The oldest task of a service after its first attempt. */
const firstTask = async (image: string, container: object = {}, template: object = {}) => {
  const swarm = aSwarm();
  await swarm.create('it', {image, container, template});
  await swarm.pass(14 * second);
  return (await swarm.tasks('it'))[0];
};

test('a task takes the states of the engine one after the other', async () => {
  const swarm = aSwarm();
  await swarm.create('web');
  const seen: string[] = [];
  for (let step = 0; step < 300; step++) {
    const [task] = await swarm.tasks('web');
    if (task !== undefined && seen.at(-1) !== task.Status.State) seen.push(task.Status.State);
    swarm.clock.advance(10);
  }
  const order = ['pending', 'assigned', 'preparing', 'starting', 'running'];
  expect(seen.filter(state => order.includes(state))).toEqual(order);
  expect(seen.at(-1)).toBe('running');
});

test('a task with a health check is starting until the check has passed', async () => {
  const swarm = aSwarm();
  await swarm.create('slow', {image: 'lab.example/app:slow'});
  await swarm.pass(9 * second);
  expect(statusOf((await swarm.tasks('slow'))[0])[0]).toBe('starting');
  await swarm.pass(4 * second);
  expect(statusOf((await swarm.tasks('slow'))[0])[0]).toBe('running');
});

test.each([
  ['app:bad', ['failed', 'started', 'task: non-zero exit (1)', 1]],
  ['app:crash', ['failed', 'started', 'task: non-zero exit (3)', 3]],
  ['app:nope', ['rejected', 'preparing', 'No such image: lab.example/app:nope', 0]],
  [
    'app:unhealthy',
    ['failed', 'starting', 'task: non-zero exit (143): dockerexec: unhealthy container', 143],
  ],
])('%s ends as it does on a real engine', async (image, status) => {
  expect(statusOf(await firstTask(`lab.example/${image}`))).toEqual(status);
});

test('a program that is not there fails while starting, with 127 and the whole chain of reasons', async () => {
  const [state, message, err, code] = statusOf(await firstTask('lab.example/app:noexec'));
  expect([state, message, code]).toEqual(['failed', 'starting', 127]);
  expect(err).toMatch(
    /^starting container failed: .*OCI runtime create failed: .*stat \/bin\/nosuchprogram: no such file or directory$/,
  );
});

test('more memory than the limit ends a task with 137; only its own engine knows why', async () => {
  const swarm = aSwarm({managers: 1, workers: 0});
  await swarm.create('eater', {
    image: 'lab.example/eat:1',
    template: {Resources: {Limits: {MemoryBytes: 32 * 1024 ** 2}}, RestartPolicy: {Condition: 'none'}},
  });
  await swarm.pass(5 * second);
  const [task] = await swarm.tasks('eater');
  expect(statusOf(task)).toEqual(['failed', 'started', 'task: non-zero exit (137)', 137]);
  const text = await swarm.engine.inspectContainer(task?.Status.ContainerStatus?.ContainerID ?? '');
  expect(JSON.parse(text)).toMatchObject({State: {OOMKilled: true, ExitCode: 137}});
});

test('a label tells how a task behaves, over what its image does', async () => {
  const task = await firstTask('registry.example/any:1', {Labels: {'sim.behaviour': 'exit:2s:9'}});
  expect(statusOf(task)).toEqual(['failed', 'started', 'task: non-zero exit (9)', 9]);
});

test('a failed task is replaced after the delay of its restart policy', async () => {
  const swarm = aSwarm();
  const restart = {Condition: 'any', Delay: 8 * second * 1e6};
  await swarm.create('bad', {image: 'lab.example/app:bad', template: {RestartPolicy: restart}});
  await swarm.pass(6 * second);
  const tasks = await swarm.tasks('bad');
  expect(tasks.map(({DesiredState, Status}) => [DesiredState, Status.State])).toEqual([
    ['shutdown', 'failed'],
    ['ready', 'ready'],
  ]);
  await swarm.pass(6 * second);
  expect((await swarm.tasks('bad')).length).toBe(3);
});

test('so many attempts and no more; an update begins to count anew', async () => {
  const swarm = aSwarm();
  const restart = {Condition: 'any', Delay: 1e9, MaxAttempts: 2};
  await swarm.create('bad', {image: 'lab.example/app:bad', template: {RestartPolicy: restart}});
  await swarm.pass(60 * second);
  expect((await swarm.tasks('bad')).map(({DesiredState}) => DesiredState)).toEqual(Array(3).fill('shutdown'));
  await swarm.update('bad', {container: {Env: ['NEW=1']}});
  await swarm.pass(60 * second);
  const tasks = await swarm.tasks('bad');
  expect(tasks.length).toBe(3);
  expect(tasks.every(({Status}) => Status.State === 'failed')).toBe(true);
});

test('a policy of on-failure does not replace what ended well', async () => {
  const swarm = aSwarm();
  const template = {RestartPolicy: {Condition: 'on-failure', Delay: 1e9}};
  await swarm.create('done', {image: 'lab.example/bb:1', container: {Args: ['sleep', '1']}, template});
  await swarm.pass(20 * second);
  expect((await swarm.tasks('done')).map(statusOf)).toEqual([['complete', 'finished', '', 0]]);
});

test('five tasks a slot are remembered', async () => {
  const swarm = aSwarm();
  await swarm.create('bad', {
    image: 'lab.example/app:bad',
    template: {RestartPolicy: {Condition: 'any', Delay: 1e9}},
  });
  await swarm.pass(60 * second);
  expect((await swarm.tasks('bad')).length).toBe(5);
});

test('a job runs so many at once until so many have completed, in slots from 0', async () => {
  const swarm = aSwarm();
  await swarm.create('job', {
    image: 'lab.example/app:nohc',
    container: {Env: ['EXIT_AFTER=3', 'EXIT_CODE=0']},
    template: {RestartPolicy: {Condition: 'none'}},
    mode: {ReplicatedJob: {MaxConcurrent: 2, TotalCompletions: 5}},
  });
  await swarm.pass(2 * second);
  expect((await swarm.tasks('job')).length).toBe(2);
  await swarm.pass(30 * second);
  expect((await swarm.service('job')).ServiceStatus).toMatchObject({RunningTasks: 0, CompletedTasks: 5});
  const slots = (await swarm.tasks('job')).map(({Slot}) => Slot ?? 0);
  expect(slots.sort()).toEqual([0, 1, 2, 3, 4]);
});

test('containers tell of themselves on their own engine only', async () => {
  const swarm = aSwarm({managers: 1, workers: 1});
  await swarm.updateNode('manager-1', {Availability: 'drain'});
  const here: WireEvent[] = [];
  const there: WireEvent[] = [];
  swarm.engine.onEvent(event => here.push(event));
  swarm.swarm.engine('worker-1').onEvent(event => there.push(event));
  await swarm.create('bad', {image: 'lab.example/app:bad'});
  await swarm.pass(3 * second);
  expect(here.map(({scope}) => scope)).not.toContain('local');
  expect(there.every(({scope}) => scope === 'local')).toBe(true);
  const died = there.find(({Action}) => Action === 'die');
  expect(died?.Actor.Attributes).toMatchObject({exitCode: '1', 'com.docker.swarm.service.name': 'bad'});
});

test('scaling down takes first what does not run, and leaves no trace of it', async () => {
  const swarm = aSwarm({managers: 1, workers: 0, machine: {cpus: 2}});
  const template = {Resources: {Reservations: {NanoCPUs: 1e9}}};
  await swarm.create('web', {replicas: 4, template});
  await swarm.pass(5 * second);
  expect(runningOf(await swarm.tasks('web')).length).toBe(2);
  await swarm.update('web', {replicas: 2});
  await swarm.pass(5 * second);
  const left = await swarm.tasks('web');
  expect(left.length).toBe(2);
  expect(runningOf(left).length).toBe(2);
});
