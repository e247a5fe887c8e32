import {describe, expect, it} from 'vitest';
import {encodeAgentLine} from '../../../../source/domain/metrics/agent-line.ts';
import type {AgentReport} from '../../../../source/domain/metrics/agent-report.ts';
import type {Sample} from '../../../../source/domain/metrics/usage.ts';
import type {LogLine} from '../../../../source/domain/model/index.ts';
import {startAgentIntake} from '../../../../source/feeds/agents/agent-intake.ts';
import {createChangeQueue} from '../../../../source/feeds/change-queue.ts';
import {aFact, aReport} from '../../../builders/agent-reports.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aFakeEngine} from '../../../builders/fake-engine.ts';
import {aLogLine, fakeLogs} from '../../../builders/fake-logs.ts';
import {serviceId} from '../../../builders/ids.ts';
import {aService, nowMs} from '../../../builders/objects.ts';
import {aUsage} from '../../../builders/samples.ts';

const labels = {'medianest.role': 'agent'};
const agent = {labels, mode: {kind: 'global' as const}};
const sick = {kind: 'health' as const, health: 'unhealthy' as const, output: 'refused', exitCode: 1};

const listening = async (hasAgent = true) => {
  const clock = aClock(nowMs);
  const cluster = aCluster().withManagers(1).withWorkers(1).withService('web', 2);
  const store = (hasAgent ? cluster.withService('agents', 2, agent) : cluster).store();
  const queue = createChangeQueue(store, clock, 33);
  const logs = fakeLogs();
  const engine = {...aFakeEngine(), readLogs: logs.readLogs};
  const samples: Sample[] = [];
  const stirred: string[] = [];
  const intake = startAgentIntake({
    store,
    queue,
    clock,
    random: () => 0,
    engine: () => engine,
    take: some => samples.push(...some),
    stir: id => stirred.push(id),
  });
  let sequence = 0;
  const say = async (node: string, part: Partial<AgentReport> = {}, line: Partial<LogLine> = {}) => {
    const report = aReport({nodeId: node, sequence: sequence++, atMs: clock.now(), ...part});
    const origin = {taskId: `agents-${node}`, nodeId: node, serviceId: 'agents-id'};
    logs.write(
      aLogLine(encodeAgentLine(report), clock.now(), origin.taskId, {origin, nanos: sequence, ...line}),
    );
    await clock.advance(0);
  };
  // The service is found with the next list of services.
  store.applyChanges([{kind: 'put', table: 'services', values: [aService({id: serviceId('other')})]}], nowMs);
  await clock.advance(50);
  return {clock, store, logs, samples, stirred, intake, say};
};

