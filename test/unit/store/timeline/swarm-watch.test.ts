import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Happening} from '../../../../source/domain/timeline/happening.ts';
import type {Change} from '../../../../source/store/changes.ts';
import {createClusterStore} from '../../../../source/store/create-cluster-store.ts';
import {createSwarmWatch} from '../../../../source/store/timeline/swarm-watch.ts';
import {arbitraryChange} from '../../../builders/arbitrary-changes.ts';
import {nodeId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, aManager, aNode, anEvent, aService, aTask, nowMs} from '../../../builders/objects.ts';

const scaled = (replicas: number, version: number) =>
  aService({version, mode: {kind: 'replicated', replicas}, updatedAtMs: nowMs + version});

/** A swarm that is watched from the first lists on. */
const watched = (
  first: readonly Change[],
  options: {horizonMs?: number; mostTasks?: number; facts?: Record<string, string>} = {},
) => {
  const store = createClusterStore(nowMs);
  store.applyChanges(first, nowMs);
  const told: Happening[] = [];
  const settled: string[] = [];
  const watch = createSwarmWatch({
    store,
    facts: new Map(Object.entries(options.facts ?? {})),
    horizonMs: () => options.horizonMs ?? Number.NEGATIVE_INFINITY,
    now: () => nowMs,
    tell: happening => told.push(happening),
    settle: ({key, value}) => settled.push(`${key}=${value}`),
  });
  Array.from(watch.begin(options.mostTasks ?? 1_000));
  return {
    settled,
    apply(...changes: readonly Change[]) {
      watch.look(store.applyChanges(changes, nowMs));
    },
    ids: () => told.map(({id}) => id),
    /** What was told since it was asked last. */
    titles: () => told.splice(0).map(({entry}) => entry().title),
  };
};

const put = (...values: Parameters<typeof aTask>[0][]): Change => ({
  kind: 'put',
  table: 'tasks',
  values: values.map(aTask),
});
const nodes = (...parts: Parameters<typeof aNode>[0][]): Change => ({
  kind: 'replace',
  table: 'nodes',
  values: parts.map(aNode),
});
const services = (...values: ReturnType<typeof aService>[]): Change => ({
  kind: 'replace',
  table: 'services',
  values,
});

