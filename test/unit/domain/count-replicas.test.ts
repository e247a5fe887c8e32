import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {countReplicas} from '../../../source/domain/count-replicas.ts';
import type {Container, Node, Service, Task} from '../../../source/domain/model/index.ts';
import type {Replicas} from '../../../source/domain/replicas.ts';
import {formatReplicas} from '../../../source/domain/replicas-text.ts';
import {arbitraryNode, arbitraryService, arbitraryTask} from '../../builders/arbitrary-changes.ts';
import {nodeId, taskId} from '../../builders/ids.ts';
import {aContainer, aFailedTask, aNode, aPendingTask, aService, aTask} from '../../builders/objects.ts';

const nodes = [1, 2, 3, 4].map(number => aNode({id: nodeId(`n${number}`), hostname: `node-${number}`}));
const downAre = (...ids: readonly string[]): readonly Node[] =>
  nodes.map(node => (ids.includes(node.id) ? {...node, state: 'down'} : node));

const count = (
  service: Service,
  tasks: readonly Task[],
  known: readonly Node[] = nodes,
  containers: readonly Container[] = [],
): Replicas =>
  countReplicas(
    service,
    tasks,
    id => known.find(node => node.id === id),
    id => containers.find(container => container.taskId === id),
  );
const replicated = (replicas: number) => aService({mode: {kind: 'replicated', replicas}});
const on = (node: number, slot: number, part: Partial<Task> = {}) =>
  aTask({id: taskId(`t${node}-${slot}`), nodeId: nodeId(`n${node}`), slot, ...part});
const text = (service: Service, replicas: Replicas) => formatReplicas(replicas, service.mode.kind);

