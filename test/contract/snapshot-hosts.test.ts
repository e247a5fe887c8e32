import {afterEach, describe, expect, it} from 'vitest';
import {takeSnapshot} from '../../source/cluster/take-snapshot.ts';
import {type FakeEngine, onTcp, pinged} from '../builders/http-engine.ts';

let servers: FakeEngine[] = [];
const started = async (server: Promise<FakeEngine>): Promise<string> => {
  const running = await server;
  servers.push(running);
  return `tcp://127.0.0.1:${running.port}`;
};
afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
});

const working = () => onTcp(pinged((_request, response) => void response.end('[]')));
const silent = () => onTcp(() => undefined);

describe('a look at one of several hosts', () => {
  it('leaves a host that is silent in time for the next one', async () => {
    const hosts = [await started(silent()), await started(working())];
    const snapshot = await takeSnapshot({hosts, sources: ['nodes'], timeoutMs: 1_500});
    expect(snapshot.endpoint.host).toBe(hosts[1]);
    expect(snapshot.store.freshness('nodes').kind).toBe('live');
    snapshot.close();
  });

  it('asks each thing once: a ping, and what is wanted', async () => {
    const asked: string[] = [];
    const answer = pinged((_request, response) => void response.end('[]'));
    const server = onTcp((request, response) => {
      asked.push(request.url?.replace(/^\/v[\d.]+|\?.*$/g, '') ?? '');
      answer(request, response);
    });
    const snapshot = await takeSnapshot({hosts: [await started(server)], sources: ['nodes', 'services']});
    snapshot.close();
    expect(asked.sort()).toEqual(['/_ping', '/nodes', '/services']);
  });

  it('waits for the only host as long as it may', async () => {
    const hosts = [await started(silent())];
    const startedMs = performance.now();
    await expect(takeSnapshot({hosts, sources: ['nodes'], timeoutMs: 600})).rejects.toMatchObject({
      kind: 'timed-out',
    });
    expect(performance.now() - startedMs).toBeGreaterThan(500);
  });
});
