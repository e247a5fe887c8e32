import {afterAll, beforeAll, describe} from 'vitest';
import type {JourneyCluster} from '../driver/journey.ts';
import {onLab} from '../lab/on-lab.ts';
import {type SimulatedCluster, type SimulatedOptions, startSimulated} from './simulated-cluster.ts';

/** Tests against one simulated swarm, made before them and gone after them; they need neither root nor Docker. */
export function onSimulated(
  title: string,
  options: SimulatedOptions,
  tests: (cluster: () => SimulatedCluster) => void,
): void {
  describe(title, () => {
    let cluster: SimulatedCluster | undefined;
    beforeAll(async () => {
      cluster = await startSimulated(options);
    });
    afterAll(async () => {
      await cluster?.close();
    });
    tests(() => {
      if (cluster === undefined) throw new Error('the simulated swarm did not start');
      return cluster;
    });
  });
}

/**
 * The same journeys twice: on a simulated swarm, whose clock alone may run faster, then on a lab, or a line that says
 * why there is none.
 */
export function onSwarms(
  title: string,
  {speed = 1, ...size}: SimulatedOptions,
  tests: (cluster: () => JourneyCluster) => void,
): void {
  onSimulated(`${title}, simulated`, {...size, speed}, tests);
  onLab(title, size, tests);
}
