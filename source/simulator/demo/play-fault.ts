import type {Faults} from '../faults/create-faults.ts';
import type {FaultName} from '../faults/fault-names.ts';
import type {FaultOptions} from '../faults/fault-options.ts';
import type {SimulatedSwarm} from '../swarm/create-swarm.ts';

const firstMs = 10_000;
const lastsMs = 30_000;
const everyMs = 120_000;

/** The managers of a demo are all served, so none is spare for a fault that would choose by itself. */
const victims = (name: FaultName, managers: readonly string[]): FaultOptions =>
  name === 'quorum-lost' ? {nodes: managers.slice(1)} : {};

/** Lets one fault come and go: so that one sees what the console says of it, and that it is right again after it. */
export const playFault = (swarm: SimulatedSwarm, faults: Faults, name: FaultName): (() => void) => {
  let cancel = () => {};
  const play = () => {
    faults.set(name, {...victims(name, swarm.managerIds()), forMs: lastsMs});
    cancel = swarm.clock.after(everyMs, play);
  };
  cancel = swarm.clock.after(firstMs, play);
  return () => cancel();
};
