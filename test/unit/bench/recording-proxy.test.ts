import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {kindOf, startRecordingProxy, trafficBetween} from '../../bench/recording-proxy.ts';
import {askEngine} from '../../lab/engine-api.ts';

describe('the kind of a request', () => {
  it.each([
    ['/v1.41/services?status=true', 'GET /services?status'],
    ['/nodes', 'GET /nodes'],
    ['/v1.51/tasks?filters=%7B%22service%22%3A%5B%22x%22%5D%7D', 'GET /tasks?filters'],
    ['/v1.41/services/2u2gvudgnj1vqvf6loecggy2o', 'GET /services/ID'],
    [`/v1.41/containers/${'0f'.repeat(32)}/json`, 'GET /containers/ID/json'],
  ])('of %s is %s', (target, kind) => {
    expect(kindOf('GET', target)).toBe(kind);
  });
});

describe('the recording proxy', () => {
  it('passes requests on and counts them with the bytes of their answers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'medianest-proxy-'));
    const upstream = join(folder, 'engine.sock');
    const engine = createServer((request, answer) => answer.end(JSON.stringify(request.url)));
    await new Promise<void>(resolve => engine.listen(upstream, resolve));
    const proxy = await startRecordingProxy(upstream);
    try {
      expect((await askEngine(proxy.socket, '/v1.41/nodes')).body).toBe('/v1.41/nodes');
      const before = proxy.traffic();
      await askEngine(proxy.socket, '/v1.41/nodes');
      await askEngine(proxy.socket, '/v1.41/info');
      const added = trafficBetween(before, proxy.traffic());
      expect(Object.keys(added).sort()).toEqual(['GET /info', 'GET /nodes']);
      expect(added['GET /nodes']).toMatchObject({requests: 1});
      expect(added['GET /nodes']?.bytes).toBeGreaterThan('"/v1.41/nodes"'.length);
    } finally {
      await proxy.close();
      engine.close();
      rmSync(folder, {recursive: true, force: true});
    }
  });
});
