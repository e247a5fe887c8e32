import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type RequestListener, type Server} from 'node:http';
import {createServer as createTlsServer} from 'node:https';
import type {AddressInfo, Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** An HTTP server of this process that answers as a test wants. */
export interface FakeEngine {
  /** Path of its socket; empty on tcp. */
  readonly path: string;
  readonly port: number;
  /** Connections made so far, and those that are open. */
  readonly connections: {readonly made: number; readonly open: number};
  /** Closes connections that wait for a next request, as an engine that restarts does. */
  dropIdle(): void;
  close(): Promise<void>;
}

/** Answers pings as an engine with that API version; everything else is the test's. */
export const pinged =
  (answer: RequestListener, apiVersion = '1.51'): RequestListener =>
  (request, response) => {
    if (!request.url?.includes('/_ping')) return answer(request, response);
    response.setHeader('Api-Version', apiVersion).setHeader('Swarm', 'active/manager').end('OK');
  };

export const onSocket = async (answer: RequestListener): Promise<FakeEngine> => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const path = join(folder, 'docker.sock');
  return listening(createServer(answer), {path}, () => rmSync(folder, {recursive: true, force: true}));
};

export const onTcp = (answer: RequestListener): Promise<FakeEngine> =>
  listening(createServer(answer), {port: 0, host: '127.0.0.1'});

export const onTls = (
  answer: RequestListener,
  pems: {readonly ca: string; readonly cert: string; readonly key: string},
): Promise<FakeEngine> => {
  const server = createTlsServer({...pems, requestCert: true, rejectUnauthorized: true}, answer);
  return listening(server, {port: 0, host: '127.0.0.1'});
};

const listening = async (server: Server, where: object, afterwards = () => {}): Promise<FakeEngine> => {
  const sockets = new Set<Socket>();
  let made = 0;
  server.on('connection', (socket: Socket) => {
    made += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => {
    server.listen(where, resolve);
  });
  const address = server.address();
  return {
    path: typeof address === 'string' ? address : '',
    port: typeof address === 'string' ? 0 : ((address as AddressInfo | null)?.port ?? 0),
    get connections() {
      return {made, open: sockets.size};
    },
    dropIdle: () => server.closeIdleConnections(),
    async close() {
      const closed = new Promise(resolve => {
        server.close(resolve);
      });
      for (const socket of sockets) socket.destroy();
      await closed;
      afterwards();
    },
  };
};
