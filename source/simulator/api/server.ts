import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {ApiError} from '../api-error.ts';
import type {SimulatedEngine} from '../simulated-engine.ts';
import {createAnswer} from './answer.ts';
import {apiLimits, apiVersionText, checkApiVersion, isWordedPlainly} from './api-version.ts';
import {type Call, readCall} from './call.ts';
import type {Interference, Line} from './interference.ts';
import {createRouter, type FoundRoute, type Route} from './route.ts';
import {containerRoutes} from './routes/container-routes.ts';
import {objectRoutes} from './routes/object-routes.ts';
import {swarmRoutes} from './routes/swarm-routes.ts';
import {systemRoutes} from './routes/system-routes.ts';
import type {EventHistory} from './streams/event-history.ts';
import {streamEvents} from './streams/event-stream.ts';

const routesOf = (history: EventHistory): readonly Route[] => [
  ...systemRoutes,
  ...swarmRoutes,
  ...objectRoutes,
  ...containerRoutes,
  {method: 'GET', pattern: '/events', run: input => streamEvents(input, history)},
];

/** An HTTP server that answers as the engine of one node does, and on paths of its own that no engine has. */
export const createApiServer = (
  engine: SimulatedEngine,
  history: EventHistory,
  interference: Interference,
  ownRoutes: readonly Route[],
): Server => {
  const find = createRouter([...routesOf(history), ...ownRoutes]);
  const server = createServer((request, response) => {
    void answerCall({engine, find, interference}, request, response);
  });
  // Streams last as long as their clients want.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 0;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  return server;
};

interface Parts {
  readonly engine: SimulatedEngine;
  readonly find: (method: string, path: string) => FoundRoute | null;
  readonly interference: Interference;
}

const answerCall = async (
  {engine, find, interference}: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  response.on('error', () => gone.abort());
  setEngineHeaders(engine, response);
  const call = readCall(request, engine.engineVersion(), gone.signal);
  const line = lineBelow(response);
  try {
    if ((await interference.before(call)) === 'drop') return line.cut();
    checkApiVersion(call.version, apiLimits(engine.engineVersion()));
    const found = find(call.method, call.path);
    if (found === null) throw new ApiError(404, 'page not found');
    const answer = createAnswer(response, interference.around(call, line));
    await found.route.run({engine, call, answer, ref: found.ref, cut: line.cut});
  } catch (error) {
    refuse(call, response, error);
  }
};

const lineBelow = (response: ServerResponse): Line => ({
  cut: () => void response.destroy(),
  // A turn later: Node holds the first bytes of an answer back for as long.
  cutAfterSent: () => void setImmediate(() => response.socket?.destroySoon()),
  closeOurHalf: () => void setImmediate(() => response.socket?.end()),
});

const setEngineHeaders = (engine: SimulatedEngine, response: ServerResponse): void => {
  const version = engine.engineVersion();
  response.setHeader('Api-Version', apiVersionText(apiLimits(version).newest));
  response.setHeader('Docker-Experimental', 'false');
  response.setHeader('Ostype', 'linux');
  response.setHeader('Server', `Docker/${version} (linux)`);
  response.setHeader('Swarm', engine.swarmHeader());
  response.setHeader('Cache-Control', 'no-cache, no-store, must-revalidate');
};

/** A refusal as the engine words it; a fault of ours is a 500 that says so. */
const refuse = (call: Call, response: ServerResponse, error: unknown): void => {
  // Too late for a status: a cut stream is all that can be told.
  if (response.headersSent || response.destroyed) return void response.destroy();
  const isRefusal = error instanceof ApiError;
  const status = isRefusal ? error.status : 500;
  const message = isRefusal ? error.message : `fault of the simulator: ${String(error)}`;
  const answer = createAnswer(response, outlet => outlet);
  if (isWordedPlainly(call.version)) answer.plain(`${message}\n`, status);
  else answer.json(JSON.stringify({message}), status);
};
