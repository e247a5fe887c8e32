import {once} from 'node:events';
import {rmSync} from 'node:fs';
import type {Server} from 'node:http';
import type {Route} from './api/route.ts';
import {createApiServer, type Interference} from './api/server.ts';
import {createEventHistory} from './api/streams/event-history.ts';
import {createFaults, type Faults} from './faults/create-faults.ts';
import type {SimulatedEngine} from './simulated-engine.ts';
import type {SimulatedSwarm} from './swarm/create-swarm.ts';

export interface ServeOptions {
  readonly swarm: SimulatedSwarm;
  /** By hostname or id, each with the path of its unix socket. */
  readonly sockets: readonly {readonly node: string; readonly path: string}[];
  /** Of what chance decides in faults. */
  readonly seed: number;
}

/** A swarm that can be called. */
export interface ServedSwarm {
  readonly faults: Faults;
  /** Takes the daemon of a served node away for so long; its containers go on. */
  restartEngine(nodeId: string, ms: number): void;
  close(): Promise<void>;
}

/** Serves the Engine API of some nodes of a swarm, each on a unix socket that comes and goes with its machine. */
export const serveSwarm = async ({swarm, sockets, seed}: ServeOptions): Promise<ServedSwarm> => {
  const doors = new Map<string, Door>();
  const restartEngine = (nodeId: string, ms: number) => {
    const door = doors.get(nodeId);
    if (door === undefined) return;
    door.shut();
    swarm.clock.after(ms, () => door.open());
  };
  const engines = sockets.map(({node, path}) => ({engine: swarm.engine(node), path}));
  const served = engines.map(({engine}) => engine.nodeId);
  const faults = createFaults({swarm, served, restartEngine}, seed);
  for (const {engine, path} of engines) {
    doors.set(engine.nodeId, createDoor(engine, path, faults.interference, faults.routes));
  }
  await Promise.all([...doors.values()].map(door => door.ready()));
  return {
    faults,
    restartEngine,
    async close() {
      await Promise.all([...doors.values()].map(door => door.close()));
    },
  };
};

/** The socket of one engine. */
interface Door {
  open(): void;
  shut(): void;
  /** Resolves when it listens, or when its engine does not. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

const createDoor = (
  engine: SimulatedEngine,
  path: string,
  interference: Interference,
  routes: readonly Route[],
): Door => {
  const history = createEventHistory(engine);
  let server: Server | null = null;
  let isClosed = false;

  const open = () => {
    if (server !== null || isClosed || !engine.isListening()) return;
    server = createApiServer(engine, history, interference, routes);
    // A socket that another process left would keep ours from being made.
    rmSync(path, {force: true});
    server.listen(path);
  };
  const shut = () => {
    const closing = server;
    server = null;
    closing?.close();
    closing?.closeAllConnections();
    history.forget();
    rmSync(path, {force: true});
    return closing;
  };
  const stopListening = engine.onListening(isListening => (isListening ? open() : shut()));
  open();
  return {
    open,
    shut,
    async ready() {
      if (server !== null && !server.listening) await once(server, 'listening');
    },
    async close() {
      isClosed = true;
      stopListening();
      history.close();
      const closing = shut();
      if (closing?.listening) await once(closing, 'close');
    },
  };
};
