import type {Clock} from '../clock.ts';
import {createRandom, type Random} from '../random.ts';
import {addService} from '../swarm/control/add-service.ts';
import {createSwarm, type SimulatedSwarm} from '../swarm/create-swarm.ts';
import type {NodeOptions} from '../swarm/join-node.ts';
import {slotOf} from '../swarm/orchestrator/launch.ts';
import {normaliseSpec, readService} from '../swarm/spec/read-service.ts';
import type {NodeRecord, ServiceRecord} from '../swarm/state/records.ts';
import {seededSpec} from './seeded-spec.ts';

export interface SeedOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly nodes: number;
  readonly services: number;
  /** In all, of all services; each has one at least. */
  readonly tasks: number;
}

/** A swarm of any size that has been running for long, built at once instead of through time. */
export const seedSwarm = ({clock, seed, nodes, services, tasks}: SeedOptions): SimulatedSwarm => {
  const random = createRandom(seed);
  const swarm = createSwarm({clock, seed, nodes: machines(nodes)});
  const {state} = swarm.parts;
  const workers = [...state.nodes.values()];
  const shares = shareOut(Math.max(tasks, services), services, random);
  for (const [number, replicas] of shares.entries()) {
    state.act(() => {
      const spec = normaliseSpec(seededSpec(number, replicas, random));
      const service = addService(state, swarm.parts.networks, spec, readService(spec));
      runAll(swarm, service, replicas, workers, random);
    });
  }
  return swarm;
};

/** Three managers, five in a large swarm, as is advised. */
const machines = (count: number): readonly NodeOptions[] => {
  const managers = count >= 50 ? 5 : Math.min(3, count);
  return Array.from({length: count}, (_, at) => ({
    hostname: at < managers ? `manager-${at + 1}` : `worker-${at - managers + 1}`,
    role: at < managers ? ('manager' as const) : ('worker' as const),
    labels: {zone: ['north', 'south', 'west'][at % 3] ?? 'north'},
    // Room enough for a hundred times what is reserved by each.
    cpus: 64,
    memoryBytes: 256 * 1024 ** 3,
  }));
};

/** Many small services and few large ones; the sum is exact. */
const shareOut = (tasks: number, services: number, random: Random): readonly number[] => {
  const weights = Array.from({length: services}, () => random.next() ** 3 + 0.05);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const free = tasks - services;
  const shares = weights.map(weight => 1 + Math.floor((weight / sum) * free));
  let missing = tasks - shares.reduce((total, share) => total + share, 0);
  for (let at = 0; missing > 0; at = (at + 1) % services, missing--) shares[at] = (shares[at] ?? 0) + 1;
  return shares;
};

const dayMs = 86_400_000;

const runAll = (
  {parts: {state, tasks, networks, runner}}: SimulatedSwarm,
  service: ServiceRecord,
  replicas: number,
  nodes: readonly NodeRecord[],
  random: Random,
) => {
  const ageMs = random.between(60_000, 30 * dayMs);
  service.createdMs -= ageMs;
  service.updatedMs = service.createdMs;
  const first = random.below(nodes.length);
  for (let number = 1; number <= replicas; number++) {
    const node = nodes[(first + number) % nodes.length];
    if (node === undefined) return;
    const task = tasks.create(service, slotOf(service, String(number), number), 'running', node);
    const startedMs = state.clock.nowMs() - random.between(1_000, ageMs);
    task.createdMs = startedMs - 2_000;
    task.startedMs = startedMs;
    tasks.change(task, {
      state: 'running',
      message: 'started',
      containerId: random.hexId(),
      pid: 1_000 + random.below(60_000),
      attachments: networks.attach(service),
    });
    task.statusMs = startedMs;
    task.updatedMs = startedMs;
    runner.adopt(task);
  }
};
