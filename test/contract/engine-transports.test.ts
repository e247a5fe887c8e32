import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import type {RequestListener} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it, vi} from 'vitest';
import {openDockerode, openThrough} from '../../source/engine/dockerode/open-dockerode.ts';
import type {Endpoint, TlsFiles} from '../../source/engine/endpoint.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {socketEndpoint, sshEndpoint, tcpEndpoint} from '../builders/endpoints.ts';
import {type FakeEngine, onSocket, onTcp, onTls, pinged} from '../builders/http-engine.ts';
import {makeCertificates, tlsFiles} from '../lab/tls.ts';
import {until} from '../until.ts';

const oneNode: RequestListener = (_request, response) => void response.end('[{"ID":"n1"}]');
const soon = () => AbortSignal.timeout(5_000);

let closing: (() => unknown)[] = [];
const started = async (server: Promise<FakeEngine>): Promise<FakeEngine> => {
  const running = await server;
  closing.push(() => running.close());
  return running;
};
const opened = async (engine: Promise<Engine>): Promise<Engine> => {
  const open = await engine;
  closing.unshift(() => open.close());
  return open;
};
afterEach(async () => {
  const now = closing;
  closing = [];
  for (const close of now) await close();
  vi.unstubAllEnvs();
});

describe('an engine on a unix socket', () => {
  it('is asked over one connection for as long as calls do not overlap', async () => {
    const server = await started(onSocket(pinged(oneNode)));
    const engine = await opened(openDockerode(socketEndpoint(server.path)));
    for (let round = 0; round < 10; round += 1) expect(await engine.listNodes()).toHaveLength(1);
    expect(engine.apiVersion).toBe('1.51');
    expect(await engine.ping()).toEqual({apiVersion: '1.51', swarm: 'active/manager'});
    expect(server.connections.made).toBe(1);
  });

  it('keeps few connections after many calls at once, and none after it was closed', async () => {
    const server = await started(onSocket(pinged(oneNode)));
    const engine = await opened(openDockerode(socketEndpoint(server.path)));
    await Promise.all(Array.from({length: 8}, () => engine.listNodes()));
    await until('the surplus is closed', () => server.connections.open <= 2, {timeoutMs: 2_000, everyMs: 5});
    engine.close();
    await until('all are closed', () => server.connections.open === 0, {timeoutMs: 2_000, everyMs: 5});
  });

  it('is asked again where it closed a kept connection', async () => {
    const server = await started(onSocket(pinged(oneNode)));
    const engine = await opened(openDockerode(socketEndpoint(server.path)));
    const first = engine.listNodes();
    server.dropIdle();
    expect(await first).toHaveLength(1);
    server.dropIdle();
    expect(await engine.listNodes()).toHaveLength(1);
  });

  it('is found although DOCKER_HOST and DOCKER_CERT_PATH are nonsense, and leaves them as they are', async () => {
    vi.stubEnv('DOCKER_HOST', 'tcp://[nonsense');
    vi.stubEnv('DOCKER_CERT_PATH', '/nowhere');
    const server = await started(onSocket(pinged(oneNode)));
    const engine = await opened(openDockerode(socketEndpoint(server.path)));
    expect(await engine.listNodes()).toHaveLength(1);
    expect(process.env['DOCKER_HOST']).toBe('tcp://[nonsense');
  });

  it.each([
    ['is absent', '/nowhere/docker.sock', 'unreachable'],
    ['is no socket', import.meta.filename, 'unreachable'],
  ])('is refused with the reason where it %s', async (_what, path, kind) => {
    await expect(openDockerode(socketEndpoint(path), soon())).rejects.toMatchObject({kind});
  });

  it('is refused where it is too old, or no engine at all', async () => {
    const old = await started(onSocket(pinged(oneNode, '1.40')));
    await expect(openDockerode(socketEndpoint(old.path), soon())).rejects.toMatchObject({
      kind: 'rejected',
      hint: expect.stringContaining('20.10'),
    });
    const other = await started(onSocket((_request, response) => void response.end('welcome')));
    await expect(openDockerode(socketEndpoint(other.path), soon())).rejects.toThrow('it is no Docker engine');
  });

  it('tells its errors, and what broke in the middle of an answer', async () => {
    const server = await started(
      onSocket(
        pinged((request, response) => {
          if (request.url?.includes('/secrets'))
            return void response
              .writeHead(503)
              .end('{"message":"Swarm is encrypted and needs to be unlocked"}');
          response.write('[{"ID":"n1"},', () => response.destroy());
        }),
      ),
    );
    const engine = await opened(openDockerode(socketEndpoint(server.path)));
    await expect(engine.listSecrets()).rejects.toMatchObject({kind: 'locked', status: 503});
    await expect(engine.listNodes()).rejects.toMatchObject({kind: 'unreachable', operation: 'list nodes'});
  });

  it('is not waited for longer than the signal says', async () => {
    const server = await started(onSocket(pinged(() => undefined)));
    const engine = await opened(openDockerode(socketEndpoint(server.path)));
    await expect(engine.listNodes({}, AbortSignal.timeout(50))).rejects.toMatchObject({kind: 'timed-out'});
    const ending = new AbortController();
    const asked = engine.listNodes({}, ending.signal);
    ending.abort();
    await expect(asked).rejects.toMatchObject({kind: 'aborted'});
  });

  it('streams events until the signal ends them, and then lets go of the connection', async () => {
    const server = await started(
      onSocket(pinged((_request, response) => void response.write('{"Type":"node","Action":"update"}\n'))),
    );
    const engine = await opened(openDockerode(socketEndpoint(server.path)));
    const ending = new AbortController();
    const follow = async () => {
      for await (const event of engine.watchEvents({types: ['node']}, ending.signal)) {
        expect(event.action).toBe('update');
        ending.abort();
      }
    };
    await expect(follow()).rejects.toMatchObject({kind: 'aborted'});
    await until('only kept connections are open', () => server.connections.open <= 1, {
      timeoutMs: 2_000,
      everyMs: 5,
    });
  });
});

