import {mkdtempSync, rmSync} from 'node:fs';
import {connect, createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Requests and bytes of answers so far, by kind: method and path without the API version, ids and most of the query. */
export type Traffic = Readonly<Record<string, {readonly requests: number; readonly bytes: number}>>;

/** An engine's socket that counts what goes through it and changes nothing. */
export interface RecordingProxy {
  readonly socket: string;
  traffic(): Traffic;
  close(): Promise<void>;
}

/** The kind of a request, from the first line of its head. */
export function kindOf(method: string, target: string): string {
  const [path = '', query = ''] = target.split('?');
  const plain = path
    .replace(/^\/v\d+\.\d+/, '')
    .replace(/\/[a-z0-9]{25}(?=\/|$)|\/[0-9a-f]{64}(?=\/|$)/g, '/ID');
  const parameters = new URLSearchParams(query);
  const names = ['status', 'filters', 'all'].filter(name => parameters.has(name));
  return `${method} ${plain}${names.length > 0 ? `?${names.join('&')}` : ''}`;
}

const requestLine = /^(GET|HEAD|POST|PUT|DELETE) (\S+) HTTP\/1\.1\r\n/;

export async function startRecordingProxy(
  upstream: string,
  onRequest: (kind: string) => void = () => undefined,
): Promise<RecordingProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const socket = join(folder, 'engine.sock');
  const counts = new Map<string, {requests: number; bytes: number}>();
  const open = new Set<Socket>();
  const server = createServer(client => {
    const engine = connect(upstream);
    let current = 'before any request';
    const count = (requests: number, bytes: number) => {
      const sum = counts.get(current) ?? {requests: 0, bytes: 0};
      counts.set(current, {requests: sum.requests + requests, bytes: sum.bytes + bytes});
    };
    // Neither the console nor the CLI pipelines: a request begins a chunk, and answers until the next one are its own.
    client.on('data', (chunk: Buffer) => {
      const [, method, target] = requestLine.exec(chunk.toString('latin1', 0, 4096)) ?? [];
      if (method === undefined || target === undefined) return;
      current = kindOf(method, target);
      onRequest(current);
      count(1, 0);
    });
    engine.on('data', (chunk: Buffer) => count(0, chunk.length));
    client.pipe(engine).pipe(client);
    for (const end of [client, engine]) {
      open.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        open.delete(end);
        client.destroy();
        engine.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(socket, resolve);
  });
  return {
    socket,
    traffic: () => Object.fromEntries(counts),
    async close() {
      for (const end of open) end.destroy();
      await new Promise(resolve => server.close(resolve));
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

/** What was added between two looks. */
export function trafficBetween(before: Traffic, after: Traffic): Traffic {
  return Object.fromEntries(
    Object.entries(after).flatMap(([kind, {requests, bytes}]) => {
      const earlier = before[kind] ?? {requests: 0, bytes: 0};
      const added = {requests: requests - earlier.requests, bytes: bytes - earlier.bytes};
      return added.requests === 0 && added.bytes === 0 ? [] : [[kind, added]];
    }),
  );
}
