import {describe, expect, it} from 'vitest';
import type {ContainerStats} from '../../../../source/domain/metrics/container-stats.ts';
import type {ContainerId} from '../../../../source/domain/model/index.ts';
import {readLocalFigures} from '../../../../source/feeds/metrics/local-figures.ts';
import {createClusterStore} from '../../../../source/store/create-cluster-store.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {socketEndpoint} from '../../../builders/endpoints.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aFakeEngine} from '../../../builders/fake-engine.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {aContainer} from '../../../builders/objects.ts';
import {aTaskSample} from '../../../builders/samples.ts';

const second = 1e9;
const statsAt = (seconds: number): ContainerStats => ({
  atMs: seconds * 1_000,
  cpu: {containerNs: seconds * second, systemNs: seconds * 2 * second, onlineCpus: 2},
  memory: {usage: 500, reclaimable: 100, limit: 1_000},
  receivedBytes: seconds * 10,
  sentBytes: 0,
  readBytes: null,
  writtenBytes: null,
});

const begin = async () => {
  const clock = aClock();
  const store = createClusterStore(clock.now());
  const metrics = createMetricsStore();
  const engine = aFakeEngine(socketEndpoint());
  const stats = new Map<string, ContainerStats>();
  engine.stats = {get: id => stats.get(id) && statsAt(clock.now() / 1_000)} as typeof engine.stats;
  const add = (name: string) => {
    stats.set(name, statsAt(0));
    return aContainer({
      id: name as ContainerId,
      state: 'running',
      taskId: taskId(`t-${name}`),
      serviceId: serviceId(`s-${name}`),
    });
  };
  store.applyChanges(
    [
      {kind: 'replace', table: 'containers', values: [add('one'), add('two')]},
      {kind: 'engine', info: await engine.info()},
    ],
    clock.now(),
  );
  const local = readLocalFigures({
    ...{store, metrics, clock},
    engine: () => engine,
    take: samples => void metrics.take(samples, clock.now()),
  });
  const look = (...services: readonly string[]) =>
    local.setInView({services: new Set(services.map(name => serviceId(name))), nodes: new Set()});
  const asked = () => engine.calls.filter(call => call.startsWith('stats:'));
  return {clock, metrics, engine, local, look, asked};
};

describe('figures of the connected engine', () => {
  it('are read of containers in view, and of no others', async () => {
    const {clock, metrics, look, asked} = await begin();
    look('s-one');
    await clock.advance(5_000);
    expect(metrics.task('t-one', clock.now())).toMatchObject({
      source: 'engine',
      usage: {cpuPercent: 100, memoryBytes: 400, receivedRate: 10, readRate: null},
    });
    expect(new Set(asked())).toEqual(new Set(['stats:one']));
  });

  it('are not asked for when nothing in view runs here, nor when nothing is in view', async () => {
    const {clock, look, asked} = await begin();
    await clock.advance(10_000);
    look('elsewhere');
    await clock.advance(10_000);
    look();
    await clock.advance(10_000);
    expect(asked()).toEqual([]);
    expect(clock.waiting).toBe(0);
  });

  it('give way to an agent, and come back when it falls silent', async () => {
    const {clock, metrics, look, asked} = await begin();
    look('s-one');
    await clock.advance(3_000);
    const before = asked().length;
    metrics.take([aTaskSample({id: 't-one', serviceId: 's-one', atMs: clock.now()})], clock.now());
    await clock.advance(5_000);
    expect(asked()).toHaveLength(before);
    await clock.advance(6_000);
    expect(metrics.task('t-one', clock.now())?.source).toBe('engine');
  });

  it('end with the console, and outlive an engine that fails', async () => {
    const {clock, metrics, engine, local, look, asked} = await begin();
    look('s-one');
    engine.fail('unreachable', 'all');
    await clock.advance(6_000);
    expect(metrics.task('t-one', clock.now())).toBeNull();
    engine.heal();
    await clock.advance(6_000);
    expect(metrics.task('t-one', clock.now())).not.toBeNull();
    local.stop();
    const before = asked().length;
    await clock.advance(10_000);
    expect(asked()).toHaveLength(before);
  });
});
