import {connect} from 'node:net';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {
  aSwarmOnSockets,
  call,
  callJson,
  createService,
  type SocketSwarm,
} from '../../../builders/socket-swarm.ts';

let open: SocketSwarm;
let old: SocketSwarm;
let socket = '';

beforeAll(async () => {
  open = await aSwarmOnSockets({serve: ['manager-1', 'worker-1']});
  old = await aSwarmOnSockets({engineVersion: '20.10.24'});
  socket = open.path('manager-1');
  await createService(socket, 'web');
});

afterAll(async () => {
  await open.close();
  await old.close();
});

const messageOf = async (path: string, at = socket, method = 'GET', body?: unknown): Promise<string> => {
  const {status, body: text} = await call(at, path, {method, body});
  return `${status} ${(JSON.parse(text) as {message: string}).message}`;
};

const filtered = (filters: string): string => `/services?filters=${encodeURIComponent(filters)}`;

describe('versions', () => {
  test('a ping tells what the engine is, with or without a body', async () => {
    const {headers, body} = await call(socket, '/_ping');
    expect({...headers, body}).toMatchObject({
      body: 'OK',
      'api-version': '1.51',
      ostype: 'linux',
      server: 'Docker/28.5.2 (linux)',
      swarm: 'active/manager',
      'docker-experimental': 'false',
    });
    expect((await call(socket, '/_ping', {method: 'HEAD'})).headers['api-version']).toBe('1.51');
    expect((await call(open.path('worker-1'), '/_ping')).headers['swarm']).toBe('active/worker');
  });

  test('every version between the oldest and the newest is answered', async () => {
    for (let minor = 24; minor <= 51; minor++) {
      expect((await call(socket, `/v1.${minor}/nodes`)).status).toBe(200);
    }
  });

  test('a version that is too new or too old is refused, very old clients in plain text', async () => {
    expect(await messageOf('/v1.52/nodes')).toBe(
      '400 client version 1.52 is too new. Maximum supported API version is 1.51',
    );
    const {status, body, headers} = await call(socket, '/v1.10/nodes');
    expect({status, body, type: headers['content-type']}).toEqual({
      status: 400,
      body: 'client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version\n',
      type: 'text/plain; charset=utf-8',
    });
    expect((await call(old.path('manager-1'), '/v1.12/nodes')).status).toBe(200);
  });
});

describe('routes', () => {
  test.each(['/', '/nonsense', '/v1.41', '/v1.41/', '/services/', '/nodes/a/b/c'])(
    'there is nothing at %s',
    async path => {
      expect(await messageOf(path)).toBe('404 page not found');
    },
  );

  test('a method that a path does not have is not found either', async () => {
    expect(await messageOf('/nodes', socket, 'PUT')).toBe('404 page not found');
  });

  test('names with a slash are found where Docker allows them', async () => {
    expect((await call(socket, '/distribution/registry.example/shop/web:1/json')).status).toBe(200);
  });

  test('a worker refuses what only managers know', async () => {
    expect(await messageOf('/services', open.path('worker-1'))).toMatch(
      /^503 This node is not a swarm manager. Worker nodes can't be used/,
    );
  });
});

describe('filters', () => {
  test.each([
    ['{"name":["web"]}', 1],
    ['{"name":{"web":true}}', 1],
    ['{"name":{"web":false}}', 1],
    ['{"name":["nothing"]}', 0],
    ['{"name":[]}', 1],
    ['{"name":null}', 1],
    ['null', 1],
    ['', 1],
  ])('%s leaves %i services', async (filters, count) => {
    expect(await callJson(socket, filtered(filters))).toHaveLength(count);
  });

  test.each([
    ['nonsense', "invalid character 'o' in literal null (expecting 'u')"],
    ['[]', 'json: cannot unmarshal array into Go value of type map[string]map[string]bool'],
    ['1', 'json: cannot unmarshal number into Go value of type map[string]map[string]bool'],
    ['{"name":1}', 'json: cannot unmarshal number into Go value of type map[string]bool'],
    ['{"name":["x",1]}', 'json: cannot unmarshal array into Go value of type map[string]bool'],
    ['{"name":{"x":1}}', 'json: cannot unmarshal number into Go value of type bool'],
    ['{', 'unexpected end of JSON input'],
  ])('%s is refused, by 20.10 in Go’s words, by 28 in its own', async (filters, message) => {
    expect(await messageOf(filtered(filters), old.path('manager-1'))).toBe(`400 ${message}`);
    expect(await messageOf(filtered(filters))).toBe('400 invalid filter');
  });

  test('any JSON either filters or is refused', async () => {
    const paths = [
      '/services',
      '/tasks',
      '/nodes',
      '/networks',
      '/secrets',
      '/configs',
      '/volumes',
      '/containers/json',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.json({maxDepth: 3}), async (path, json) => {
        const {status, body} = await call(socket, `${path}?filters=${encodeURIComponent(json)}`);
        if (status === 200) return void JSON.parse(body);
        expect(status).toBe(400);
        expect((JSON.parse(body) as {message: string}).message).toMatch(/filter/i);
      }),
      {numRuns: 150},
    );
  });
});

