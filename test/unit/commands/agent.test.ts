import {describe, expect, it} from 'vitest';
import type {TakeSnapshot} from '../../../source/cluster/cluster.ts';
import type {AgentReport} from '../../../source/domain/metrics/agent-report.ts';
import {aReport} from '../../builders/agent-reports.ts';
import {aCluster} from '../../builders/cluster.ts';
import {aUsage} from '../../builders/samples.ts';
import {run, snapshotOf} from './command-line.ts';

const labels = {'medianest.role': 'agent'};
const nodes = () => aCluster().withManagers(1).withWorkers(2);
const deployed = () => nodes().withService('agents', 3, {labels, mode: {kind: 'global'}});
const hearing =
  (cluster: ReturnType<typeof nodes>, ...reports: readonly AgentReport[]): TakeSnapshot =>
  async options => ({...(await snapshotOf(cluster.store())(options)), reports});
const task = (taskId: string) => ({taskId, serviceId: 's', usage: aUsage()});

describe('medianest agent status', () => {
  it('tells which nodes report, and ends well when all do that should', async () => {
    const cluster = deployed().withNodeChanged('node-3', {availability: 'drain'});
    const reports = [
      aReport({nodeId: 'n1', tasks: [task('a'), task('b')]}),
      aReport({nodeId: 'n2', everyMs: 5_000}),
    ];
    const {code, out} = await run(['agent', 'status'], {takeSnapshot: hearing(cluster, ...reports)});
    expect(code).toBe(0);
    expect(out).toMatch(/node-1 +reports +2 s +2/);
    expect(out).toMatch(/node-2 +reports +5 s +0/);
    expect(out).toMatch(/node-3 +none wanted .*drained/);
  });

  it('names the silent, and those whose engine does not answer', async () => {
    const blind = aReport({nodeId: 'n2', trouble: 'connection refused'});
    const takeSnapshot = hearing(deployed(), aReport({nodeId: 'n1'}), blind);
    const {code, out} = await run(['agent', 'status', '--json'], {takeSnapshot});
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      service: 'agents',
      agents: [
        {node: 'node-1', state: 'reports'},
        {node: 'node-2', state: 'engine silent', reason: 'connection refused', containers: null},
        {node: 'node-3', state: 'silent'},
      ],
    });
  });

  it('says how to deploy one where there is none', async () => {
    const {code, err} = await run(['agent', 'status'], {takeSnapshot: hearing(nodes())});
    expect(code).toBe(1);
    expect(err).toContain('medianest agent deploy --image REF');
  });
});

describe('medianest agent', () => {
  it('is the agent of the engine that was named, as often as was said', async () => {
    const asked: unknown[] = [];
    const {code} = await run(['agent', '--every', '5s', '-H', 'unix:///engine.sock'], {
      beAgent: async how => void asked.push(how),
    });
    expect(code).toBe(0);
    expect(asked).toMatchObject([{hosts: ['unix:///engine.sock'], everyMs: 5_000}]);
  });

  it.each([
    [['agent', '--every', '500ms'], '--every'],
    [['agent', 'deploy'], '--image'],
    [['agent', 'dance'], 'deploy, status, remove'],
  ])('refuses %j', async (argv, words) => {
    const {code, err} = await run(argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});
