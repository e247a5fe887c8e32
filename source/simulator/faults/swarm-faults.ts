import {ApiError} from '../api-error.ts';
import type {SimulatedSwarm} from '../swarm/create-swarm.ts';
import type {Daemons} from './daemons.ts';
import type {FaultName} from './fault-names.ts';
import type {FaultOptions} from './fault-options.ts';

/** Takes a fault of the swarm back. */
type Undo = () => void;

/** What a fault can reach of a simulation. */
interface Breakable {
  readonly swarm: SimulatedSwarm;
  readonly daemons: Daemons;
  /** Nodes whose sockets are served; their clients must see a fault, not vanish with it. */
  readonly served: readonly string[];
}

type SwarmFault = (breakable: Breakable, options: FaultOptions) => Undo;

const kill = ({swarm}: Breakable, refs: readonly string[]): Undo => {
  for (const ref of refs) swarm.killNode(ref);
  return () => {
    for (const ref of refs) swarm.startNode(ref);
  };
};

const impossible = (text: string) => new ApiError(409, text);

/** The nodes that the options name, or those that the fault would choose. */
const chosen = ({node, nodes}: FaultOptions, otherwise: () => readonly string[]): readonly string[] =>
  nodes ?? (node === undefined ? otherwise() : [node]);

const spare = ({served}: Breakable, ids: readonly string[]): readonly string[] =>
  ids.filter(id => !served.includes(id));

const loseLeader: SwarmFault = (breakable, options) => {
  const nodes = chosen(options, () => {
    const leader = breakable.swarm.leaderId();
    if (leader === null) throw impossible('nobody leads this swarm');
    return [leader];
  });
  return kill(breakable, nodes);
};

const loseQuorum: SwarmFault = (breakable, options) => {
  const nodes = chosen(options, () => {
    const managers = breakable.swarm.managerIds();
    const tooMany = Math.ceil(managers.length / 2);
    const victims = spare(breakable, managers).slice(-tooMany);
    if (victims.length < tooMany) {
      throw impossible(`this needs ${tooMany} managers that nobody is connected to; say which nodes`);
    }
    return victims;
  });
  return kill(breakable, nodes);
};

const killWorker: SwarmFault = (breakable, options) => {
  const nodes = chosen(options, () => {
    const {swarm} = breakable;
    const managers = new Set(swarm.managerIds());
    const worker = spare(breakable, swarm.nodeIds()).findLast(id => !managers.has(id));
    if (worker === undefined) throw impossible('this swarm has no worker to lose; say which node');
    return [worker];
  });
  return kill(breakable, nodes);
};

const cutOff: SwarmFault = (breakable, options) => {
  const {swarm, served} = breakable;
  swarm.partition(chosen(options, () => served.slice(0, 1)));
  return () => swarm.heal();
};

const skew: SwarmFault = ({swarm}, options) => {
  const nodes = chosen(options, () => swarm.nodeIds());
  swarm.skewClock(options.skewMs ?? 90_000, nodes);
  return () => swarm.skewClock(0, nodes);
};

const restart: SwarmFault = ({daemons, swarm, served}, options) => {
  const nodes = chosen(options, () => served).map(ref => swarm.engine(ref).nodeId);
  for (const node of nodes) daemons.stop(node);
  return () => {
    for (const node of nodes) daemons.start(node);
  };
};

/** Faults of machines and of the links between them; all others are of the connection. */
export const swarmFaults: Readonly<Partial<Record<FaultName, SwarmFault>>> = {
  'leader-lost': loseLeader,
  'quorum-lost': loseQuorum,
  'node-dead': killWorker,
  partition: cutOff,
  'clock-skew': skew,
  'engine-restart': restart,
};
