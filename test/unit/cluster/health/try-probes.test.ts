import {describe, expect, it} from 'vitest';
import {tryProbes} from '../../../../source/cluster/health/try-probes.ts';
import type {TryProbe} from '../../../../source/integrations/probes/try-probe.ts';
import {createHealthBook} from '../../../../source/store/health/health-book.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {nowMs} from '../../../builders/objects.ts';

const store = aCluster()
  .withManagers(1)
  .withService('web', 1, {labels: {'medianest.probe.web': 'http://web.example/'}})
  .withService('db', 1, {
    labels: {'medianest.probe.tcp': 'tcp://db.example:1', 'medianest.probe.tcp.threshold': '2'},
  })
  .store();

const tried = async (tryProbe: TryProbe, signal = new AbortController().signal) => {
  const book = createHealthBook();
  await tryProbes({store, book, tryProbe, pause: async () => undefined, nowMs: () => nowMs, signal});
  return Object.fromEntries(book.probes.map(({serviceName, state}) => [serviceName, state]));
};

describe('trying every probe once', () => {
  it('believes the first pass, and a failure only after as many as the probe wants', async () => {
    const asked: string[] = [];
    const states = await tried(async (_probe, address) => {
      asked.push(address);
      const passes = address.startsWith('http');
      return {kind: passes ? 'passed' : 'failed', tookMs: 1, said: ''};
    });
    expect(states).toEqual({web: 'healthy', db: 'failing'});
    expect(asked.toSorted()).toEqual(['http://web.example/', 'tcp://db.example:1', 'tcp://db.example:1']);
  });

  it('says nothing of an endpoint whose try was cut off', async () => {
    const over = new AbortController();
    const states = await tried(async () => {
      over.abort();
      return {kind: 'failed', tookMs: 1, said: 'aborted'};
    }, over.signal);
    expect(states).toEqual({});
  });
});
