import {describe, expect, it} from 'vitest';
import {openNodeConnections} from '../../../../source/cluster/health/node-connections.ts';
import type {Sample} from '../../../../source/domain/metrics/usage.ts';
import {EngineError} from '../../../../source/engine/errors.ts';
import {createHealthBook} from '../../../../source/store/health/health-book.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {socketEndpoint} from '../../../builders/endpoints.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {aFakeEngine} from '../../../builders/fake-engine.ts';
import {containerId, nodeId} from '../../../builders/ids.ts';
import {anEngineInfo} from '../../../builders/objects.ts';

const cluster = aCluster()
  .withManagers(1)
  .withWorkers(1)
  .withService('web', 1)
  .withTaskChanged('web-1', {nodeId: nodeId('n2'), containerId: containerId('c-web')});

const connecting = (leadsTo: string | null) => {
  const clock = aClock();
  const book = createHealthBook();
  const samples: Sample[] = [];
  const opened: string[] = [];
  const engine = aFakeEngine();
  const connections = openNodeConnections({
    ...{store: cluster.store(), metrics: createMetricsStore(), book, clock},
    take: taken => samples.push(...taken),
    endpoints: new Map([['node-2', {...socketEndpoint(), host: 'ssh://node-2'}]]),
    async open(endpoint) {
      opened.push(endpoint.host);
      if (leadsTo === null)
        throw new EngineError('unreachable', 'ssh ended with 255', {
          operation: 'connect',
          target: '',
          hint: '',
        });
      return {
        ...engine,
        info: async () => anEngineInfo({nodeId: nodeId(leadsTo)}),
        containerStats: async () => null,
      };
    },
  });
  const look = () => connections.setInView({services: new Set(['web-id']), nodes: new Set()});
  return {clock, book, samples, opened, connections, look};
};

describe('connections to the engines of other nodes', () => {
  it('are opened only when tasks are looked at, and only once', async () => {
    const {clock, book, opened, connections, look} = connecting('n2');
    await clock.advance(20_000);
    expect(opened).toEqual([]);
    look();
    await clock.advance(10_000);
    expect(opened).toEqual(['ssh://node-2']);
    expect(book.sources).toMatchObject([{id: 'node:node-2', state: 'healthy'}]);
    connections.stop();
    expect(clock.waiting).toBe(0);
  });

  it('are refused where the address leads to another engine', async () => {
    const {clock, book, look, connections} = connecting('n9');
    look();
    await clock.advance(3_000);
    expect(book.sources).toMatchObject([{state: 'unknown', reason: 'this is the engine of node n9'}]);
    connections.stop();
  });

  it('that fail are told in words, and tried again after half a minute', async () => {
    const {clock, book, opened, look, connections} = connecting(null);
    look();
    await clock.advance(20_000);
    expect(opened).toHaveLength(1);
    expect(book.sources).toMatchObject([{state: 'unknown', reason: 'ssh ended with 255'}]);
    await clock.advance(20_000);
    expect(opened).toHaveLength(2);
    connections.stop();
  });
});
