import {describe, expect, it} from 'vitest';
import type {Task} from '../../../../source/domain/model/index.ts';
import {restartsOf} from '../../../../source/panes/figures/restarts.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {taskId} from '../../../builders/ids.ts';
import {aTask, minuteMs, nowMs} from '../../../builders/objects.ts';

const restarts = (ended: readonly Partial<Task>[]) => {
  const cluster = aCluster().withManagers(1).withService('web', 2);
  const [service] = [...cluster.store().derived('services').values()];
  if (service === undefined) throw new Error('there is a service');
  const tasks = [
    ...cluster.store().table('tasks').values(),
    ...ended.map((part, index) =>
      aTask({
        id: taskId(`old-${index}`),
        serviceId: service.service.id,
        slot: 1,
        state: 'failed',
        desiredState: 'shutdown',
        createdAtMs: nowMs - 200 * minuteMs,
        stateSinceMs: nowMs - 10 * minuteMs,
        updatedAtMs: nowMs,
        ...part,
      }),
    ),
  ];
  const store = cluster.store();
  store.applyChanges([{kind: 'replace', table: 'tasks', values: tasks}], nowMs);
  return restartsOf(service, store, nowMs);
};

describe('restarts within an hour', () => {
  it('are the tasks that ended by themselves, and no others', () => {
    expect(restarts([])).toEqual({count: 0, isAtLeast: false});
    expect(restarts([{}, {state: 'complete'}, {state: 'shutdown'}])).toEqual({count: 2, isAtLeast: false});
    expect(restarts([{stateSinceMs: nowMs - 61 * minuteMs}])).toEqual({count: 0, isAtLeast: false});
  });

  it('may have been more where the engine has forgotten the older ones', () => {
    expect(restarts([{}, {}, {}, {}])).toEqual({count: 4, isAtLeast: true});
    expect(restarts([{}, {}, {slot: 2}, {slot: 2}])).toEqual({count: 4, isAtLeast: false});
  });
});
