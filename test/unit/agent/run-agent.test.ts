import {describe, expect, it} from 'vitest';
import type {LineOutput} from '../../../source/agent/output/line-output.ts';
import {runAgent} from '../../../source/agent/run-agent.ts';
import {decodeAgentLine} from '../../../source/domain/metrics/agent-line.ts';
import type {AgentReport} from '../../../source/domain/metrics/agent-report.ts';
import type {ContainerStats} from '../../../source/domain/metrics/container-stats.ts';
import {EngineError} from '../../../source/engine/errors.ts';
import {pause} from '../../../source/feeds/clock.ts';
import {aClock} from '../../builders/fake-clock.ts';
import {aFakeEngine} from '../../builders/fake-engine.ts';
import {containerId, serviceId, taskId} from '../../builders/ids.ts';
import {aContainer, nowMs} from '../../builders/objects.ts';
import {aNodeUsage} from '../../builders/samples.ts';

const owner = {taskId: taskId('t1'), serviceId: serviceId('s1')};
const labels = {'com.docker.swarm.task.id': 't1', 'com.docker.swarm.service.id': 's1'};
const web = aContainer({id: containerId('c1'), state: 'running', ...owner});

const running = async () => {
  const clock = aClock(nowMs);
  const fake = aFakeEngine();
  fake.membership = {kind: 'worker'};
  fake.containers = [web, aContainer({id: containerId('alien'), taskId: null, serviceId: null})];
  const stats = (busyNs: number): ContainerStats => ({
    atMs: clock.now(),
    cpu: {containerNs: busyNs, systemNs: clock.elapsed() * 2e6, onlineCpus: 2},
    memory: {usage: 4_096, reclaimable: 0, limit: 8_192},
    receivedBytes: null,
    sentBytes: null,
    readBytes: null,
    writtenBytes: null,
  });
  let busyNs = 0;
  let isDown = false;
  const engine = {
    ...fake,
    info: async () => ({...(await fake.info()), nodeId: 'n1' as never}),
    containerStats: async (id: string) => {
      fake.calls.push(`stats:${id}`);
      if (isDown) throw new EngineError('unreachable', 'down', {operation: '', target: '', hint: ''});
      return stats(busyNs);
    },
  };
  const reports: AgentReport[] = [];
  const keep = (lines: readonly string[]) => {
    for (const line of lines) {
      const report = decodeAgentLine(line);
      if (report !== null) reports.push(report);
    }
  };
  const output: LineOutput = {figures: keep, facts: keep, dropped: 0, close: () => undefined};
  const over = new AbortController();
  const remarks: string[] = [];
  const ended = runAgent({
    open: async () => {
      if (isDown) throw new EngineError('unreachable', 'no engine', {operation: '', target: '', hint: ''});
      return engine;
    },
    endpoint: fake.endpoint,
    everyMs: 2_000,
    output,
    meter: () => ({read: async () => aNodeUsage()}),
    clock: {now: clock.now, elapsed: clock.elapsed, pause: (ms, signal) => pause(clock, ms, signal)},
    random: () => 0,
    remark: text => remarks.push(text),
    signal: over.signal,
  });
  await clock.advance(10);
  return {
    clock,
    fake,
    reports,
    remarks,
    burn: (share: number) => {
      busyNs += share * 2e9;
    },
    cut(down: boolean) {
      isDown = down;
      if (down) fake.breakStream();
    },
    async end() {
      over.abort();
      await ended;
    },
  };
};
const figures = (reports: readonly AgentReport[]) => reports.filter(({node}) => node !== null);
const facts = (reports: readonly AgentReport[]) => reports.flatMap(report => report.facts);

describe('the agent', () => {
  it('says with each tick what the containers of tasks use, and nothing of others', async () => {
    const agent = await running();
    await agent.clock.advance(4_000);
    agent.burn(0.5);
    await agent.clock.advance(2_000);
    expect(figures(agent.reports).at(-1)).toMatchObject({
      nodeId: 'n1',
      everyMs: 2_000,
      trouble: null,
      tasks: [{taskId: 't1', serviceId: 's1', usage: {cpuPercent: 50, memoryBytes: 4_096}}],
    });
    expect(agent.fake.calls).not.toContain('stats:alien');
    await agent.end();
  });

  it('looks again after a second where a container is new, and not only after a whole interval', async () => {
    const agent = await running();
    const usage = () => figures(agent.reports).at(-1)?.tasks[0]?.usage;
    await agent.clock.advance(2_000);
    expect(usage()?.cpuPercent).toBeNull();
    agent.burn(0.25);
    await agent.clock.advance(1_000);
    expect(usage()?.cpuPercent).toBe(50);
    const looks = figures(agent.reports).length;
    await agent.clock.advance(1_500);
    expect(figures(agent.reports)).toHaveLength(looks);
    await agent.end();
  });

  it('makes one request a container and tick, however long it runs', async () => {
    const agent = await running();
    await agent.clock.advance(60_000);
    const before = agent.fake.calls.length;
    await agent.clock.advance(60_000);
    expect(agent.fake.calls.length - before).toBe(30);
    await agent.end();
  });

  it('tells at once what happens, and again while it matters', async () => {
    const agent = await running();
    agent.fake.emit({
      type: 'container',
      action: 'die',
      id: 'c1',
      attributes: {...labels, exitCode: '3'},
      timeMs: nowMs,
    });
    await agent.clock.advance(0);
    expect(facts(agent.reports)).toMatchObject([{what: {kind: 'died', exitCode: 3}}]);
    await agent.clock.advance(45_000);
    expect(facts(agent.reports).length).toBeGreaterThan(1);
    await agent.clock.advance(600_000);
    const told = facts(agent.reports).length;
    await agent.clock.advance(60_000);
    expect(facts(agent.reports)).toHaveLength(told);
    await agent.end();
  });

  it('reads a container that starts at once, so that the next tick tells what it uses', async () => {
    const agent = await running();
    agent.fake.emit({
      type: 'container',
      action: 'start',
      id: 'c2',
      attributes: {...labels, 'com.docker.swarm.task.id': 't2'},
    });
    await agent.clock.advance(0);
    expect(agent.fake.calls.filter(call => call === 'stats:c2')).toHaveLength(1);
    agent.burn(1);
    await agent.clock.advance(2_000);
    const told = figures(agent.reports)
      .at(-1)
      ?.tasks.find(({taskId: id}) => id === 't2');
    expect(told?.usage.cpuPercent).not.toBeNull();
    await agent.end();
  });

  it('goes on through a restart of the engine, and says why it tells of no containers meanwhile', async () => {
    const agent = await running();
    await agent.clock.advance(2_000);
    agent.cut(true);
    await agent.clock.advance(4_000);
    expect(figures(agent.reports).at(-1)).toMatchObject({tasks: [], trouble: 'no engine'});
    expect(agent.remarks.filter(text => text === 'no engine')).toHaveLength(1);
    agent.cut(false);
    await agent.clock.advance(15_000);
    expect(figures(agent.reports).at(-1)).toMatchObject({tasks: [{taskId: 't1'}], trouble: null});
    await agent.end();
  });

  it('ends when it is told to, whatever it is waiting for', async () => {
    const agent = await running();
    await agent.end();
    const told = agent.reports.length;
    await agent.clock.advance(10_000);
    expect(agent.reports).toHaveLength(told);
  });
});
