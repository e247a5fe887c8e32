import {describe, expect, it} from 'vitest';
import {outOfMemoryIn} from '../../../../source/domain/metrics/event-facts.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, anEvent, minuteMs, nowMs} from '../../../builders/objects.ts';

const attributes = {
  'com.docker.swarm.task.id': 'web-1',
  'com.docker.swarm.service.id': 'web-id',
  'com.docker.swarm.node.id': 'n1',
};
const oom = anEvent({type: 'container', action: 'oom', id: 'c1', attributes});

describe('an event of the connected engine', () => {
  it('tells that a task of it ran out of memory', () => {
    expect(outOfMemoryIn(oom)).toMatchObject({taskId: 'web-1', serviceId: 'web-id', what: {kind: 'oom'}});
  });

  it('tells nothing where it is another, or of no task', () => {
    expect(outOfMemoryIn({...oom, action: 'die'})).toBeNull();
    expect(outOfMemoryIn({...oom, attributes: {}})).toBeNull();
  });

  it('makes the finding certain without an agent', () => {
    const store = aCluster().withManagers(1).withService('web', 1).store();
    const failed = aFailedTask(minuteMs, {
      id: taskId('web-1'),
      serviceId: serviceId('web-id'),
      version: 99,
      error: 'task: non-zero exit (137)',
      exitCode: 137,
    });
    store.applyChanges([{kind: 'put', table: 'tasks', values: [failed]}], nowMs);
    const titles = () => store.findings.map(({title}) => title).join();
    expect(titles()).not.toContain('out of memory');
    store.applyChanges([{kind: 'events', events: [oom]}], nowMs);
    expect(titles()).toContain('out of memory: task 1 was killed');
  });
});
