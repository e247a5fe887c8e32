import {describe, expect, it} from 'vitest';
import {
  taskErrorCell,
  taskNameCell,
  taskNodeCell,
  taskStateCell,
} from '../../../../source/panes/tasks/task-cells.ts';
import {taskSortKey} from '../../../../source/panes/tasks/tasks-columns.ts';
import {tasksPane} from '../../../../source/panes/tasks/tasks-pane.ts';
import {lineText} from '../../../../source/ui/line-text.ts';
import {aCluster, type ClusterBuilder} from '../../../builders/cluster.ts';
import {serviceId, taskId} from '../../../builders/ids.ts';
import {aFailedTask, aPendingTask, minuteMs, nowMs} from '../../../builders/objects.ts';

const rowOf = (cluster: ClusterBuilder, id: string) => {
  const row = cluster.store().derived('tasks').get(id);
  if (row === undefined) throw new Error(`the cluster has no task ${id}`);
  return row;
};

const web = aCluster().withManagers(1).withWorkers(1).withService('web', 2);
const ofWeb = {serviceId: serviceId('web-id')};

describe('the row of a task', () => {
  it('does not say that a task runs on a node that is down', () => {
    const row = rowOf(web.withNodeChanged('node-2', {state: 'down'}), 'web-2');
    expect(taskStateCell(row, nowMs).text).toBe('? was running');
    expect(lineText(taskNodeCell(row))).toBe('node-2 ✖ down');
  });

  it('sets past tasks in and says how long ago they ended', () => {
    const failed = aFailedTask(60 * minuteMs, ofWeb);
    const row = rowOf(web.with({tasks: [...web.tasks, failed]}), 't0');
    expect(taskNameCell(row)).toEqual({text: ' \\_ web.1', tone: 'muted'});
    expect(taskStateCell(row, nowMs)).toEqual({text: '✖ failed 1h ago', tone: 'muted'});
    expect(taskErrorCell(row)).toEqual({text: 'exit 1; not recent', tone: 'muted'});
  });

  it('sets nothing in among the tasks of a node, where it would hang on a row of another slot', () => {
    const failed = aFailedTask(60 * minuteMs, ofWeb);
    const row = rowOf(web.with({tasks: [...web.tasks, failed]}), 't0');
    const onNode = tasksPane.columnsIn?.({kind: 'node', id: 'n2', name: 'node-2'}) ?? [];
    expect(onNode.find(column => column.id === 'name')?.cell(row, nowMs)).toEqual({
      text: 'web.1',
      tone: 'muted',
    });
    expect(tasksPane.columnsIn?.(null)).toBe(tasksPane.columns);
  });

  it('keeps a recent failure in sight with its exit code in words', () => {
    const failed = aFailedTask(minuteMs, {...ofWeb, exitCode: 137, error: 'task: non-zero exit (137)'});
    const row = rowOf(web.with({tasks: [...web.tasks, failed]}), 't0');
    expect(taskErrorCell(row)).toEqual({text: 'exit 137 (killed, usually out of memory)', tone: 'critical'});
    expect(taskStateCell(row, nowMs).tone).toBe('critical');
  });

  it('tells why it is pending', () => {
    const pending = aPendingTask({
      ...ofWeb,
      id: taskId('web-3'),
      slot: 3,
      error: 'no suitable node (host-mode port already in use on 2 nodes)',
    });
    const row = rowOf(web.with({tasks: [...web.tasks, pending]}), 'web-3');
    expect(taskErrorCell(row)).toEqual({text: 'the host port is taken on 2 nodes', tone: 'warning'});
    expect(lineText(taskNodeCell(row))).toBe('no node');
  });

  it('sorts by service and slot, what is wanted first, then the newest', () => {
    const tasks = [
      ...web.tasks,
      aFailedTask(5 * minuteMs, {...ofWeb, id: taskId('old')}),
      aFailedTask(2 * minuteMs, {...ofWeb, id: taskId('newer')}),
    ];
    const store = web.with({tasks}).withService('api', 10).store();
    const rows = [...store.derived('tasks').values()].map(row => ({id: row.task.id, key: taskSortKey(row)}));
    rows.sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(rows.map(row => row.id)).toEqual([
      ...Array.from({length: 10}, (_, index) => `api-${index + 1}`),
      'web-1',
      'newer',
      'old',
      'web-2',
    ]);
  });
});
