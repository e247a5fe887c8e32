import {describe, expect, it} from 'vitest';
import {createMetricsIntake} from '../../../../source/feeds/metrics/metrics-intake.ts';
import type {Change} from '../../../../source/store/changes.ts';
import {createClusterStore} from '../../../../source/store/create-cluster-store.ts';
import {createMetricsStore} from '../../../../source/store/metrics/create-metrics-store.ts';
import {aConnection} from '../../../builders/connection.ts';
import {aClock} from '../../../builders/fake-clock.ts';
import {nodeId, serviceId, taskId} from '../../../builders/ids.ts';
import {aNode, aService, aTask} from '../../../builders/objects.ts';
import {aNodeSample, aTaskSample} from '../../../builders/samples.ts';

const task = aTask({id: taskId('t1'), serviceId: serviceId('s1'), nodeId: nodeId('n1'), state: 'running'});
const node = aNode({id: nodeId('n1')});

const begin = () => {
  const clock = aClock();
  const store = createClusterStore(clock.now());
  const metrics = createMetricsStore();
  const intake = createMetricsIntake({store, metrics, clock});
  const tell = (...changes: readonly Change[]) => void store.applyChanges(changes, clock.now());
  tell(
    {kind: 'replace', table: 'nodes', values: [node]},
    {kind: 'replace', table: 'services', values: [aService({id: serviceId('s1')})]},
    {kind: 'replace', table: 'tasks', values: [task]},
  );
  const sample = () => {
    const atMs = clock.now();
    intake.take([aTaskSample({atMs}), aNodeSample({atMs})]);
  };
  const known = () => [metrics.task('t1', clock.now()) !== null, metrics.node('n1', clock.now()) !== null];
  return {clock, store, metrics, intake, tell, sample, known};
};

describe('figures beside the cluster', () => {
  it('are unknown as soon as their node is down, also when a line of it still arrives', () => {
    const {tell, sample, known} = begin();
    sample();
    expect(known()).toEqual([true, true]);
    tell({kind: 'put', table: 'nodes', values: [{...node, state: 'down', version: 9}]});
    expect(known()).toEqual([false, false]);
    sample();
    expect(known()).toEqual([false, false]);
  });

  it('are unknown as soon as the task has ended, and forgotten with it', () => {
    const {tell, sample, known, metrics} = begin();
    sample();
    tell({kind: 'put', table: 'tasks', values: [{...task, state: 'failed', version: 9}]});
    expect(known()).toEqual([false, true]);
    expect(metrics.size.subjects).toBe(2);
    tell({kind: 'remove', table: 'tasks', ids: ['t1']}, {kind: 'remove', table: 'nodes', ids: ['n1']});
    expect(metrics.size.subjects).toBe(0);
  });

  it('grow too old by themselves when nothing arrives any more, and then nothing is done', async () => {
    const {clock, sample, metrics} = begin();
    sample();
    let told = 0;
    metrics.onChange(() => {
      told += 1;
    });
    await clock.advance(10_000);
    expect(told).toBe(1);
    expect(metrics.sum({kind: 'tasks'})).toBeNull();
    expect(clock.waiting).toBe(0);
  });

  it('of one swarm are not shown in another', () => {
    const {tell, sample, metrics} = begin();
    tell({kind: 'connection', connection: aConnection()});
    sample();
    tell({kind: 'connection', connection: aConnection({context: 'other'})});
    expect(metrics.size.subjects).toBe(0);
  });
});