describe('replica count', () => {
  const three = replicated(3);
  const global = aService({mode: {kind: 'global'}});
  const job = aService({
    mode: {kind: 'replicated-job', maxConcurrent: 2, totalCompletions: 4},
    jobIteration: 7,
  });
  const done: Partial<Task> = {state: 'complete', desiredState: 'complete', jobIteration: 7};

  it.each<[string, Service, readonly Task[], readonly Node[], string]>([
    ['every task that runs', three, [on(1, 1), on(2, 2), on(3, 3)], nodes, '3/3'],
    [
      'no task on a dead node, which the engine goes on calling running',
      three,
      [on(1, 1), on(2, 2), on(4, 3)],
      downAre('n4'),
      '2/3 (+1 on dead node-4)',
    ],
    [
      'the replacement, and not the dead task that it replaces',
      three,
      [on(1, 1), on(2, 2), on(4, 3, {desiredState: 'shutdown'}), on(3, 3)],
      downAre('n4'),
      '3/3 (+1 on dead node-4)',
    ],
    [
      'dead nodes apart, the worst first',
      three,
      [on(1, 1), on(3, 2), on(4, 3), on(4, 4)],
      downAre('n3', 'n4'),
      '1/3 (+2 on dead node-4, +1 on dead node-3)',
    ],
    [
      'many dead nodes together',
      three,
      [on(1, 1), on(2, 2), on(3, 3), on(4, 4)],
      downAre('n2', 'n3', 'n4'),
      '1/3 (+3 on 3 dead nodes)',
    ],
    [
      'no task that never started, though the engine wants it to run',
      three,
      [on(1, 1), on(2, 2, {state: 'preparing'}), on(3, 3, {state: 'ready', desiredState: 'ready'})],
      nodes,
      '1/3 (2 starting)',
    ],
    [
      'tasks without a node as pending',
      three,
      [on(1, 1), aPendingTask({id: taskId('p2'), slot: 2})],
      nodes,
      '1/3 (1 pending)',
    ],
    [
      'no task of an older spec',
      three,
      [on(1, 1), on(2, 2), on(3, 3, {specKey: 'spec-0'})],
      nodes,
      '2/3 (+1 outdated)',
    ],
    [
      'no superseded task that is being stopped',
      three,
      [on(1, 1), on(2, 2), on(3, 3), on(4, 3, {desiredState: 'shutdown', specKey: 'spec-0'})],
      nodes,
      '3/3',
    ],
    ['no failed task', three, [on(1, 1), on(2, 2), aFailedTask(5_000, {slot: 3})], nodes, '2/3'],
    ['nothing starting on a node that is down', three, [on(4, 1, {state: 'starting'})], downAre('n4'), '0/3'],
    ['a global service by the nodes that were given a task', global, [on(1, 0), on(2, 0)], nodes, '2/2'],
    [
      'a global service without the nodes that died',
      global,
      [on(1, 0), on(2, 0), on(4, 0)],
      downAre('n4'),
      '2/2 (+1 on dead node-4)',
    ],
    [
      'a global service in a rollout once for each node',
      global,
      [on(1, 0), on(1, 0, {id: taskId('old'), specKey: 'spec-0'}), on(2, 0, {state: 'starting'})],
      nodes,
      '1/2 (1 starting, +1 outdated)',
    ],
    [
      'the pending tasks of a global service, although they name a node',
      global,
      [on(1, 0), on(2, 0, {state: 'pending', error: 'no suitable node (insufficient resources on 1 node)'})],
      nodes,
      '1/2 (1 pending)',
    ],
    [
      'a job by its completions in this iteration',
      job,
      [
        on(1, 1, done),
        on(2, 2, {...done, jobIteration: 6}),
        on(3, 3, {desiredState: 'complete', jobIteration: 7}),
        on(4, 4, {desiredState: 'complete', state: 'failed', jobIteration: 7}),
      ],
      nodes,
      '1/4 completed (1 running)',
    ],
    [
      'a global job by its nodes',
      aService({mode: {kind: 'global-job'}}),
      [on(1, 0, {state: 'complete', desiredState: 'complete'}), on(2, 0, {desiredState: 'complete'})],
      nodes,
      '1/2 completed (1 running)',
    ],
  ])('counts %s', (_, service, tasks, known, expected) => {
    expect(text(service, count(service, tasks, known))).toBe(expected);
  });

  it('does not count a container that its engine finds unhealthy', () => {
    const containers = [aContainer({taskId: taskId('t1-1'), health: 'unhealthy'})];
    const replicas = count(replicated(2), [on(1, 1), on(2, 2)], nodes, containers);
    expect(text(three, replicas)).toBe('1/2 (+1 unhealthy)');
  });

  it('takes the engine’s word on a global service while its tasks are not known', () => {
    const service = {...global, status: {running: 3, desired: 3, completed: 0}};
    expect(count(service, []).desired).toBe(3);
    expect(count(service, [on(1, 0)]).desired).toBe(1);
  });

  it('wants no more of a job when all is completed, and never more than may run at once', () => {
    expect(count(job, []).desired).toBe(2);
    const all = [1, 2, 3, 4].map(slot => on(slot, slot, done));
    expect(count(job, all)).toMatchObject({desired: 0, running: 0, completed: 4, total: 4});
    expect(count(job, all.slice(1))).toMatchObject({desired: 1});
  });

  it('counts no task twice and none that is not there', () => {
    const unique = fc.uniqueArray(arbitraryTask, {maxLength: 8, selector: task => task.id});
    const known = fc.uniqueArray(arbitraryNode, {selector: node => node.id});
    fc.assert(
      fc.property(arbitraryService, unique, known, (service, tasks, listed) => {
        const replicas = count(service, tasks, listed);
        const dead = replicas.onDeadNodes.reduce((sum, each) => sum + each.count, 0);
        const {running, starting, pending, outdated, unhealthy, completed} = replicas;
        expect(running + starting + pending + outdated + unhealthy + dead + completed).toBeLessThanOrEqual(
          tasks.length,
        );
        for (const figure of Object.values(replicas))
          if (typeof figure === 'number') expect(figure).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('runs no more when a node dies', () => {
    const unique = fc.uniqueArray(arbitraryTask, {maxLength: 8, selector: task => task.id});
    fc.assert(
      fc.property(arbitraryService, unique, (service, tasks) => {
        expect(count(service, tasks, downAre('n1')).running).toBeLessThanOrEqual(
          count(service, tasks, nodes).running,
        );
        expect(count(service, tasks, downAre('n1', 'n2', 'n3', 'n4')).running).toBe(
          count(
            service,
            tasks.filter(task => task.nodeId === null),
          ).running,
        );
      }),
    );
  });
});
