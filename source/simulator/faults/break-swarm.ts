import type {SimulatedSwarm} from '../swarm/create-swarm.ts';
import type {FaultOptions, SwarmFault} from './fault.ts';

const restartMs = 4000;
const skewMs = 10 * 60_000;

/** What breaking a swarm needs beside it. */
export interface SwarmBreaker {
  readonly swarm: SimulatedSwarm;
  /** Ids of the nodes whose sockets are served: their clients must see the fault, not vanish with it. */
  readonly served: readonly string[];
  /** Takes the daemon of a served node away for a while. */
  readonly restartEngine: (nodeId: string, ms: number) => void;
}

/** Brings a fault about; the answer mends it again. */
export const breakSwarm = (
  {swarm, served, restartEngine}: SwarmBreaker,
  name: SwarmFault,
  {node, ms}: FaultOptions,
): (() => void) => {
  const killed = (ids: readonly string[]) => {
    for (const id of ids) swarm.killNode(id);
    return () => {
      for (const id of ids) swarm.startNode(id);
    };
  };
  const managers = swarm.managerIds();
  const spare = (ids: readonly string[]) => ids.filter(id => !served.includes(id));
  const workers = spare(swarm.nodeIds().filter(id => !managers.includes(id)));
  const wanted = (otherwise: readonly string[]): readonly string[] =>
    node === undefined ? otherwise : [node];
  switch (name) {
    case 'engine-restart':
      for (const id of wanted(served)) restartEngine(id, ms ?? restartMs);
      return () => {};
    case 'leader-lost': {
      const leader = swarm.leaderId();
      return killed(wanted(leader === null ? [] : [leader]));
    }
    case 'quorum-lost':
      return killed(wanted(spare(managers).slice(0, Math.ceil(managers.length / 2))));
    case 'node-dead':
      return killed(wanted(workers.slice(0, 1)));
    case 'partition':
      swarm.partition(wanted([...spare(managers).slice(0, 1), ...workers.slice(0, 1)]));
      return () => swarm.heal();
    case 'clock-skew':
      swarm.skewClock(ms ?? skewMs, node === undefined ? undefined : [node]);
      return () => swarm.skewClock(0, node === undefined ? undefined : [node]);
  }
};
