import {describe, expect, it} from 'vitest';
import {encodeAgentLine} from '../../../../source/domain/metrics/agent-line.ts';
import type {AgentReport} from '../../../../source/domain/metrics/agent-report.ts';
import {listenOnce} from '../../../../source/feeds/agents/listen-once.ts';
import {aFact, aReport} from '../../../builders/agent-reports.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {aLogLine, fakeLogs} from '../../../builders/fake-logs.ts';
import {nowMs} from '../../../builders/objects.ts';
import {aUsage} from '../../../builders/samples.ts';

const labels = {'medianest.role': 'agent'};
const swarm = () => aCluster().withManagers(1).withWorkers(1).withService('agents', 2, {labels});
const task = (taskId: string) => ({taskId, serviceId: 's', usage: aUsage()});

const listening = (cluster = swarm()) => {
  const logs = fakeLogs();
  let nanos = 0;
  return {
    logs,
    say(node: string, part: Partial<AgentReport> = {}) {
      const origin = {taskId: `agent-${node}`, nodeId: node, serviceId: 'agents-id'};
      const report = aReport({nodeId: node, sequence: nanos++, atMs: nowMs, ...part});
      logs.write(aLogLine(encodeAgentLine(report), nowMs, origin.taskId, {origin, nanos}));
    },
    listen: (limitMs = 60_000) =>
      listenOnce({engine: logs, store: cluster.store(), nowMs: () => nowMs}, limitMs),
  };
};

describe('listening to agents once', () => {
  it('ends as soon as each node has spoken, with the newest figures of each', async () => {
    const {say, listen} = listening();
    say('n1', {tasks: [task('old')]});
    say('n1', {tasks: [task('new')]});
    say('n2');
    const reports = await listen();
    expect(reports.flatMap(({tasks}) => tasks.map(({taskId}) => taskId))).toEqual(['new']);
  });

  it('takes all lines of a tick that needs several', async () => {
    const {say, listen} = listening();
    say('n2');
    say('n1', {tasks: [task('a')]});
    say('n1', {node: null, tasks: [task('b')]});
    const reports = await listen();
    expect(reports.flatMap(({tasks}) => tasks.map(({taskId}) => taskId))).toEqual(['a', 'b']);
  });

  it('keeps what happened, however long ago, and no figures of then', async () => {
    const {say, listen} = listening();
    say('n1', {atMs: nowMs - 600_000, tasks: [task('a')], facts: [aFact({kind: 'oom'})]});
    say('n1');
    say('n2');
    const reports = await listen();
    expect(reports.flatMap(({tasks}) => tasks)).toEqual([]);
    expect(reports.flatMap(({facts}) => facts)).toHaveLength(1);
  });

  it('waits for the silent no longer than it was told, and tells of the others', async () => {
    const {say, listen} = listening();
    say('n1', {tasks: [task('a')]});
    const reports = await listen(20);
    expect(reports.map(({nodeId}) => nodeId)).toEqual(['n1']);
  });

  it('asks nobody where no agent is deployed', async () => {
    const {logs, listen} = listening(aCluster().withManagers(1));
    expect(await listen()).toEqual([]);
    expect(logs.asked).toEqual([]);
  });
});
