import {describe, expect, it} from 'vitest';
import type {ContainerFact} from '../../../../source/domain/metrics/container-fact.ts';
import {createHealthBook} from '../../../../source/store/health/health-book.ts';
import {readHealth} from '../../../../source/store/health/read-health.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {nowMs} from '../../../builders/objects.ts';

const cluster = aCluster()
  .withManagers(1)
  .withWorkers(2)
  .withService('web', 3, {hasHealthcheck: true, labels: {'medianest.probe.web': 'http://{node}:{port}/'}});

const healthFact = (taskId: string, nodeId: string, health: 'healthy' | 'unhealthy'): ContainerFact => ({
  ...{taskId, serviceId: 'web-id', nodeId, containerId: `c-${taskId}`, atMs: nowMs - 3_000},
  what: {kind: 'health', health, output: 'connection refused', exitCode: 1},
});
const read = (facts: readonly ContainerFact[], kind: 'live' | 'unavailable' = 'live') => {
  const store = cluster.store();
  const freshness = kind === 'live' ? {kind, asOfMs: nowMs} : {kind, reason: 'no agent is deployed'};
  store.applyChanges(
    [
      {kind: 'facts', facts},
      {kind: 'freshness', sources: ['agents'], freshness},
    ],
    nowMs,
  );
  return {store, health: () => readHealth({store, book: createHealthBook(), whyNoProbes: 'not here', nowMs})};
};
const tier = (health: ReturnType<typeof readHealth>, id: string) => health.tiers.find(each => each.id === id);

describe('health, read from the store', () => {
  it('tells of a health check on another node, by its agent, with what it printed and since when', () => {
    const {store, health} = read([
      healthFact('web-2', 'n2', 'unhealthy'),
      healthFact('web-1', 'n1', 'healthy'),
    ]);
    const task = store.table('tasks').get('web-2');
    expect(tier(health(), 'containers')).toMatchObject({
      state: 'failing',
      note: '2 of 3 with a health check seen; agents tell of the others',
      items: [{object: {id: task?.id}, output: 'connection refused', sinceMs: nowMs - 3_000}],
    });
    expect(tier(health(), 'services')?.items[0]).toMatchObject({
      state: 'degraded',
      causes: ['containers:task:web-2'],
    });
    expect(health().state).toBe('degraded');
  });

  it('does not believe what was told of a node that is gone, or by agents that are', () => {
    const {store, health} = read([healthFact('web-2', 'n2', 'unhealthy')]);
    const node = store.table('nodes').get('n2');
    if (node === undefined) throw new Error('no node');
    store.applyChanges(
      [{kind: 'put', table: 'nodes', values: [{...node, version: 9, state: 'down'}]}],
      nowMs,
    );
    expect(tier(health(), 'containers')?.items).toEqual([]);
    expect(
      tier(read([healthFact('web-2', 'n2', 'unhealthy')], 'unavailable').health(), 'containers')?.items,
    ).toEqual([]);
  });

  it('says that declared probes do not run, and why', () => {
    expect(tier(read([]).health(), 'endpoints')).toMatchObject({
      ...{state: 'unknown', isBlind: true, note: '1 declared; not here'},
    });
  });
});
