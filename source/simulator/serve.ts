import {once} from 'node:events';
import {rmSync} from 'node:fs';
import type {Server} from 'node:http';
import {connect} from 'node:net';
import {createApiServer} from './api/server.ts';
import {createEventHistory} from './api/streams/event-history.ts';
import {createFaults, type Faults} from './faults/create-faults.ts';
import {faultsRoutes} from './faults/faults-route.ts';
import type {SimulatedEngine} from './simulated-engine.ts';
import type {SimulatedSwarm} from './swarm/create-swarm.ts';

/** Where the API of one node is served: a unix socket, or a port of the loopback. */
type ServedSocket = {readonly node: string} & ({readonly path: string} | {readonly port: number});

export interface ServeOptions {
  readonly swarm: SimulatedSwarm;
  /** Nodes by hostname or id. */
  readonly sockets: readonly ServedSocket[];
}

/** A swarm that can be called. */
export interface ServedSwarm {
  readonly faults: Faults;
  /** As `DOCKER_HOST` takes them, in the order of the sockets. */
  readonly hosts: readonly string[];
  /** Connections that are open now, for tests of what is left behind. */
  openConnections(): Promise<number>;
  /** Cuts all connections and removes the sockets. */
  close(): Promise<void>;
}

/** Serves nodes of a simulated swarm. A node without power refuses connections, as its machine would. */
export const serveSwarm = async ({swarm, sockets}: ServeOptions): Promise<ServedSwarm> => {
  const faults = createFaults({swarm, served: sockets.map(({node}) => node)});
  const doors: Door[] = [];
  const close = async () => {
    await Promise.all(doors.map(door => door.close()));
  };
  try {
    for (const socket of sockets) {
      await refuseIfServed(socket);
      const door = createDoor(swarm.engine(socket.node), socket, faults);
      doors.push(door);
      await door.ready();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    faults,
    hosts: sockets.map(socket =>
      'path' in socket ? `unix://${socket.path}` : `tcp://127.0.0.1:${socket.port}`,
    ),
    async openConnections() {
      const counts = await Promise.all(doors.map(door => door.openConnections()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    close,
  };
};

/** The socket of one engine, which comes and goes with its machine and its daemon. */
interface Door {
  /** Resolves when it listens, or when its engine does not. */
  ready(): Promise<void>;
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

const createDoor = (engine: SimulatedEngine, socket: ServedSocket, faults: Faults): Door => {
  const history = createEventHistory(engine);
  const {daemons} = faults;
  let server: Server | null = null;

  const open = () => {
    if (server !== null) return;
    server = createApiServer(engine, history, faults.interference(engine), faultsRoutes(faults));
    if ('port' in socket) {
      server.listen(socket.port, '127.0.0.1');
      return;
    }
    // A socket that another process left would keep ours from being made.
    rmSync(socket.path, {force: true});
    server.listen(socket.path);
  };
  const shut = (): Server | null => {
    const closing = server;
    server = null;
    closing?.close();
    closing?.closeAllConnections();
    history.forget();
    return closing;
  };
  const review = () => {
    if (engine.isListening() && daemons.isUp(engine.nodeId)) open();
    else shut();
  };
  const stops = [engine.onListening(review), daemons.onChange(review)];
  review();
  return {
    async ready() {
      // Rejects where it cannot listen.
      if (server !== null && !server.listening) await once(server, 'listening');
    },
    openConnections: () => (server === null ? Promise.resolve(0) : countConnections(server)),
    async close() {
      for (const stop of stops) stop();
      history.close();
      const closing = shut();
      if (closing?.listening) await once(closing, 'close');
    },
  };
};

/** A socket that an ended process has left may be taken; one that somebody answers on may not. */
const refuseIfServed = async (socket: ServedSocket): Promise<void> => {
  if ('port' in socket) return;
  const probe = connect(socket.path);
  try {
    await once(probe, 'connect');
  } catch {
    return;
  } finally {
    probe.destroy();
  }
  throw new Error(`something answers on ${socket.path} already`);
};

const countConnections = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
  });
