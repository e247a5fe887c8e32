import {expect, test} from 'vitest';
import {agentRole, roleLabel} from '../../../../source/domain/agent-service.ts';
import {decodeAgentLine} from '../../../../source/domain/metrics/agent-line.ts';
import {aSwarm, type TestSwarm} from '../../../builders/simulated-swarm.ts';

const linesOf = async (swarm: TestSwarm, service: string) => {
  const logs = (await swarm.engine.serviceLogs(service))();
  return [...logs].map(log => ({log, lines: log.tail(10_000)}));
};

const isGlobal = {mode: {Global: {}}, spec: {Labels: {[roleLabel]: agentRole}}};

test('a service with the label of our agent reports from every node, about its tasks alone', async () => {
  const swarm = aSwarm({managers: 1, workers: 2});
  await swarm.create('web', {replicas: 6, image: 'registry.example/web:1'});
  await swarm.create('agent', isGlobal);
  await swarm.pass(20_000);
  const tasks = await swarm.tasks();
  const logs = await linesOf(swarm, 'agent');
  expect(logs).toHaveLength(3);
  for (const {log, lines} of logs) {
    const report = decodeAgentLine(lines.at(-1)?.text ?? '');
    expect(report?.nodeId).toBe(log.nodeId);
    expect(report?.tasks.map(({taskId}) => taskId).sort()).toEqual(
      tasks
        .filter(({NodeID}) => NodeID === log.nodeId)
        .map(({ID}) => ID)
        .sort(),
    );
    expect(report?.tasks.every(({usage}) => (usage.cpuPercent ?? 0) > 0)).toBe(true);
    expect(report?.node?.memoryBytes).toBeLessThan(report?.node?.memoryLimitBytes ?? 0);
  }
});

test('agents tell that a program was killed for its memory', async () => {
  const swarm = aSwarm({managers: 1, workers: 0});
  await swarm.create('agent', isGlobal);
  await swarm.pass(10_000);
  await swarm.create('greedy', {image: 'medianest/oom:1'});
  await swarm.pass(15_000);
  const [agent] = await linesOf(swarm, 'agent');
  const facts = (agent?.lines ?? []).flatMap(({text}) => decodeAgentLine(text)?.facts ?? []);
  expect(facts.map(({what}) => what)).toContainEqual({kind: 'died', exitCode: 137, oomKilled: true});
});

test('a program writes an error with its trace at once, and every part of its log agrees with the whole', async () => {
  const swarm = aSwarm({managers: 1, workers: 1});
  await swarm.create('api', {replicas: 4, image: 'registry.example/api:1'});
  await swarm.pass(1_200_000);
  const logs = await linesOf(swarm, 'api');
  for (const {log, lines} of logs) {
    expect(lines.map(({timeMs}) => timeMs)).toEqual(
      lines.map(({timeMs}) => timeMs).toSorted((a, b) => a - b),
    );
    const middle = lines[Math.floor(lines.length / 2)]?.timeMs ?? 0;
    expect(log.after(middle, 10_000)).toEqual(lines.filter(({timeMs}) => timeMs > middle));
  }
  const all = logs.flatMap(({lines}) => lines);
  const traced = all.filter(({text}) => text.startsWith('Error: connect'));
  expect(traced.length).toBeGreaterThan(0);
  for (const error of traced) {
    const below = all[all.indexOf(error) + 1];
    expect(below?.text).toMatch(/^ {4}at /);
    expect((below?.timeMs ?? 0) - error.timeMs).toBe(1);
  }
});

test('a program that does not become healthy says why', async () => {
  const swarm = aSwarm({managers: 1, workers: 1});
  await swarm.create('api', {
    image: 'registry.example/api:1',
    container: {Labels: {'sim.behaviour': 'slow:1h'}},
  });
  await swarm.pass(30_000);
  const [api] = await linesOf(swarm, 'api');
  expect(api?.lines.length).toBeGreaterThan(4);
  expect(api?.lines.every(({stream}) => stream === 'stderr')).toBe(true);
});
