import type {Faults} from '../../source/simulator/faults/create-faults.ts';
import type {SimulatedSwarm} from '../../source/simulator/swarm/create-swarm.ts';
import {aSwarmOnSockets} from '../builders/socket-swarm.ts';
import type {JourneyCluster} from '../driver/journey.ts';
import {expectAnswer} from '../lab/engine-api.ts';
import type {SwarmNode} from '../lab/swarm.ts';
import {until} from '../until.ts';

export interface SimulatedOptions {
  /** Default 3. */
  readonly managers?: number;
  /** Default 2. */
  readonly workers?: number;
  /** Default 1: as fast as a real swarm. */
  readonly speed?: number;
}

/** A simulated swarm that journeys can be played on, and that can fail as no lab can. */
export interface SimulatedCluster extends JourneyCluster {
  readonly swarm: SimulatedSwarm;
  readonly faults: Faults;
  close(): Promise<void>;
}

interface WireNode {
  readonly ID: string;
  readonly Description: {readonly Hostname: string};
  readonly Status: {readonly State: string};
  readonly ManagerStatus?: {readonly Leader?: boolean; readonly Reachability: string};
}

const named = (role: string, count: number): readonly string[] =>
  Array.from({length: count}, (_, at) => `${role}-${at + 1}`);

const readNode = (node: WireNode): SwarmNode => ({
  id: node.ID,
  hostname: node.Description.Hostname,
  state: node.Status.State,
  leader: node.ManagerStatus?.Leader === true,
  reachability: node.ManagerStatus?.Reachability ?? null,
});

export async function startSimulated(options: SimulatedOptions = {}): Promise<SimulatedCluster> {
  const {managers = 3, workers = 2, speed = 1} = options;
  const nodes = [...named('manager', managers), ...named('worker', workers)];
  const sockets = await aSwarmOnSockets({managers, workers, serve: nodes, speed});
  const {swarm} = sockets;
  const {faults} = sockets.served;
  const list = async (): Promise<readonly SwarmNode[]> => {
    const asked = named('manager', managers).map(name =>
      expectAnswer(sockets.path(name), '/nodes', {timeoutMs: 5000}),
    );
    const answer = await Promise.any(asked).catch(() => []);
    return (answer as WireNode[]).map(readNode);
  };
  const each =
    (act: (node: string) => void) =>
    async (...names: readonly string[]) =>
      names.forEach(act);
  return {
    swarm,
    faults,
    nodes,
    dockerHost: node => `unix://${sockets.path(node)}`,
    api: (node, path, request) => expectAnswer(sockets.path(node), path, request),
    image: name => `lab.example/${name}`,
    start: each(node => swarm.startNode(node)),
    stop: each(node => swarm.killNode(node)),
    kill: each(node => swarm.killNode(node)),
    restartDaemon: async node => {
      faults.set('engine-restart', node === undefined ? {} : {node});
      await until('the daemon is back', () => faults.active().length === 0, {timeoutMs: 10_000});
    },
    // Nobody gets an answer, as from a daemon that is stopped; what hangs is cut by `thaw`.
    freeze: async () => faults.set('stall', {afterBytes: 0}),
    thaw: async () => faults.clear('stall'),
    partition: async (...names) => swarm.partition(names),
    heal: async () => swarm.heal(),
    listNodes: list,
    leader: async () => (await list()).find(({leader}) => leader)?.hostname ?? null,
    waitReady: async (count = nodes.length, timeoutMs = 60_000) => {
      const ready = async () => (await list()).filter(({state}) => state === 'ready').length === count;
      await until(`${count} nodes are ready`, ready, {timeoutMs});
    },
    close: () => sockets.close(),
  };
}
