import {expect, test} from 'vitest';
import {aSwarm, runningOf, type TestSwarm} from '../../../builders/simulated-swarm.ts';

const second = 1_000;
const ns = 1e9;

const withService = async (updateConfig: object, part: {readonly replicas?: number} = {}) => {
  const swarm = aSwarm();
  await swarm.create('web', {
    image: 'lab.example/app:nohc',
    replicas: part.replicas ?? 4,
    spec: {UpdateConfig: updateConfig, RollbackConfig: {Parallelism: 0, Monitor: ns}},
  });
  await swarm.pass(5 * second);
  return swarm;
};

const imagesOf = async (swarm: TestSwarm) =>
  runningOf(await swarm.tasks('web')).map(({Spec}) => Spec.ContainerSpec.Image.split(':')[1]);

const until = async (swarm: TestSwarm, state: string) => {
  for (let passed = 0; passed < 120; passed++) {
    if ((await swarm.service('web')).UpdateStatus?.State === state) return passed;
    await swarm.pass(second);
  }
  throw new Error(`the update was never ${state}`);
};

test('neither a creation nor a scale has an update status', async () => {
  const swarm = await withService({});
  expect((await swarm.service('web')).UpdateStatus).toBeUndefined();
  await swarm.update('web', {replicas: 6});
  await swarm.pass(5 * second);
  const service = await swarm.service('web');
  expect(service.UpdateStatus).toBeUndefined();
  expect(service.ServiceStatus).toMatchObject({RunningTasks: 6, DesiredTasks: 6});
  expect(service.PreviousSpec).toMatchObject({Mode: {Replicated: {Replicas: 4}}});
});

test('stop-first replaces one after the other and never has more than asked for', async () => {
  const swarm = await withService({Parallelism: 1, Monitor: ns, Order: 'stop-first'});
  await swarm.update('web', {image: 'lab.example/app:1'});
  expect((await swarm.service('web')).UpdateStatus).toMatchObject({
    State: 'updating',
    Message: 'update in progress',
  });
  let most = 0;
  let least = 4;
  for (let step = 0; step < 200; step++) {
    const {length} = (await swarm.tasks('web')).filter(({Status}) => Status.State === 'running');
    most = Math.max(most, length);
    least = Math.min(least, length);
    await swarm.pass(100);
  }
  expect([least, most]).toEqual([3, 4]);
  await until(swarm, 'completed');
  expect(await imagesOf(swarm)).toEqual(['1', '1', '1', '1']);
  const {UpdateStatus, PreviousSpec} = await swarm.service('web');
  expect(UpdateStatus).toMatchObject({Message: 'update completed', CompletedAt: expect.any(String)});
  expect(PreviousSpec).toMatchObject({
    TaskTemplate: {ContainerSpec: {Image: 'lab.example/app:nohc'}},
  });
});

test('start-first never has fewer than asked for', async () => {
  const swarm = await withService({Parallelism: 2, Monitor: ns, Order: 'start-first'});
  await swarm.update('web', {image: 'lab.example/app:1'});
  let most = 0;
  for (let step = 0; step < 200; step++) {
    const running = (await swarm.tasks('web')).filter(({Status}) => Status.State === 'running').length;
    expect(running).toBeGreaterThanOrEqual(4);
    most = Math.max(most, running);
    await swarm.pass(100);
  }
  expect(most).toBe(6);
  expect(await imagesOf(swarm)).toEqual(['1', '1', '1', '1']);
});

test('a delay passes between two batches', async () => {
  const swarm = await withService({Parallelism: 2, Delay: 10 * ns, Monitor: ns});
  await swarm.update('web', {container: {Env: ['A=1']}});
  await swarm.pass(8 * second);
  const updated = () =>
    swarm
      .tasks('web')
      .then(tasks => runningOf(tasks).filter(task => JSON.stringify(task.Spec).includes('A=1')).length);
  expect(await updated()).toBe(2);
  await swarm.pass(8 * second);
  expect(await updated()).toBe(4);
});

test('a failing update is paused; its slot goes on being restarted, the others keep the old image', async () => {
  const swarm = await withService({Parallelism: 1, Monitor: 3 * ns, FailureAction: 'pause'});
  await swarm.update('web', {image: 'lab.example/app:bad'});
  await until(swarm, 'paused');
  const {UpdateStatus, Spec} = await swarm.service('web');
  expect(UpdateStatus?.Message).toMatch(
    /^update paused due to failure or early termination of task [0-9a-z]{25}$/,
  );
  expect(UpdateStatus?.CompletedAt).toBeUndefined();
  expect(Spec.TaskTemplate.ContainerSpec.Image).toBe('lab.example/app:bad');
  await swarm.pass(20 * second);
  expect(await imagesOf(swarm)).toEqual(['nohc', 'nohc', 'nohc']);
  const failed = (await swarm.tasks('web')).filter(({Status}) => Status.State === 'failed');
  expect(failed.length).toBeGreaterThanOrEqual(3);
});

