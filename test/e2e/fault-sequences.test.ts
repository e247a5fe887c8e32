import fc from 'fast-check';
import {test} from 'vitest';
import {ApiError} from '../../source/simulator/api-error.ts';
import {type FaultName, faultNames} from '../../source/simulator/faults/fault-names.ts';
import {faultCases} from '../simulated/fault-cases.ts';
import {onFaultScene} from '../simulated/fault-scene.ts';
import type {SimulatedCluster} from '../simulated/simulated-cluster.ts';
import {isWhole} from '../simulated/watched-service.ts';
import {saysLive} from './open-console.ts';

interface Step {
  readonly act: {readonly on: FaultName} | {readonly off: FaultName} | {readonly replicas: number};
  /** How long it stays so, on the clock of the swarm. */
  readonly thenMs: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    {weight: 4, arbitrary: fc.record({on: fc.constantFrom(...faultNames)})},
    {weight: 2, arbitrary: fc.record({off: fc.constantFrom(...faultNames)})},
    {weight: 2, arbitrary: fc.record({replicas: fc.integer({min: 1, max: 6})})},
  ),
  thenMs: fc.integer({min: 100, max: 12_000}),
});

/** A fault that this swarm cannot have now, such as losing a leader that it has not, is passed over. */
function switchOn({faults}: SimulatedCluster, name: FaultName): void {
  try {
    faults.set(name, faultCases[name].options);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

const pass = ({swarm}: SimulatedCluster, ms: number): Promise<void> =>
  new Promise(resolve => {
    swarm.clock.after(ms, resolve);
  });

test('whatever faults come and go together, the console is right again once they are gone, without a key', async () => {
  const sequence = fc.array(step, {minLength: 3, maxLength: 7});
  const property = fc.asyncProperty(sequence, steps =>
    onFaultScene(async ({cluster, console, web}) => {
      const whole = console.forbid(rows => !isWhole(rows), 'a screen that is not whole');
      for (const {act, thenMs} of steps) {
        if ('on' in act) switchOn(cluster, act.on);
        else if ('off' in act) cluster.faults.clear(act.off);
        else void web.tryScale(act.replicas);
        await pass(cluster, thenMs);
      }
      cluster.faults.clearAll();
      await web.scale(4);
      await console.expectScreen(rows => saysLive(rows) && web.isRight(rows), 'live and right again', 60_000);
      whole();
    }),
  );
  // A failure tells its seed and its steps; to shrink it would take minutes.
  await fc.assert(property, {numRuns: 3, endOnFailure: true});
});
