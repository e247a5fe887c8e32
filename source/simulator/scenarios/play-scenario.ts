import {type ManualClock, manualClock} from '../clock.ts';
import {createSwarm, type SimulatedSwarm} from '../swarm/create-swarm.ts';
import type {Scenario} from './scenario.ts';
import {createStage} from './stage.ts';

/**
 * A swarm whose past has been played and whose story is about to begin; moving the clock on tells it. The past is lived
 * through as everything else is: ages, versions and histories are those of a swarm that did all this.
 */
export const playScenario = (
  {nodes, beats}: Scenario,
  {seed, nowMs}: {readonly seed: number; readonly nowMs: number},
): {readonly swarm: SimulatedSwarm; readonly clock: ManualClock} => {
  const pastMs = Math.max(0, ...beats.map(({atMs}) => -atMs));
  const clock = manualClock(nowMs - pastMs);
  const swarm = createSwarm({clock, seed, nodes});
  const stage = createStage(swarm);
  for (const {atMs, run} of beats) clock.after(pastMs + atMs, () => run(stage));
  clock.advance(pastMs);
  return {swarm, clock};
};
