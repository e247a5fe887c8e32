import {describe, expect, it} from 'vitest';
import {aCluster} from '../../builders/cluster.ts';

describe('cluster store', () => {
  it('derives services, nodes, tasks and the quorum from full lists', () => {
    const store = aCluster().withManagers(3).withWorkers(2).withService('web', 3).store();
    expect(store.derived('services').get('web-id')?.replicas).toMatchObject({desired: 3, running: 3});
    expect(store.derived('tasks').get('web-2')).toMatchObject({name: 'web.2', hostname: 'node-2'});
    expect(store.derived('nodes').get('n1')).toMatchObject({runningTasks: 1, desiredTasks: 1});
    expect(store.quorum).toMatchObject({managers: 3, tolerance: 1, leader: 'node-1'});
    expect(store.findings).toEqual([]);
  });
});
