import fc from 'fast-check';
import {expect, test} from 'vitest';
import {aSwarm, runningOf, type TestSwarm} from '../../../builders/simulated-swarm.ts';

const second = 1_000;

type Step = {
  readonly kind: string;
  readonly run: (swarm: TestSwarm) => Promise<void>;
  readonly waitMs: number;
};

const ignoreRefusals = async (run: () => Promise<unknown>) => {
  await run().catch((error: unknown) => expect(error).toHaveProperty('status'));
};

const machine = fc.constantFrom('manager-1', 'worker-1', 'worker-2', 'worker-3');
const worker = fc.constantFrom('worker-1', 'worker-2', 'worker-3');
const image = fc.constantFrom('app:nohc', 'app:1', 'app:bad', 'app:crash', 'app:nope', 'app:unhealthy');
const name = fc.constantFrom('a', 'b', 'c');

const action: fc.Arbitrary<Omit<Step, 'waitMs'>> = fc.oneof(
  fc
    .record({name, image, replicas: fc.integer({min: 0, max: 6}), max: fc.integer({min: 0, max: 2})})
    .map(part => ({
      kind: `create ${JSON.stringify(part)}`,
      run: (swarm: TestSwarm) =>
        ignoreRefusals(() =>
          swarm.create(part.name, {
            image: `lab.example/${part.image}`,
            replicas: part.replicas,
            template: {Placement: {MaxReplicas: part.max}, Resources: {Reservations: {NanoCPUs: 5e8}}},
            spec: {
              UpdateConfig: {Parallelism: 2, Monitor: 2e9, FailureAction: 'rollback', Order: 'start-first'},
            },
          }),
        ),
    })),
  fc.record({name, replicas: fc.integer({min: 0, max: 6})}).map(part => ({
    kind: `scale ${JSON.stringify(part)}`,
    run: (swarm: TestSwarm) => ignoreRefusals(() => swarm.update(part.name, {replicas: part.replicas})),
  })),
  fc.record({name, image}).map(part => ({
    kind: `image ${JSON.stringify(part)}`,
    run: (swarm: TestSwarm) =>
      ignoreRefusals(() => swarm.update(part.name, {image: `lab.example/${part.image}`})),
  })),
  fc.record({machine, availability: fc.constantFrom('active', 'pause', 'drain')}).map(part => ({
    kind: `availability ${JSON.stringify(part)}`,
    run: (swarm: TestSwarm) =>
      ignoreRefusals(() => swarm.updateNode(part.machine, {Availability: part.availability})),
  })),
  worker.map(hostname => ({
    kind: `kill ${hostname}`,
    run: async (swarm: TestSwarm) => swarm.swarm.killNode(hostname),
  })),
  worker.map(hostname => ({
    kind: `start ${hostname}`,
    run: async (swarm: TestSwarm) => swarm.swarm.startNode(hostname),
  })),
  name.map(service => ({
    kind: `remove ${service}`,
    run: (swarm: TestSwarm) => ignoreRefusals(() => swarm.engine.removeService(service)),
  })),
);

const steps = fc.array(
  fc
    .record({action, waitMs: fc.integer({min: 0, max: 20 * second})})
    .map(({action: done, waitMs}): Step => ({...done, waitMs})),
  {minLength: 1, maxLength: 14},
);

const aSmallSwarm = (seed = 1) => aSwarm({managers: 1, workers: 3, machine: {cpus: 2}, seed});

const isOver = (state: string) => ['complete', 'shutdown', 'failed', 'rejected', 'orphaned'].includes(state);
const isMeant = (desired: string) => ['ready', 'running', 'complete'].includes(desired);

