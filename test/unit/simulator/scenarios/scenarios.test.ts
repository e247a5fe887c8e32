import {describe, expect, test} from 'vitest';
import {findScenario} from '../../../../source/simulator/scenarios/find-scenario.ts';
import {playScenario} from '../../../../source/simulator/scenarios/play-scenario.ts';
import {type ScenarioName, scenarioNames} from '../../../../source/simulator/scenarios/scenario-names.ts';
import {noFilters} from '../../../../source/simulator/simulated-engine.ts';
import type {WireNode, WireService, WireTask} from '../../../builders/simulated-swarm.ts';

const nowMs = Date.UTC(2026, 5, 1);

const open = (name: ScenarioName, seed = 1) => {
  const {swarm, clock} = playScenario(findScenario(name), {seed, nowMs});
  const told: string[] = [];
  swarm.onEvent(({Type, Action, Actor}) => {
    told.push(`${clock.nowMs() - nowMs} ${Type} ${Action} ${JSON.stringify(Actor)}`);
  });
  const read = async <Value>(list: Promise<readonly string[]>) =>
    (await list).map(text => JSON.parse(text) as Value);
  const engine = () => swarm.engine('manager-1');
  return {
    told,
    // In steps, so that what waits for the clock is answered on the way.
    pass: (seconds: number) => clock.advance(seconds * 1_000),
    nodes: () => read<WireNode>(engine().listNodes(noFilters)),
    services: () => read<WireService>(engine().listServices(noFilters, {status: true})),
    tasks: () => read<WireTask>(engine().listTasks(noFilters)),
  };
};

type Opened = ReturnType<typeof open>;

const serviceNamed = async (story: Opened, name: string) =>
  (await story.services()).find(({Spec}) => Spec['Name'] === name);

const tasksOf = async (story: Opened, name: string) => {
  const id = (await serviceNamed(story, name))?.ID;
  return (await story.tasks()).filter(({ServiceID}) => ServiceID === id);
};

describe.each(scenarioNames)('%s', name => {
  test('begins with a whole swarm in which all is as it is wanted', async () => {
    const story = open(name);
    expect((await story.nodes()).map(({Status}) => Status.State)).toEqual(Array(7).fill('ready'));
    for (const {Spec, ServiceStatus} of await story.services()) {
      if (Spec['Mode'] !== undefined && 'ReplicatedJob' in (Spec['Mode'] as object)) continue;
      expect([Spec['Name'], ServiceStatus?.RunningTasks]).toEqual([
        Spec['Name'],
        ServiceStatus?.DesiredTasks,
      ]);
    }
    const ended = (await story.tasks()).filter(({Status}) => ['failed', 'rejected'].includes(Status.State));
    expect(ended).toEqual([]);
  });

  test('goes the same way for the same seed, and something happens within ten seconds', () => {
    const [one, other] = [open(name, 5), open(name, 5)];
    one.pass(10);
    other.pass(10);
    expect(one.told).not.toEqual([]);
    one.pass(80);
    other.pass(80);
    expect(other.told).toEqual(one.told);
  });
});

test('the homelab gets its database and its node back, and keeps three troubles', async () => {
  const story = open('homelab');
  story.pass(38);
  expect((await tasksOf(story, 'shop_db')).map(({Status}) => Status.State)).toContain('pending');
  story.pass(62);
  expect((await story.nodes()).map(({Status}) => Status.State)).toEqual(Array(7).fill('ready'));
  expect((await serviceNamed(story, 'shop_db'))?.ServiceStatus?.RunningTasks).toBe(1);
  expect((await serviceNamed(story, 'shop_api'))?.UpdateStatus?.State).toBe('rollback_completed');
  expect((await tasksOf(story, 'shop_search')).map(({Status}) => Status.Err)).toContainEqual(
    expect.stringContaining('insufficient resources'),
  );
  const codes = (await tasksOf(story, 'media_transcoder')).map(
    ({Status}) => Status.ContainerStatus?.ExitCode,
  );
  expect(codes).toContain(137);
});

test('a bad deploy is rolled back, the next one stays paused', async () => {
  const story = open('bad-deploy');
  story.pass(90);
  expect((await serviceNamed(story, 'shop_api'))?.UpdateStatus?.State).toBe('rollback_completed');
  expect((await serviceNamed(story, 'shop_worker'))?.UpdateStatus?.State).toBe('paused');
});

test('the dying node stays away in the end', async () => {
  const story = open('dying-node');
  story.pass(130);
  const down = (await story.nodes()).filter(({Status}) => Status.State === 'down');
  expect(down.map(({Description}) => Description.Hostname)).toEqual(['worker-3']);
});

test('the full cluster leaves tasks without room', async () => {
  const story = open('full-cluster');
  story.pass(60);
  const waiting = (await story.tasks()).filter(({Status}) => Status.State === 'pending');
  expect(waiting.length).toBeGreaterThan(3);
  for (const {Status} of waiting) expect(Status.Err).toMatch(/no suitable node \(.*insufficient resources/);
});

test('quorum is at risk after a minute: one of three managers is gone', async () => {
  const story = open('quorum-at-risk');
  story.pass(40);
  const reachable = (await story.nodes()).filter(
    ({ManagerStatus}) => ManagerStatus?.Reachability === 'reachable',
  );
  expect(reachable).toHaveLength(2);
});

test('flapping services fail for reasons of their own', async () => {
  const story = open('flapping');
  story.pass(70);
  const failed = (await story.tasks()).filter(({Status}) => Status.State === 'failed');
  const codes = new Set(failed.map(({Status}) => Status.ContainerStatus?.ExitCode));
  expect([...codes].sort()).toEqual(expect.arrayContaining([137, 2, 139, 127]));
});
