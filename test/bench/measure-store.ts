import type {Change} from '../../source/store/changes.ts';
import {createClusterStore} from '../../source/store/create-cluster-store.ts';
import {nodeId, serviceId, taskId} from '../builders/ids.ts';
import {aNode, aService, aTask, nowMs} from '../builders/objects.ts';
import {type Figure, type Measured, median} from './figure.ts';

const sizes = [100, 1_000, 10_000, 100_000];
const warmUp = 3_000;
const blocks = 60;
/** Changes timed together: one alone is near the clock's step. */
const blockSize = 50;

/** Services of ten tasks each, a hundred tasks on a node. */
const taskOf = (index: number) =>
  aTask({
    id: taskId(`t${index}`),
    serviceId: serviceId(`s${Math.floor(index / 10)}`),
    slot: (index % 10) + 1,
    nodeId: nodeId(`n${Math.floor(index / 100)}`),
  });

const clusterOf = (tasks: number): readonly Change[] => {
  const replicas = {kind: 'replicated', replicas: 10} as const;
  const list = <Value>(length: number, make: (index: number) => Value) =>
    Array.from({length}, (_, index) => make(index));
  return [
    {
      kind: 'replace',
      table: 'nodes',
      values: list(tasks / 100, index => aNode({id: nodeId(`n${index}`), hostname: `node-${index}`})),
    },
    {
      kind: 'replace',
      table: 'services',
      values: list(tasks / 10, index =>
        aService({id: serviceId(`s${index}`), name: `web-${index}`, mode: replicas}),
      ),
    },
    {kind: 'replace', table: 'tasks', values: list(tasks, taskOf)},
  ];
};

/** Microseconds for one task that changes its state, with everything that is derived from it. */
function costs(tasks: number): number[] {
  const store = createClusterStore(nowMs);
  store.applyChanges(clusterOf(tasks), nowMs);
  let version = 1;
  const change = () => {
    version += 1;
    // Steps through the whole list, so that no few objects stay in the processor's caches.
    const index = (version * 7919) % tasks;
    const state = version % 2 === 0 ? 'starting' : 'running';
    store.applyChanges([{kind: 'put', table: 'tasks', values: [{...taskOf(index), version, state}]}], nowMs);
  };
  for (let count = 0; count < warmUp; count += 1) change();
  return Array.from({length: blocks}, () => {
    const startedMs = performance.now();
    for (let count = 0; count < blockSize; count += 1) change();
    return ((performance.now() - startedMs) * 1000) / blockSize;
  });
}

/** What one change of a task costs in clusters of every size: the claim is that it is the same. */
export async function measureStore(): Promise<Measured> {
  const [smallest = 100] = sizes;
  const floor = {name: `with ${smallest} tasks`, samples: costs(smallest)};
  const figures: readonly Figure[] = sizes.map(tasks => ({
    name: `with ${tasks.toLocaleString('en')} tasks`,
    unit: 'µs',
    samples: costs(tasks),
    budget: 3 * median(floor.samples),
    reference: floor,
  }));
  return {
    title: 'A change in the store',
    how:
      `One task changes its state; the rows derived from it (task, service, node, findings, totals) are brought up to date. Each sample ` +
      `is the mean of ${blockSize} changes, one flush each. Budget: at most three times the smallest cluster.`,
    figures,
  };
}