describe('the watch', () => {
  it('takes the first lists for how things are, not for changes', () => {
    const swarm = watched([nodes({state: 'down'}), services(scaled(3, 1))], {horizonMs: nowMs});
    expect(swarm.titles()).toEqual([]);
    expect(swarm.settled).toContain('node:n1:state=down');
    expect(swarm.settled).toContain('service:s1:replicas=3');
  });

  it('tells what the first lists have that happened after the horizon', () => {
    const tasks: Change = {
      kind: 'replace',
      table: 'tasks',
      values: [aFailedTask(5_000), aFailedTask(50_000, {id: taskId('old')})],
    };
    const swarm = watched([services(aService()), tasks], {horizonMs: nowMs - 10_000});
    expect(swarm.ids()).toEqual(['task:t0:failed']);
  });

  it('of the tasks that changed before tells the newest only', () => {
    const values = [1, 2, 3, 4].map(number => aFailedTask(number * 1_000, {id: taskId(`t${number}`)}));
    const swarm = watched([services(aService()), {kind: 'replace', table: 'tasks', values}], {mostTasks: 2});
    expect(swarm.ids().filter(id => id.startsWith('task:'))).toEqual(['task:t1:failed', 'task:t2:failed']);
  });

  it('tells what another console knew otherwise', () => {
    const facts = {'node:n1:state': 'ready', 'service:s1:replicas': '2'};
    const swarm = watched([nodes({hostname: 'worker-1', state: 'down'}), services(scaled(3, 1))], {
      facts,
      horizonMs: nowMs,
    });
    expect(swarm.titles()).toEqual(['worker-1 is down', 'web scaled from 2 to 3']);
  });

  it('tells a change once, whether its event or its list comes first', () => {
    const event: Change = {
      kind: 'events',
      events: [
        anEvent({timeMs: nowMs + 2, attributes: {name: 'web', 'replicas.old': '2', 'replicas.new': '5'}}),
      ],
    };
    const list: Change = {kind: 'put', table: 'services', values: [scaled(5, 2)]};
    for (const order of [
      [event, list],
      [list, event],
    ] as const) {
      const swarm = watched([services(scaled(2, 1))]);
      swarm.titles();
      for (const change of order) swarm.apply(change);
      expect(swarm.titles()).toEqual(['web scaled from 2 to 5']);
    }
  });

  it('tells each change of several that came between two lists, from their events', () => {
    const change = (timeMs: number, before: number, after: number) =>
      anEvent({timeMs, attributes: {'replicas.old': String(before), 'replicas.new': String(after)}});
    const swarm = watched([services(scaled(2, 1))]);
    swarm.titles();
    swarm.apply({kind: 'events', events: [change(nowMs + 2, 2, 5), change(nowMs + 3, 5, 1)]});
    swarm.apply({kind: 'put', table: 'services', values: [scaled(1, 3)]});
    expect(swarm.titles()).toEqual(['web scaled from 2 to 5', 'web scaled from 5 to 1']);
  });

  it('takes no outage from nodes that register anew, and tells of the leader', () => {
    const managers = (state: 'ready' | 'unknown', leader: number): Change => ({
      kind: 'replace',
      table: 'nodes',
      values: [1, 2].map(number =>
        aManager(
          {id: nodeId(`n${number}`), hostname: `manager-${number}`, state},
          {leader: leader === number},
        ),
      ),
    });
    const swarm = watched([managers('ready', 1)]);
    swarm.titles();
    swarm.apply(managers('unknown', 2));
    swarm.apply(managers('ready', 2));
    expect(swarm.titles()).toEqual(['manager-2 became the leader']);
  });

  it('tells each state of a task once', () => {
    const swarm = watched([services(aService())]);
    swarm.titles();
    swarm.apply(put({state: 'starting'}));
    swarm.apply(put({version: 2}));
    swarm.apply(put({version: 3, desiredState: 'shutdown'}));
    swarm.apply(put({version: 4, desiredState: 'shutdown', state: 'failed', exitCode: 2}));
    expect(swarm.titles()).toEqual(['web.1 started', 'web.1 failed']);
  });
});

describe('of any changes', () => {
  const changes = fc.array(arbitraryChange, {maxLength: 12});

  it('no id is told twice but for values that came back', () => {
    fc.assert(
      fc.property(changes, all => {
        const swarm = watched([]);
        for (const change of all) swarm.apply(change);
        const ids = swarm.ids().filter(id => /^(task|rollout|storm):/.test(id));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('the same lists told again add nothing', () => {
    fc.assert(
      fc.property(changes, all => {
        const swarm = watched(all);
        const before = swarm.ids().length;
        const last = all.filter(({kind}) => kind !== 'clear').at(-1);
        if (last?.kind !== 'replace') return;
        swarm.apply(last);
        swarm.apply(last);
        const after = swarm.ids().length;
        swarm.apply(last);
        expect(swarm.ids().length).toBe(after);
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('what is told of tasks in one batch is told of them one by one, too', () => {
    const tasksOf = (ids: readonly string[]) => ids.filter(id => id.startsWith('task:'));
    fc.assert(
      fc.property(changes, all => {
        const oneByOne = watched([]);
        for (const change of all) oneByOne.apply(change);
        const together = watched([]);
        together.apply(...all);
        // States that a task only passed within the batch are not seen.
        expect(new Set(tasksOf(oneByOne.ids()))).toEqual(
          new Set([...tasksOf(oneByOne.ids()), ...tasksOf(together.ids())]),
        );
      }),
    );
  });
});
