import {mkdtempSync, rmSync} from 'node:fs';
import {type IncomingHttpHeaders, type IncomingMessage, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {realClock} from '../../source/simulator/clock.ts';
import {type ServedSwarm, serveSwarm} from '../../source/simulator/serve.ts';
import {createSwarm, type SimulatedSwarm} from '../../source/simulator/swarm/create-swarm.ts';
import type {NodeOptions} from '../../source/simulator/swarm/join-node.ts';

/** A simulated swarm on sockets of its own. */
export interface SocketSwarm {
  readonly swarm: SimulatedSwarm;
  readonly served: ServedSwarm;
  /** The socket of a node by its hostname. */
  path(node: string): string;
  close(): Promise<void>;
}

export interface SocketSwarmOptions {
  readonly managers?: number;
  readonly workers?: number;
  /** Nodes whose sockets are served; by default the first manager. */
  readonly serve?: readonly string[];
  /** So many times as fast as the real time. */
  readonly speed?: number;
  readonly engineVersion?: string;
  readonly cgroupVersion?: '1' | '2';
  readonly engineLabels?: Readonly<Record<string, string>>;
}

const named = (count: number, role: 'manager' | 'worker', more: Partial<NodeOptions>): NodeOptions[] =>
  Array.from({length: count}, (_, at) => ({...more, hostname: `${role}-${at + 1}`, role}));

export const aSwarmOnSockets = async ({
  managers = 1,
  workers = 1,
  serve = ['manager-1'],
  speed = 1,
  engineVersion = '28.5.2',
  cgroupVersion = '2',
  engineLabels = {},
}: SocketSwarmOptions = {}): Promise<SocketSwarm> => {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-'));
  const path = (node: string) => join(folder, `${node}.sock`);
  const clock = realClock(speed);
  const more = {engineVersion, cgroupVersion, engineLabels};
  const nodes = [...named(managers, 'manager', more), ...named(workers, 'worker', more)];
  const swarm = createSwarm({clock, seed: 1, nodes});
  const served = await serveSwarm({swarm, sockets: serve.map(node => ({node, path: path(node)}))});
  return {
    swarm,
    served,
    path,
    async close() {
      await served.close();
      clock.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
};

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** False when the connection broke before the answer's end. */
  readonly isWhole: boolean;
}

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The beginning of an answer; rejects when the connection ends before one. */
export const openCall = (
  socketPath: string,
  path: string,
  {method = 'GET', body, signal}: Asked = {},
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath,
        path,
        method,
        agent: false,
        ...(signal && {signal}),
        ...(body !== undefined && {headers: {'Content-Type': 'application/json'}}),
      },
      resolve,
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });

/** A whole answer, as far as it came. */
export const call = async (socketPath: string, path: string, asked: Asked = {}): Promise<Answered> => {
  const response = await openCall(socketPath, path, asked);
  const chunks: Buffer[] = [];
  let isWhole = true;
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch {
    isWhole = false;
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    isWhole: isWhole && response.complete,
  };
};

/** The parsed body of an answer. */
export const callJson = async (socketPath: string, path: string, asked: Asked = {}): Promise<unknown> =>
  JSON.parse((await call(socketPath, path, asked)).body);

/** Creates a service in few words; resolves with its id. */
export const createService = async (
  socketPath: string,
  name: string,
  {image = 'medianest/chatty:1', replicas = 1}: {readonly image?: string; readonly replicas?: number} = {},
): Promise<string> => {
  const spec = {
    Name: name,
    TaskTemplate: {ContainerSpec: {Image: image}},
    Mode: {Replicated: {Replicas: replicas}},
  };
  const made = await callJson(socketPath, '/services/create', {method: 'POST', body: spec});
  return (made as {ID: string}).ID;
};