const checkAlways = (swarm: TestSwarm, lastIndex: number) => {
  const {state} = swarm.swarm.parts;
  expect(state.index()).toBeGreaterThanOrEqual(lastIndex);
  for (const node of state.nodes.values()) {
    const here = [...node.tasks].filter(task =>
      ['assigned', 'accepted', 'preparing', 'ready', 'starting', 'running'].includes(task.state),
    );
    expect(node.room.nanoCpus).toBe(here.reduce((sum, task) => sum + task.template.reservedNanoCpus, 0));
    expect(node.room.nanoCpus).toBeLessThanOrEqual(node.facts.nanoCpus);
  }
  for (const service of state.services.values()) {
    const tasks = [...service.slots.values()].flatMap(slot => slot.tasks);
    expect(service.running).toBe(tasks.filter(task => task.state === 'running').length);
    for (const slot of service.slots.values()) {
      const over = slot.tasks.filter(
        task => isOver(task.state) && ['shutdown', 'remove'].includes(task.desired),
      );
      // History is kept to five a slot; only what still lives can be more.
      expect(slot.tasks.length <= 5 || over.length === 0).toBe(true);
      // An update that starts first lets a slot have one more for a while.
      const running = slot.tasks.filter(task => task.state === 'running' && task.desired === 'running');
      expect(running.length).toBeLessThanOrEqual(2);
    }
    const {mode, template} = service.rules;
    if (mode.kind === 'replicated' && service.update?.state !== 'updating') {
      const live = [...service.slots.values()].filter(slot => slot.tasks.some(task => isMeant(task.desired)));
      expect(live.length).toBeLessThanOrEqual(mode.replicas);
    }
    if (template.maxReplicas > 0 && service.previousSpec === null) {
      for (const node of state.nodes.values()) {
        expect(node.room.activeByService.get(service.id) ?? 0).toBeLessThanOrEqual(template.maxReplicas);
      }
    }
  }
  return state.index();
};

test('whatever is done to it, rooms and counts stay true, nodes are never overfilled, the index never falls', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async sequence => {
      const swarm = aSmallSwarm();
      let index = 0;
      for (const {run, waitMs} of sequence) {
        await run(swarm);
        index = checkAlways(swarm, index);
        await swarm.pass(waitMs);
        index = checkAlways(swarm, index);
      }
    }),
    {numRuns: 60},
  );
}, 60_000);

test('left alone with all nodes on and good images, it settles to what the specs ask, where there is room', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async sequence => {
      const swarm = aSmallSwarm();
      for (const {run, waitMs} of sequence) {
        await run(swarm);
        await swarm.pass(waitMs);
      }
      for (const hostname of ['worker-1', 'worker-2', 'worker-3']) swarm.swarm.startNode(hostname);
      await swarm.pass(10 * second);
      for (const hostname of ['manager-1', 'worker-1', 'worker-2', 'worker-3']) {
        await swarm.updateNode(hostname, {Availability: 'active'});
      }
      for (const service of ['a', 'b', 'c']) {
        await ignoreRefusals(() =>
          swarm.update(service, {
            image: 'lab.example/app:nohc',
            replicas: 4,
            template: {Resources: {}, Placement: {}},
          }),
        );
      }
      await swarm.pass(120 * second);
      for (const service of swarm.swarm.parts.state.services.values()) {
        expect(runningOf(await swarm.tasks(service.rules.name)).length).toBe(4);
        expect(service.running).toBe(4);
      }
    }),
    {numRuns: 60},
  );
}, 60_000);

test('the same seed and the same calls give the same ids, tasks and events', async () => {
  const play = async (sequence: readonly Step[], seed: number) => {
    const swarm = aSmallSwarm(seed);
    const events: string[] = [];
    swarm.swarm.onEvent((event, nodeId) => events.push(JSON.stringify([event, nodeId])));
    for (const {run, waitMs} of sequence) {
      await run(swarm);
      await swarm.pass(waitMs);
    }
    return {events, tasks: await swarm.tasks(), nodes: await swarm.nodes(), index: swarm.swarm.index()};
  };
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), async (sequence, seed) => {
      expect(await play(sequence, seed)).toEqual(await play(sequence, seed));
    }),
    {numRuns: 25},
  );
}, 60_000);
