import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {realClock} from '../../source/simulator/clock.ts';
import type {Faults} from '../../source/simulator/faults/create-faults.ts';
import {serveSwarm} from '../../source/simulator/serve.ts';
import {createSwarm, type SimulatedSwarm} from '../../source/simulator/swarm/create-swarm.ts';
import type {NodeOptions} from '../../source/simulator/swarm/join-node.ts';
import type {JourneyCluster} from '../driver/journey.ts';
import {expectAnswer} from '../lab/engine-api.ts';
import {until} from '../until.ts';

export interface SimulatedOptions {
  /** Default 3. */
  readonly managers?: number;
  /** Default 2. */
  readonly workers?: number;
  readonly seed?: number;
  /** How many times as fast as the machine's time the swarm lives. Default 1. */
  readonly speed?: number;
  /** Of every node. */
  readonly machine?: Partial<NodeOptions>;
}

/** A simulated swarm behind sockets, as a lab would be. */
export interface Simulated extends JourneyCluster {
  readonly swarm: SimulatedSwarm;
  readonly faults: Faults;
  socket(node: string): string;
  close(): Promise<void>;
}

interface WireNode {
  readonly ID: string;
  readonly Description: {readonly Hostname: string};
  readonly Status: {readonly State: string};
  readonly ManagerStatus?: {readonly Leader?: boolean; readonly Reachability: string};
}

const names = (role: 'manager' | 'worker', count: number): readonly string[] =>
  Array.from({length: count}, (_, at) => `${role}-${at + 1}`);

/** Starts a simulated swarm in this process, with every node served on a socket of its own in a private folder. */
export async function startSimulated(options: SimulatedOptions = {}): Promise<Simulated> {
  const {managers = 3, workers = 2, seed = 1, speed = 1, machine} = options;
  const roles = {manager: names('manager', managers), worker: names('worker', workers)};
  const nodes = [...roles.manager, ...roles.worker];
  const machines = (['manager', 'worker'] as const).flatMap(role =>
    roles[role].map(hostname => ({...machine, hostname, role})),
  );
  const folder = mkdtempSync(join(tmpdir(), 'medianest-simulated-'));
  const clock = realClock(speed);
  const swarm = createSwarm({clock, seed, nodes: machines});
  const socket = (node: string) => join(folder, `${node}.sock`);
  const served = await serveSwarm({swarm, sockets: nodes.map(node => ({node, path: socket(node)}))});
  const each = async (chosen: readonly string[], run: (node: string) => void) => chosen.forEach(run);
  const idOf = (node: string) => swarm.engine(node).nodeId;

  const listNodes: Simulated['listNodes'] = async () => {
    const text = (await Promise.any(
      roles.manager.map(node => expectAnswer(socket(node), '/nodes', {timeoutMs: 2_000})),
    )) as readonly WireNode[];
    return text.map(({ID, Description, Status, ManagerStatus}) => ({
      id: ID,
      hostname: Description.Hostname,
      state: Status.State,
      leader: ManagerStatus?.Leader === true,
      reachability: ManagerStatus?.Reachability ?? null,
    }));
  };

  return {
    swarm,
    faults: served.faults,
    nodes,
    socket,
    dockerHost: node => `unix://${socket(node)}`,
    api: (node, path, request) => expectAnswer(socket(node), path, request),
    image: name => `registry.lab:5000/${name}`,
    start: (...chosen) => each(chosen, node => swarm.startNode(node)),
    stop: (...chosen) => each(chosen, node => swarm.killNode(node)),
    kill: (...chosen) => each(chosen, node => swarm.killNode(node)),
    restartDaemon: (...chosen) =>
      each(chosen, node => {
        served.faults.daemons.stop(idOf(node));
        served.faults.daemons.start(idOf(node));
      }),
    // An engine that hangs keeps its connections and says nothing on them.
    freeze: async () => served.faults.set('stall', {afterBytes: 0}),
    thaw: async () => served.faults.clear('stall'),
    partition: async (...chosen) => swarm.partition(chosen),
    heal: async () => swarm.heal(),
    listNodes,
    leader: async () => (await listNodes().catch(() => [])).find(({leader}) => leader)?.hostname ?? null,
    async waitReady(count, timeoutMs = 60_000) {
      const wanted = count ?? nodes.length;
      await until(
        `${wanted} nodes are ready`,
        async () => (await listNodes()).filter(({state}) => state === 'ready').length === wanted,
        {timeoutMs},
      );
    },
    async close() {
      await served.close();
      clock.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
