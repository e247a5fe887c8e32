import {expect, test} from 'vitest';
import {manualClock} from '../../../../source/simulator/clock.ts';
import {churn} from '../../../../source/simulator/scale/churn.ts';
import {seedSwarm} from '../../../../source/simulator/scale/seed-swarm.ts';
import {noFilters} from '../../../../source/simulator/simulated-engine.ts';

const seeded = (size: {readonly nodes: number; readonly services: number; readonly tasks: number}) => {
  const clock = manualClock();
  const swarm = seedSwarm({clock, seed: 1, ...size});
  return {clock, swarm, engine: swarm.engine('manager-1')};
};

test('a seeded swarm has as many of everything as was asked for, all running, and is quiet', async () => {
  const {clock, swarm, engine} = seeded({nodes: 60, services: 40, tasks: 500});
  const tasks = (await engine.listTasks(noFilters)).map(text => JSON.parse(text));
  expect([swarm.nodeIds().length, tasks.length]).toEqual([60, 500]);
  expect((await engine.listServices(noFilters, {status: true})).length).toBe(40);
  expect(tasks.every(task => task.Status.State === 'running' && task.DesiredState === 'running')).toBe(true);
  const index = swarm.index();
  clock.advance(60_000);
  expect(swarm.index()).toBe(index);
});

test('churn keeps about the pace that was asked for, and services about as large as they want to be', async () => {
  const {clock, swarm} = seeded({nodes: 20, services: 40, tasks: 800});
  const stop = churn(swarm, {changesPerSecond: 100, seed: 2});
  clock.advance(20_000);
  const before = swarm.index();
  clock.advance(60_000);
  expect((swarm.index() - before) / 60).toBeGreaterThan(80);
  expect((swarm.index() - before) / 60).toBeLessThan(120);
  stop();
  clock.advance(30_000);
  for (const service of swarm.parts.state.services.values()) expect(service.running).toBe(service.wanted);
});

test('a change makes the text of what it touched anew, and no other', async () => {
  const {swarm, engine} = seeded({nodes: 20, services: 40, tasks: 800});
  const before = await engine.listTasks(noFilters);
  const {state, tasks} = swarm.parts;
  const [task] = state.tasks.values();
  state.act(() => tasks.change(task ?? expect.unreachable(), {message: 'touched'}));
  const untouched = [...state.tasks.values()].filter(({text}) => text !== null).length;
  expect(untouched).toBe(before.length - 1);
});
