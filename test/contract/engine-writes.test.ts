import type {IncomingMessage} from 'node:http';
import {text} from 'node:stream/consumers';
import {afterEach, describe, expect, it} from 'vitest';
import {openDockerode} from '../../source/engine/dockerode/open-dockerode.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {socketEndpoint} from '../builders/endpoints.ts';
import {type FakeEngine, onSocket, pinged} from '../builders/http-engine.ts';

interface Heard {
  readonly line: string;
  readonly body: string;
  readonly auth: string | undefined;
}

let server: FakeEngine;
let engine: Engine;
const heard: Heard[] = [];
afterEach(async () => {
  engine.close();
  await server.close();
  heard.length = 0;
});

/** An engine that answers every change alike. */
const open = async (status: number, answer: string, hangUp = false) => {
  server = await onSocket(
    pinged(async (request: IncomingMessage, response) => {
      const {method, url, headers} = request;
      const auth = headers['x-registry-auth'];
      heard.push({
        line: `${method} ${url}`,
        body: await text(request),
        auth: auth === undefined ? auth : String(auth),
      });
      if (hangUp) request.socket.destroy();
      else response.writeHead(status).end(answer);
    }),
  );
  engine = await openDockerode(socketEndpoint(server.path));
};

describe('a change', () => {
  it('of a service sends the whole spec in the body, never in the address', async () => {
    await open(200, '{"Warnings":["the digest is not pinned"]}');
    const spec = {Name: 'web', TaskTemplate: {FutureField: {deep: [1]}}};
    expect(await engine.updateService('s1', 7, spec, {registryAuthFrom: 'spec'})).toEqual([
      'the digest is not pinned',
    ]);
    await engine.updateService('s1', 8, spec, {rollback: 'previous', registryAuth: 'abc'});
    expect(heard).toEqual([
      {
        line: 'POST /v1.51/services/s1/update?version=7&registryAuthFrom=spec',
        body: JSON.stringify(spec),
        auth: undefined,
      },
      {
        line: 'POST /v1.51/services/s1/update?version=8&rollback=previous',
        body: JSON.stringify(spec),
        auth: 'abc',
      },
    ]);
  });

  it('of a node, and the end of one or of a service, name what they are about', async () => {
    await open(200, '');
    await engine.updateNode('n1', 3, {Role: 'worker'});
    await engine.removeNode('n1');
    await engine.removeNode('n1', {force: true});
    await engine.removeService('s1');
    expect(heard.map(({line, body}) => `${line} ${body}`.trim())).toEqual([
      'POST /v1.51/nodes/n1/update?version=3 {"Role":"worker"}',
      'DELETE /v1.51/nodes/n1',
      'DELETE /v1.51/nodes/n1?force=true',
      'DELETE /v1.51/services/s1',
    ]);
  });

  it('that comes too late is a version conflict, although the engine answers 500', async () => {
    await open(500, '{"message":"rpc error: code = Unknown desc = update out of sequence"}');
    await expect(engine.updateNode('n1', 3, {})).rejects.toMatchObject({
      kind: 'version-conflict',
      operation: 'update node',
      target: 'node n1',
    });
  });

  it('whose answer is lost is not sent again: it may have been carried out', async () => {
    await open(200, '', true);
    await expect(engine.removeService('s1')).rejects.toMatchObject({kind: 'unreachable'});
    expect(heard).toHaveLength(1);
  });
});

describe('the digest of an image', () => {
  it('is asked of its registry, with the credentials for it', async () => {
    await open(
      200,
      '{"Descriptor":{"digest":"sha256:abc"},"Platforms":[{"architecture":"arm64","os":"linux"}]}',
    );
    expect(await engine.resolveImage('reg.example:5000/media/app:1', 'secret')).toEqual({
      digest: 'sha256:abc',
      platforms: [{os: 'linux', architecture: 'arm64'}],
    });
    expect(heard).toMatchObject([
      {line: 'GET /v1.51/distribution/reg.example%3A5000/media/app%3A1/json', auth: 'secret'},
    ]);
  });
});
