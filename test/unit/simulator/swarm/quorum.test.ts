import fc from 'fast-check';
import {expect, test} from 'vitest';
import {aSwarm, runningOf} from '../../../builders/simulated-swarm.ts';

const second = 1_000;
const machines = ['manager-1', 'manager-2', 'manager-3', 'worker-1', 'worker-2'] as const;

const fault = fc.oneof(
  fc.record({
    kind: fc.constantFrom('kill' as const, 'start' as const),
    machine: fc.constantFrom(...machines),
  }),
  fc.record({kind: fc.constant('partition' as const), side: fc.subarray([...machines], {minLength: 1})}),
  fc.record({kind: fc.constant('heal' as const)}),
);

/** The quorum is lost for a moment while tasks start: their node never registers anew. */
const sameLeaderBack = [
  {fault: {kind: 'kill' as const, machine: 'manager-1' as const}, waitMs: 14_389},
  {fault: {kind: 'heal' as const}, waitMs: 2_380},
  {fault: {kind: 'kill' as const, machine: 'manager-2' as const}, waitMs: 0},
];

test('someone leads only where more than half of the managers hear each other; healed, all is well again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({fault, waitMs: fc.integer({min: 0, max: 40 * second})}), {
        minLength: 1,
        maxLength: 10,
      }),
      async sequence => {
        const swarm = aSwarm();
        await swarm.create('web', {replicas: 5, template: {RestartPolicy: {Condition: 'any', Delay: 1e9}}});
        await swarm.create('everywhere', {mode: {Global: {}}});
        const {state, leadership} = swarm.swarm.parts;
        for (const {fault: done, waitMs} of sequence) {
          if (done.kind === 'kill') swarm.swarm.killNode(done.machine);
          else if (done.kind === 'start') swarm.swarm.startNode(done.machine);
          else if (done.kind === 'partition') swarm.swarm.partition(done.side);
          else swarm.swarm.heal();
          await swarm.pass(waitMs);
          const leader = leadership.leader();
          if (leader === null) continue;
          const hears = [...state.nodes.values()].filter(
            ({manager, isAlive, group}) => manager !== null && isAlive && group === leader.group,
          );
          expect(leader.isAlive && hears.length >= 2).toBe(true);
        }
        swarm.swarm.heal();
        for (const machine of machines) swarm.swarm.startNode(machine);
        await swarm.pass(150 * second);
        expect((await swarm.nodes()).map(({Status}) => Status.State)).toEqual(Array(5).fill('ready'));
        expect(runningOf(await swarm.tasks('web')).length).toBe(5);
        expect(runningOf(await swarm.tasks('everywhere')).length).toBe(5);
        expect((await swarm.service('web')).ServiceStatus?.RunningTasks).toBe(5);
      },
    ),
    {numRuns: 60, examples: [[sameLeaderBack]]},
  );
}, 60_000);