test('a failing update is rolled back, and leaves nothing to roll back to', async () => {
  const swarm = await withService({Parallelism: 2, Monitor: 3 * ns, FailureAction: 'rollback'});
  await swarm.update('web', {image: 'lab.example/app:bad'});
  await until(swarm, 'rollback_started');
  expect((await swarm.service('web')).UpdateStatus?.Message).toMatch(
    /^update rolled back due to failure or early termination of task [0-9a-z]{25}$/,
  );
  await until(swarm, 'rollback_completed');
  await swarm.pass(10 * second);
  expect(await imagesOf(swarm)).toEqual(['nohc', 'nohc', 'nohc', 'nohc']);
  const service = await swarm.service('web');
  expect(service.UpdateStatus?.Message).toBe('rollback completed');
  expect(service.PreviousSpec).toBeUndefined();
});

test('an update that is to go on whatever fails ends as completed', async () => {
  const swarm = await withService({Parallelism: 0, Monitor: ns, FailureAction: 'continue'});
  await swarm.update('web', {image: 'lab.example/app:bad'});
  await until(swarm, 'completed');
  expect(await imagesOf(swarm)).toEqual([]);
});

test('so many failures are borne as the ratio says', async () => {
  const swarm = await withService(
    {Parallelism: 1, Monitor: 2 * ns, FailureAction: 'pause', MaxFailureRatio: 0.5},
    {replicas: 4},
  );
  await swarm.update('web', {image: 'lab.example/app:bad'});
  await until(swarm, 'paused');
  // Two of four are the half, which is not more than the ratio: the third failure pauses.
  expect((await imagesOf(swarm)).length).toBe(1);
});

test('a rollback by hand swaps the specs', async () => {
  const swarm = await withService({Parallelism: 0, Monitor: ns});
  await swarm.update('web', {image: 'lab.example/app:1'});
  await until(swarm, 'completed');
  const {ID, Version, Spec} = await swarm.service('web');
  await swarm.engine.updateService(ID, Version.Index, Spec, {rollback: 'previous'});
  expect((await swarm.service('web')).UpdateStatus).toMatchObject({
    State: 'rollback_started',
    Message: 'manually requested rollback',
  });
  await until(swarm, 'rollback_completed');
  const service = await swarm.service('web');
  expect(service.Spec.TaskTemplate.ContainerSpec.Image).toBe('lab.example/app:nohc');
  expect(service.PreviousSpec).toMatchObject({TaskTemplate: {ContainerSpec: {Image: 'lab.example/app:1'}}});
});

test('a forced update replaces all tasks of an unchanged spec', async () => {
  const swarm = await withService({Parallelism: 0, Monitor: ns});
  const before = new Set(runningOf(await swarm.tasks('web')).map(({ID}) => ID));
  await swarm.update('web', {template: {ForceUpdate: 1}});
  await until(swarm, 'completed');
  const after = runningOf(await swarm.tasks('web')).map(({ID}) => ID);
  expect(after.length).toBe(4);
  expect(after.filter(id => before.has(id))).toEqual([]);
});

test('labels of a service replace nothing', async () => {
  const swarm = await withService({});
  const before = runningOf(await swarm.tasks('web')).map(({ID}) => ID);
  await swarm.update('web', {spec: {Labels: {a: 'b'}}});
  await swarm.pass(5 * second);
  expect(runningOf(await swarm.tasks('web')).map(({ID}) => ID)).toEqual(before);
});

test('a rollback is told in one event with the image that it brings back', async () => {
  const swarm = await withService({Parallelism: 1, Monitor: 3 * ns, FailureAction: 'rollback'});
  const told: object[] = [];
  swarm.engine.onEvent(({Type, Actor}) => {
    if (Type === 'service') told.push(Actor.Attributes);
  });
  await swarm.update('web', {image: 'lab.example/app:bad'});
  await until(swarm, 'rollback_completed');
  expect(told).toEqual([
    {name: 'web', 'image.new': 'lab.example/app:bad', 'image.old': 'lab.example/app:nohc'},
    {name: 'web', 'updatestate.new': 'updating'},
    {
      name: 'web',
      'image.new': 'lab.example/app:nohc',
      'image.old': 'lab.example/app:bad',
      'updatestate.new': 'rollback_started',
      'updatestate.old': 'updating',
    },
    {name: 'web', 'updatestate.new': 'rollback_completed', 'updatestate.old': 'rollback_started'},
  ]);
});

test('what ended for good is not brought back by labels, but by a new template', async () => {
  const swarm = aSwarm();
  const template = {RestartPolicy: {Condition: 'none'}};
  await swarm.create('once', {image: 'lab.example/app:bad', replicas: 2, template});
  await swarm.pass(5 * second);
  await swarm.update('once', {spec: {Labels: {a: 'b'}}});
  await swarm.pass(5 * second);
  expect((await swarm.tasks('once')).length).toBe(2);
  await swarm.update('once', {image: 'lab.example/app:nohc'});
  await swarm.pass(20 * second);
  expect(runningOf(await swarm.tasks('once')).length).toBe(2);
});
