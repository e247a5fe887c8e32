import {describe, expect, it} from 'vitest';
import type {Change} from '../../../source/store/changes.ts';
import {createClusterStore} from '../../../source/store/create-cluster-store.ts';
import {aCluster} from '../../builders/cluster.ts';
import {nodeId, serviceId, taskId} from '../../builders/ids.ts';
import {aNode, aService, aTask, nowMs} from '../../builders/objects.ts';

/** A cluster of services of ten tasks each, a hundred tasks on a node. */
const clusterOf = (tasks: number): readonly Change[] => [
  {
    kind: 'replace',
    table: 'nodes',
    values: Array.from({length: tasks / 100}, (_, index) =>
      aNode({id: nodeId(`n${index}`), hostname: `node-${index}`}),
    ),
  },
  {
    kind: 'replace',
    table: 'services',
    values: Array.from({length: tasks / 10}, (_, index) =>
      aService({id: serviceId(`s${index}`), name: `web-${index}`, mode: {kind: 'replicated', replicas: 10}}),
    ),
  },
  {kind: 'replace', table: 'tasks', values: Array.from({length: tasks}, (_, index) => taskOf(index))},
];
const taskOf = (index: number) =>
  aTask({
    id: taskId(`t${index}`),
    serviceId: serviceId(`s${Math.floor(index / 10)}`),
    slot: (index % 10) + 1,
    nodeId: nodeId(`n${Math.floor(index / 100)}`),
  });

/** Rows made anew, and objects that went into them, for one change. */
const workOf = (tasks: number, change: Change): Record<string, number> => {
  let work: Record<string, number> = {};
  const store = createClusterStore(nowMs, (kind, inputs) => {
    work[kind] = (work[kind] ?? 0) + inputs;
  });
  store.applyChanges(clusterOf(tasks), nowMs);
  work = {};
  store.applyChanges([change], nowMs);
  return work;
};

describe('the cost of a change', () => {
  it.each<[string, Change, Record<string, number>]>([
    [
      'a task fails',
      {kind: 'put', table: 'tasks', values: [{...taskOf(5), version: 2, state: 'failed'}]},
      {slots: 1, service: 1, task: 1, node: 1},
    ],
    [
      'a service is renamed',
      {
        kind: 'put',
        table: 'services',
        values: [
          aService({id: serviceId('s0'), name: 'shop', version: 2, mode: {kind: 'replicated', replicas: 10}}),
        ],
      },
      {service: 0, task: 10},
    ],
    [
      'a node goes down',
      {
        kind: 'put',
        table: 'nodes',
        values: [aNode({id: nodeId('n0'), hostname: 'node-0', version: 2, state: 'down'})],
      },
      {slots: 100, service: 100, task: 100, node: 1, swarm: 0},
    ],
    [
      'a node says nothing new but its version',
      {kind: 'put', table: 'nodes', values: [aNode({id: nodeId('n0'), hostname: 'node-0', version: 2})]},
      {node: 1, swarm: 0},
    ],
    ['a list says what is known', {kind: 'put', table: 'tasks', values: [taskOf(5)]}, {}],
  ])('is the same in a cluster of a hundred tasks and of ten thousand when %s', (_, change, expected) => {
    expect(workOf(100, change)).toEqual(expected);
    expect(workOf(10_000, change)).toEqual(expected);
  });

  it('does not grow with the tasks of the service whose task has changed', () => {
    const workIn = (replicas: number) => {
      const cluster = aCluster().withManagers(1).withWorkers(9).withService('web', replicas);
      let work: Record<string, number> = {};
      const store = createClusterStore(nowMs, (kind, inputs) => {
        work[kind] = (work[kind] ?? 0) + inputs;
      });
      store.applyChanges(cluster.changes(), nowMs);
      work = {};
      const [task] = cluster.tasks;
      if (task === undefined) throw new Error('a service without tasks');
      store.applyChanges(
        [{kind: 'put', table: 'tasks', values: [{...task, version: 2, state: 'failed'}]}],
        nowMs,
      );
      expect(store.derived('services').get(task.serviceId)?.replicas.running).toBe(replicas - 1);
      return work;
    };
    expect(workIn(5_000)).toEqual(workIn(5));
    expect(workIn(5_000)).toMatchObject({slots: 1, service: 1});
  });

  it('is no row at all for a full list of what is known already', () => {
    let rows = 0;
    const store = createClusterStore(nowMs, () => {
      rows += 1;
    });
    store.applyChanges(clusterOf(1_000), nowMs);
    rows = 0;
    const {version} = store;
    store.applyChanges(clusterOf(1_000), nowMs);
    expect(rows).toBe(0);
    expect(store.version).toBe(version);
  });

  it('is one row per service for any number of changes of its tasks in one flush', () => {
    const cluster = aCluster().withWorkers(2).withService('web', 10);
    let services = 0;
    const store = createClusterStore(nowMs, kind => {
      services += kind === 'service' ? 1 : 0;
    });
    store.applyChanges(cluster.changes(), nowMs);
    services = 0;
    store.applyChanges(
      cluster.tasks.map(task => ({
        kind: 'put',
        table: 'tasks',
        values: [{...task, version: 2, state: 'failed'}],
      })),
      nowMs,
    );
    expect(services).toBe(1);
  });
});
