import {hostname} from 'node:os';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import type {Sample} from '../../../source/domain/metrics/usage.ts';
import {systemClock} from '../../../source/feeds/clock.ts';
import {createPrometheus} from '../../../source/integrations/prometheus/prometheus.ts';
import {aClusterView} from '../../builders/cluster-view.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aNode, aTask} from '../../builders/objects.ts';
import {type Monitoring, startMonitoring, type ToldContainer, whyNoPrometheus} from './monitoring.ts';

const mebibyte = 1024 ** 2;
const container: ToldContainer = {
  ...{taskId: 't1', serviceId: 's1', cores: 0.5},
  ...{memoryBytes: 64 * mebibyte, limitBytes: 128 * mebibyte},
};
const swarm = aClusterView({
  nodes: [aNode({id: nodeId('n1'), hostname: hostname(), address: '192.0.2.1'})],
  tasks: [aTask({id: taskId('t1'), serviceId: serviceId('s1'), nodeId: nodeId('n1')})],
});
const waiting = {timeout: 60_000, interval: 500};

const why = whyNoPrometheus();
const suite = why === null ? describe : describe.skip;

suite(`a real Prometheus${why === null ? '' : ` (${why})`}`, () => {
  let monitoring: Monitoring;
  beforeAll(async () => {
    monitoring = await startMonitoring();
    monitoring.tell([container]);
  });
  afterAll(() => monitoring.close());

  const source = () => createPrometheus({timer: systemClock(), url: monitoring.url, everyMs: 200});
  /** One reading; throws where there is none. */
  const read = async (prometheus: ReturnType<typeof createPrometheus>): Promise<readonly Sample[]> => {
    const over = new AbortController();
    for await (const seen of prometheus.observe(swarm, over.signal)) {
      over.abort();
      return seen.kind === 'samples' ? seen.samples : [];
    }
    throw new Error('it ended');
  };

  it('tells what containers use, as cAdvisor counts it', async () => {
    const task = await vi.waitFor(async () => {
      const found = (await read(source())).find(sample => sample.kind === 'task');
      expect(found?.usage.cpuPercent).toBeGreaterThan(0);
      return found;
    }, waiting);
    expect(task).toMatchObject({id: 't1', serviceId: 's1', nodeId: 'n1', source: 'prometheus'});
    // Rates of a counter read once a second are off by what a reading is late.
    expect(task?.usage.cpuPercent).toBeGreaterThan(40);
    expect(task?.usage.cpuPercent).toBeLessThan(60);
    expect(task?.usage).toMatchObject({memoryBytes: 64 * mebibyte, memoryLimitBytes: 128 * mebibyte});
    expect(task?.usage.receivedRate).toBeGreaterThan(800);
    expect(task?.usage.writtenRate).toBeNull();
    expect(Date.now() - (task?.atMs ?? 0)).toBeLessThan(30_000);
  });

  it('tells what this machine uses, as node-exporter counts it', async () => {
    const usage = await vi.waitFor(async () => {
      const found = (await read(source())).find(sample => sample.kind === 'node');
      if (found?.kind !== 'node' || found.usage.cpuPercent === null) throw new Error('no node yet');
      return found.usage;
    }, waiting);
    expect(usage.memoryBytes).toBeGreaterThan(0);
    expect(usage.memoryLimitBytes).toBeGreaterThan(usage.memoryBytes ?? 0);
    expect(usage.cpus).toBeGreaterThan(0);
    expect(usage.cpuPercent).toBeLessThanOrEqual(100 * (usage.cpus ?? 0) + 5);
    expect(usage.load).not.toBeNull();
  });

  it('tells the past of a service by steps, and nothing of what it does not know', async () => {
    const prometheus = source();
    const history = prometheus.history(swarm);
    const toMs = Date.now();
    const window = {fromMs: toMs - 20_000, toMs, stepMs: 1_000};
    const signal = new AbortController().signal;
    const points = await history?.range({kind: 'service', id: 's1'}, 'memoryBytes', window, signal);
    expect(points?.timesMs).toHaveLength(21);
    expect([...(points?.values ?? [])]).toContain(64 * mebibyte);
    const stranger = await history?.range({kind: 'service', id: 'other'}, 'memoryBytes', window, signal);
    expect([...(stranger?.values ?? [])].every(Number.isNaN)).toBe(true);
  });

  it('says nothing more of a container that is gone', async () => {
    monitoring.tell([]);
    await vi.waitFor(async () => {
      expect((await read(source())).filter(({kind}) => kind === 'task')).toEqual([]);
    }, waiting);
  });

  it('is lost in words when it dies', async () => {
    await monitoring.stopPrometheus();
    await expect(read(source())).rejects.toThrow('connection refused');
  });
});
