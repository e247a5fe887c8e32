import {realClock} from '../clock.ts';
import {churn} from '../scale/churn.ts';
import {seedSwarm} from '../scale/seed-swarm.ts';
import {findScenario} from '../scenarios/find-scenario.ts';
import {playScenario} from '../scenarios/play-scenario.ts';
import type {SimulatedSwarm} from '../swarm/create-swarm.ts';
import type {DemoOptions} from './demo-options.ts';
import {driveClock} from './drive-clock.ts';

/** A swarm that lives until it is closed. */
export interface DemoSwarm {
  readonly swarm: SimulatedSwarm;
  close(): void;
}

const defaults = {nodes: 10, services: 40, tasks: 200};

/** The swarm of a demo: of the sizes that were asked for, or with a story. */
export const buildDemo = (options: DemoOptions): DemoSwarm => {
  const seed = options.seed ?? 1;
  const {nodes, services, tasks, changesPerSecond} = options;
  const isSized = [nodes, services, tasks, changesPerSecond].some(value => value !== null);
  if (!isSized) {
    const scenario = findScenario(options.scenario ?? 'homelab');
    const {swarm, clock} = playScenario(scenario, {seed, nowMs: Date.now()});
    return {swarm, close: driveClock(clock)};
  }
  const clock = realClock();
  const wantedServices = services ?? Math.min(tasks ?? defaults.services, defaults.services);
  const swarm = seedSwarm({
    clock,
    seed,
    nodes: nodes ?? defaults.nodes,
    services: wantedServices,
    tasks: tasks ?? Math.max(wantedServices, defaults.tasks),
  });
  const stop = changesPerSecond ? churn(swarm, {changesPerSecond, seed}) : () => undefined;
  return {
    swarm,
    close() {
      stop();
      clock.close();
    },
  };
};
