import {describe, expect, it} from 'vitest';
import {aFakeEngine} from '../../builders/fake-engine.ts';
import {nodeId, taskId} from '../../builders/ids.ts';
import {aManager, aNode, aService} from '../../builders/objects.ts';
import {runningTask, start} from './running-feeds.ts';

const stateEvent = (state: string) => ({
  type: 'node',
  action: 'update',
  attributes: {name: 'worker', 'state.new': state},
});

describe('a node that goes and comes back', () => {
  const manager = aManager({id: nodeId('m1'), hostname: 'manager-1'});
  const worker = aNode({id: nodeId('w1'), hostname: 'worker-1'});
  const service = aService({mode: {kind: 'replicated', replicas: 1}});
  const lost = runningTask(service, worker, 1);

  const aSwarm = () => {
    const engine = aFakeEngine();
    engine.nodes = [manager, worker];
    engine.services = [{...service, status: {running: 1, desired: 1, completed: 0}}];
    engine.tasks = [lost];
    return engine;
  };

  it('never makes a task count as running that the swarm gave up while it was away', async () => {
    const engine = aSwarm();
    const {clock, store} = start([engine]);
    await clock.advance(20_000);
    engine.nodes = [manager, {...worker, version: 2, state: 'down'}];
    engine.tasks = [lost];
    engine.emit(stateEvent('down'));
    await clock.advance(100);
    expect(store.derived('services').get(service.id)?.replicas.running).toBe(0);

    const counts: number[] = [];
    store.onChange(() => counts.push(store.derived('services').get(service.id)?.replicas.running ?? -1));
    // The swarm gives the task up; nothing but the node itself tells when it is back.
    engine.tasks = [{...lost, version: 2, desiredState: 'shutdown'}];
    engine.nodes = [manager, {...worker, version: 3}];
    engine.emit(stateEvent('ready'));
    await clock.advance(5_000);
    expect(store.table('nodes').get(worker.id)?.state).toBe('ready');
    expect(store.derived('services').get(service.id)?.replicas.running).toBe(0);
    expect(counts.filter(running => running === 1)).toEqual([]);
  });

  it('has its tasks followed until they run elsewhere', async () => {
    const engine = aSwarm();
    const {clock, store} = start([engine]);
    await clock.advance(20_000);
    engine.nodes = [manager, {...worker, version: 2, state: 'down'}];
    engine.emit(stateEvent('down'));
    await clock.advance(200);
    const replacement = {...runningTask(service, manager, 1), id: taskId('replacement')};
    engine.tasks = [{...lost, version: 2, desiredState: 'shutdown'}, replacement];
    await clock.advance(1_500);
    expect(store.derived('services').get(service.id)?.replicas.running).toBe(1);
  });

  it('is shown even when its tasks are not told', async () => {
    const engine = aSwarm();
    const {clock, store} = start([engine]);
    await clock.advance(20_000);
    engine.nodes = [manager, {...worker, version: 2, state: 'down'}];
    engine.listTasks = async function* () {
      await new Promise(() => undefined);
      yield [];
    };
    engine.emit(stateEvent('down'));
    await clock.advance(1_500);
    expect(store.table('nodes').get(worker.id)?.state).toBe('down');
  });
});