describe('the intake of what agents report', () => {
  it('says that no agent is deployed, and how to deploy one', async () => {
    const {store, intake} = await listening(false);
    expect(store.freshness('agents')).toEqual({
      kind: 'unavailable',
      reason: 'no agent is deployed: medianest agent deploy',
    });
    intake.stop();
  });

  it('hands on the figures of a node and of its tasks, dated by our own clock', async () => {
    const {samples, say, clock, intake} = await listening();
    const usage = aUsage({memoryBytes: 1_024, memoryLimitBytes: 2_048});
    await say('n1', {
      atMs: clock.now() - 5_000,
      tasks: [{taskId: 'web-1', serviceId: 'web-id', usage}],
    });
    expect(samples).toMatchObject([
      {kind: 'task', id: 'web-1', nodeId: 'n1', source: 'agent', everyMs: 2_000, atMs: clock.now(), usage},
      {kind: 'node', id: 'n1', source: 'agent', atMs: clock.now()},
    ]);
    intake.stop();
  });

  it('is live when all nodes speak, and names the one that falls silent', async () => {
    const {store, say, clock, intake} = await listening();
    await say('n1');
    expect(store.freshness('agents').kind).toBe('loading');
    await say('n2');
    await clock.advance(100);
    expect(store.freshness('agents').kind).toBe('live');
    for (let tick = 0; tick < 5; tick++) {
      await clock.advance(2_000);
      await say('n1');
    }
    await clock.advance(100);
    expect(store.freshness('agents')).toMatchObject({kind: 'stale', reason: 'no report from node-2'});
    intake.stop();
  });

  it('has the tasks of a service listed when something happens to one, and once only', async () => {
    const {store, stirred, say, clock, intake} = await listening();
    const facts = [aFact(sick, {taskId: 'web-1', serviceId: 'web-id', nodeId: 'n1'})];
    await say('n1', {facts, node: null});
    await clock.advance(50);
    expect(stirred).toEqual(['web-id']);
    expect(store.factsOfTask('web-1')?.health?.output).toBe('refused');
    await say('n1', {facts, node: null});
    await clock.advance(50);
    expect(stirred).toEqual(['web-id']);
    intake.stop();
  });

  it('takes no figures that were said long ago, but what happened then', async () => {
    const {store, samples, say, clock, intake} = await listening();
    const facts = [aFact(sick, {taskId: 'web-1', serviceId: 'web-id', nodeId: 'n1'})];
    await say('n1', {atMs: clock.now() - 600_000, facts});
    await clock.advance(50);
    expect(samples).toEqual([]);
    expect(store.factsOfTask('web-1')).toBeDefined();
    intake.stop();
  });

  it('lets an agent speak of its own node only, and counts what is no line of an agent', async () => {
    const {samples, logs, say, clock, intake} = await listening();
    await say('n1', {}, {origin: {taskId: 'x', nodeId: 'n2', serviceId: 'agents-id'}});
    logs.write(aLogLine('{"v":1,"n":"n1","q":0', clock.now()), aLogLine('hello', clock.now()));
    await clock.advance(0);
    expect(samples).toEqual([]);
    expect(intake.counts.ignored).toBe(3);
    intake.stop();
  });

  it('reads on after the stream broke, and believes nothing twice', async () => {
    const {samples, logs, say, clock, intake} = await listening();
    await say('n1');
    logs.breakStreams('Error grabbing logs: rpc error');
    await clock.advance(300);
    expect(logs.asked.at(-1)).toMatchObject({follow: true});
    expect(logs.asked).toHaveLength(2);
    await say('n1');
    expect(samples.filter(({kind}) => kind === 'node')).toHaveLength(2);
    intake.stop();
  });

  it('opens the log anew when nobody has spoken over it for long', async () => {
    const {logs, say, clock, intake} = await listening();
    await say('n1');
    await say('n2');
    await clock.advance(14_000);
    expect(logs.asked).toHaveLength(1);
    await clock.advance(3_000);
    expect(logs.asked).toHaveLength(2);
    intake.stop();
  });

  it('takes no figures twice where it opens the log anew, so that a silent agent stays silent', async () => {
    const {logs, samples, say, clock, store, intake} = await listening();
    await say('n1');
    await say('n2');
    await clock.advance(17_000);
    expect(logs.asked).toHaveLength(2);
    expect(samples.filter(({kind}) => kind === 'node')).toHaveLength(2);
    expect(store.freshness('agents').kind).toBe('lost');
    intake.stop();
  });

  it('opens the log anew now and then where one agent alone is missing', async () => {
    const {logs, say, clock, intake} = await listening();
    await say('n1');
    await say('n2');
    for (let tick = 0; tick < 40; tick++) {
      await clock.advance(2_000);
      await say('n1');
    }
    expect(logs.asked).toHaveLength(2);
    intake.stop();
  });

  it('forgets all voices when the agent is removed, and says so', async () => {
    const {store, say, clock, intake} = await listening();
    await say('n1');
    await say('n2');
    store.applyChanges([{kind: 'remove', table: 'services', ids: ['agents-id']}], clock.now());
    await clock.advance(50);
    expect(store.freshness('agents').kind).toBe('unavailable');
    intake.stop();
  });
});