describe('bodies', () => {
  test.each([
    ['{"Na', 'invalid JSON: unexpected EOF'],
    ['nonsense', "invalid JSON: invalid character 'o' in literal null (expecting 'u')"],
    ['{}', 'mismatched Runtime and *Spec fields'],
    ['[]', 'mismatched Runtime and *Spec fields'],
  ])('%s makes no service', async (body, message) => {
    expect(await messageOf('/services/create', socket, 'POST', body)).toBe(`400 ${message}`);
  });

  test('an update without a version is refused before it is looked at', async () => {
    expect(await messageOf('/services/web/update?version=x', socket, 'POST', {})).toBe(
      '400 invalid service version \'x\': strconv.ParseUint: parsing "x": invalid syntax',
    );
  });

  test('any JSON as a spec is taken or refused, and is never a fault of the simulator', async () => {
    const spec = fc.oneof(
      fc.json({maxDepth: 3}).map(text => JSON.parse(text) as unknown),
      fc.record(
        {
          Name: fc.oneof(fc.constant('some'), fc.jsonValue()),
          TaskTemplate: fc.oneof(
            fc.record({ContainerSpec: fc.oneof(fc.constant({Image: 'a'}), fc.jsonValue({maxDepth: 2}))}),
            fc.jsonValue({maxDepth: 2}),
          ),
          Mode: fc.jsonValue({maxDepth: 2}),
          EndpointSpec: fc.jsonValue({maxDepth: 2}),
          UpdateConfig: fc.jsonValue({maxDepth: 2}),
          Networks: fc.jsonValue({maxDepth: 2}),
        },
        {requiredKeys: []},
      ),
    );
    const paths = [
      '/services/create',
      '/secrets/create',
      '/configs/create',
      '/networks/create',
      '/volumes/create',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), spec, async (path, body) => {
        const {status, body: text} = await call(old.path('manager-1'), path, {method: 'POST', body});
        expect([201, 400, 404, 409, 501], text).toContain(status);
      }),
      {numRuns: 200},
    );
  });
});

const sendRaw = (path: string, bytes: Uint8Array): Promise<string> =>
  new Promise(resolve => {
    const client = connect(path);
    let answer = '';
    client.on('data', chunk => {
      answer += chunk.toString('latin1');
    });
    client.on('error', () => undefined);
    client.on('close', () => resolve(answer));
    client.end(bytes);
  });

describe('bytes that are no request', () => {
  test('are refused, and the server goes on', async () => {
    expect(await sendRaw(socket, Buffer.from('nonsense\r\n\r\n'))).toMatch(/^HTTP\/1.1 400 /);
    const requestLike = fc
      .tuple(fc.constantFrom('GET', 'POST', 'DELETE', 'X'), fc.string(), fc.string({unit: 'binary'}))
      .map(([method, path, rest]) =>
        Buffer.from(`${method} /${path} HTTP/1.1\r\nHost: x\r\n${rest}\r\n\r\n`),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({maxLength: 300}), requestLike), async bytes => {
        const answer = await sendRaw(socket, bytes);
        expect(answer === '' || /^HTTP\/1.1 \d{3} /.test(answer)).toBe(true);
      }),
      {numRuns: 150},
    );
    expect((await call(socket, '/version')).status).toBe(200);
  });

  test('any path is answered with a status that engines have', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.webUrl({withQueryParameters: true}),
        fc.constantFrom('GET', 'DELETE'),
        async (url, method) => {
          const {pathname, search} = new URL(url);
          const {status} = await call(socket, `${pathname}${search}`, {method});
          expect([200, 204, 400, 404, 405]).toContain(status);
        },
      ),
      {numRuns: 100},
    );
  });
});
