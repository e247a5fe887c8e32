import {describe, expect, it} from 'vitest';
import {createFeedSwitch} from '../../../source/cluster/feed-switch.ts';
import type {Endpoint} from '../../../source/engine/endpoint.ts';
import type {Feeds} from '../../../source/feeds/keep-connected.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {aConnection} from '../../builders/connection.ts';
import {tcpEndpoint} from '../../builders/endpoints.ts';

/** Feeds that note when they begin, and end when they are told to. */
const aSwitch = () => {
  const store = createClusterStore(0);
  const log: string[] = [];
  const endings: (() => void)[] = [];
  const start = ([endpoint]: readonly Endpoint[]): Feeds => {
    const host = endpoint?.host ?? '';
    log.push(`start ${host}`);
    const {promise, resolve} = Promise.withResolvers<void>();
    endings.push(resolve);
    tell({host, phase: 'connecting'});
    return {
      refresh: () => undefined,
      setInView: () => undefined,
      stir: () => undefined,
      endpoint: endpoint ?? tcpEndpoint(),
      traffic: {requests: 0, bytes: 0},
      engine: null,
      close: () => promise,
    };
  };
  const tell = (part: Parameters<typeof aConnection>[0]) =>
    store.applyChanges([{kind: 'connection', connection: aConnection(part)}], 0);
  const feedSwitch = createFeedSwitch({
    store,
    first: [tcpEndpoint('first')],
    start,
    clear: () => void log.push('clear'),
  });
  return {
    log,
    tell,
    feedSwitch,
    endAll: () => {
      for (const end of endings) end();
    },
  };
};

describe('switching to another engine', () => {
  it('begins when nothing of the engine before runs any more', async () => {
    const {log, tell, feedSwitch, endAll} = aSwitch();
    const done = feedSwitch.switchTo([tcpEndpoint('second')]);
    await Promise.resolve();
    expect(log).toEqual(['start tcp://first:2375']);
    endAll();
    await expect.poll(() => log).toEqual(['start tcp://first:2375', 'clear', 'start tcp://second:2375']);
    tell({host: 'tcp://second:2375', phase: 'connected'});
    await done;
  });

  it('obeys the last of several wishes alone, and leaves no feeds of the others running', async () => {
    const {log, tell, feedSwitch, endAll} = aSwitch();
    const second = feedSwitch.switchTo([tcpEndpoint('second')]);
    const third = feedSwitch.switchTo([tcpEndpoint('third')]);
    endAll();
    await expect(second).rejects.toMatchObject({kind: 'aborted'});
    tell({host: 'tcp://third:2375', phase: 'connected'});
    await third;
    expect(log).toEqual(['start tcp://first:2375', 'clear', 'start tcp://third:2375']);
  });

  it('starts nothing after it was closed', async () => {
    const {log, feedSwitch, endAll} = aSwitch();
    const second = feedSwitch.switchTo([tcpEndpoint('second')]);
    const closed = feedSwitch.close();
    endAll();
    await closed;
    await expect(second).rejects.toMatchObject({kind: 'aborted'});
    expect(log).toEqual(['start tcp://first:2375']);
  });

  it('says what is wrong and what to do when the engine does not answer', async () => {
    const {log, tell, feedSwitch, endAll} = aSwitch();
    const done = feedSwitch.switchTo([tcpEndpoint('second')]);
    endAll();
    await expect.poll(() => log).toHaveLength(3);
    tell({
      phase: 'waiting',
      trouble: {kind: 'unreachable', message: 'Nothing listens there.', hint: 'Start Docker.'},
    });
    await expect(done).rejects.toMatchObject({message: 'Nothing listens there.', hint: 'Start Docker.'});
  });
});
