import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ContainerFact} from '../../../source/domain/metrics/container-fact.ts';
import type {ClusterStore} from '../../../source/store/cluster-store.ts';
import {aFact} from '../../builders/agent-reports.ts';
import {aCluster} from '../../builders/cluster.ts';
import {serviceId, taskId} from '../../builders/ids.ts';
import {aFailedTask, nowMs} from '../../builders/objects.ts';

const sick = {
  kind: 'health' as const,
  health: 'unhealthy' as const,
  output: 'refused\nno answer',
  exitCode: 1,
};
const killed = {kind: 'died' as const, exitCode: 137, oomKilled: true};
const owner = {taskId: 'web-1', serviceId: 'web-id'};

const tell = (store: ClusterStore, ...facts: readonly ContainerFact[]) =>
  store.applyChanges([{kind: 'facts', facts}], nowMs);

describe('what agents tell of containers', () => {
  it('makes a task unhealthy on any node, with what its check printed last', () => {
    const store = aCluster().withManagers(1).withWorkers(1).withService('web', 2).store();
    const touched = tell(store, aFact(sick, owner));
    expect(store.derived('tasks').get('web-1')?.verdict).toEqual({
      level: 'critical',
      reasons: ['its health check fails: no answer'],
    });
    expect(store.derived('services').get('web-id')?.replicas.unhealthy).toBe(1);
    expect([...touched.other]).toContain('facts');
    expect([...(touched.derived.tasks ?? [])]).toEqual(['web-1']);
  });

  it('lets a task be healthy again', () => {
    const store = aCluster().withManagers(1).withService('web', 1).store();
    tell(store, aFact(sick, {...owner, atMs: 5}));
    tell(store, aFact({kind: 'health', health: 'healthy', output: null, exitCode: 0}, {...owner, atMs: 6}));
    expect(store.derived('tasks').get('web-1')?.verdict.level).toBe('ok');
  });

  it('says that the kernel killed a task, which its exit code alone does not', () => {
    const failed = aFailedTask(1_000, {id: taskId('t1'), serviceId: serviceId('web-id'), exitCode: 137});
    const store = aCluster()
      .withManagers(1)
      .withService('web', 1)
      .with({tasks: [failed]})
      .store();
    expect(store.derived('tasks').get('t1')?.verdict.reasons.join()).not.toContain('the kernel killed it');
    tell(store, aFact(killed, {...owner, taskId: 't1'}));
    expect(store.derived('tasks').get('t1')?.verdict.reasons.join()).toContain(
      'out of memory: the kernel killed it, exit 137',
    );
    expect(store.findings.map(({title}) => title).join()).toContain('out of memory');
  });

  it('is kept for a task that is listed later, and forgotten with a task that is gone', () => {
    const store = aCluster().withManagers(1).withService('web', 1).store();
    tell(store, aFact(killed, {...owner, taskId: 'later'}));
    expect(store.factsOfTask('later')?.death?.oomKilled).toBe(true);
    const late = aFailedTask(1_000, {id: taskId('later'), serviceId: serviceId('web-id')});
    store.applyChanges([{kind: 'put', table: 'tasks', values: [late]}], nowMs);
    expect(store.derived('tasks').get('later')?.verdict.reasons.join()).toContain('out of memory');
    store.applyChanges([{kind: 'remove', table: 'tasks', ids: ['later']}], nowMs);
    expect(store.factsOfTask('later')).toBeUndefined();
  });

  it('touches nothing when it is told again', () => {
    const store = aCluster().withManagers(1).withService('web', 1).store();
    const fact = aFact(sick, owner);
    tell(store, fact);
    const before = store.version;
    tell(store, fact);
    expect(store.version).toBe(before);
  });

  it('comes to the same in any order and any portions', () => {
    const facts = [
      aFact({kind: 'started'}, {...owner, atMs: 1}),
      aFact(sick, {...owner, atMs: 2}),
      aFact({kind: 'oom'}, {...owner, atMs: 3}),
      aFact(killed, {...owner, atMs: 4}),
      aFact({...sick, output: 'last words'}, {...owner, atMs: 5}),
    ];
    const whole = aCluster().withManagers(1).withService('web', 1).store();
    tell(whole, ...facts);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, {minLength: facts.length}), fc.nat({max: 5}), (shuffled, at) => {
        const store = aCluster().withManagers(1).withService('web', 1).store();
        tell(store, ...shuffled.slice(0, at));
        tell(store, ...shuffled.slice(at), ...shuffled.slice(0, at));
        expect(store.factsOfTask('web-1')).toEqual(whole.factsOfTask('web-1'));
        expect(store.derived('tasks').get('web-1')).toEqual(whole.derived('tasks').get('web-1'));
      }),
    );
  });
});