describe('an engine on tcp', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const read = (name: string, file: 'ca' | 'cert' | 'key' | 'serverCert' | 'serverKey') =>
    readFileSync(tlsFiles(join(folder, name))[file], 'utf8');
  const clientTls = (name = 'right'): TlsFiles => ({
    ca: read(name, 'ca'),
    cert: read(name, 'cert'),
    key: read(name, 'key'),
    skipVerify: false,
  });
  const endpoint = (port: number, tls: TlsFiles | null): Endpoint => ({
    ...tcpEndpoint('127.0.0.1', port),
    transport: {kind: 'tcp', host: '127.0.0.1', port, tls},
  });
  const tlsServer = () =>
    started(
      onTls(pinged(oneNode), {
        ca: read('right', 'ca'),
        cert: read('right', 'serverCert'),
        key: read('right', 'serverKey'),
      }),
    );
  const fault = (port: number, tls: TlsFiles | null) =>
    openDockerode(endpoint(port, tls), soon()).then(
      () => 'it was opened',
      (error: Error) => `${'kind' in error ? error.kind : ''}: ${error.message}`,
    );

  beforeAll(async () => {
    for (const name of ['right', 'wrong']) await makeCertificates(join(folder, name), 'engine', '127.0.0.1');
  });
  afterAll(() => rmSync(folder, {recursive: true}));

  it('is asked without and with TLS over one connection', async () => {
    const plain = await started(onTcp(pinged(oneNode)));
    const secure = await tlsServer();
    for (const [server, tls] of [
      [plain, null],
      [secure, clientTls()],
    ] as const) {
      const engine = await opened(openDockerode(endpoint(server.port, tls), soon()));
      expect(await engine.listNodes()).toHaveLength(1);
      expect(server.connections.made).toBe(1);
    }
  });

  it('may go unverified where that was asked for', async () => {
    const server = await tlsServer();
    const tls = {...clientTls(), ca: null, skipVerify: true};
    const engine = await opened(openDockerode(endpoint(server.port, tls), soon()));
    expect(await engine.listNodes()).toHaveLength(1);
  });

  it('says what is wrong where the two sides do not fit', async () => {
    const secure = await tlsServer();
    const plain = await started(onTcp(pinged(oneNode)));
    const {ca} = clientTls();
    expect(await fault(secure.port, null)).toMatch(/^(unauthorised|unreachable): /);
    expect(await fault(plain.port, clientTls())).toMatch(/^unauthorised: .*does not speak TLS/);
    expect(await fault(secure.port, clientTls('wrong'))).toMatch(
      /^unauthorised: .*not signed by an authority/,
    );
    expect(await fault(secure.port, {ca, cert: null, key: null, skipVerify: false})).toMatch(
      /^unauthorised: .*does not accept your certificate/,
    );
    expect(await fault(secure.port, {...clientTls(), cert: 'no PEM', key: 'no PEM'})).toMatch(
      /^unauthorised: The certificates .* cannot be used/,
    );
    await plain.close();
    closing = closing.slice(0, 1);
    expect(await fault(plain.port, null)).toMatch(/^unreachable: Nothing listens/);
  });
});

describe('an engine behind ssh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ssh-'));
  /** A program that stands where ssh would, so that no machine has to be reached. */
  const program = (name: string, lines: readonly string[]): string => {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\n'));
    chmodSync(path, 0o755);
    return path;
  };
  afterAll(() => rmSync(folder, {recursive: true}));

  it('is asked through the standard input and output of ssh', async () => {
    const server = await started(onSocket(pinged(oneNode)));
    const bridge = program('bridge', [
      `#!${process.execPath}`,
      "const {appendFileSync} = require('node:fs');",
      `appendFileSync(${JSON.stringify(join(folder, 'calls'))}, JSON.stringify(process.argv.slice(2)) + '\\n');`,
      `const socket = require('node:net').connect(${JSON.stringify(server.path)});`,
      'process.stdin.pipe(socket).pipe(process.stdout);',
    ]);
    const engine = await opened(openThrough(sshEndpoint('far', 'ann', 2222), soon(), bridge));
    for (let round = 0; round < 3; round += 1) expect(await engine.listNodes()).toHaveLength(1);
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
    expect(calls).toHaveLength(1);
    expect(JSON.parse(calls[0] ?? '')).toEqual(
      expect.arrayContaining([
        'BatchMode=yes',
        '-l',
        'ann',
        '-p',
        '2222',
        '--',
        'far',
        'docker system dial-stdio',
      ]),
    );
    engine.close();
    await until('ssh has ended', () => server.connections.open === 0, {timeoutMs: 5_000, everyMs: 10});
  });

  it('tells what ssh said when it fails', async () => {
    const failing = program('failing', ['#!/bin/sh', 'echo "Host key verification failed." >&2', 'exit 255']);
    await expect(openThrough(sshEndpoint(), soon(), failing)).rejects.toMatchObject({
      kind: 'unauthorised',
      message: 'No connection to ssh://ann@far: Host key verification failed.',
    });
  });

  it('says so when there is no ssh', async () => {
    await expect(openThrough(sshEndpoint(), soon(), join(folder, 'none'))).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('is ssh installed?'),
    });
  });
});
