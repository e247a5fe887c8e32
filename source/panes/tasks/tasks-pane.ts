import type {TaskSummary} from '../../domain/summaries.ts';
import {emptyText} from '../empty.ts';
import {taskLogs} from '../logs/task-logs.ts';
import {isFaulty, type ListPane} from '../pane.ts';
import {derivedRows} from '../row-source.ts';
import {isServiceInScope} from '../scopes.ts';
import {isHistory} from './task-cells.ts';
import {nodeTasksColumns, tasksColumns} from './tasks-columns.ts';

/** The tasks of the swarm, past ones below those that replaced them. */
export const tasksPane: ListPane<TaskSummary> = {
  id: 'tasks',
  title: 'Tasks',
  objectKind: 'task',
  rows: derivedRows('tasks'),
  key: row => row.task.id,
  name: row => row.name,
  columns: tasksColumns,
  columnsIn: scope => (scope?.kind === 'node' ? nodeTasksColumns : tasksColumns),
  defaultSort: {id: 'name', descending: false},
  text: ({task, name, hostname, verdict}) => [
    name,
    hostname,
    task.state,
    task.error,
    task.image,
    task.id,
    ...verdict.reasons,
  ],
  labels: () => ({}),
  tone: row => (isHistory(row) ? 'muted' : undefined),
  isFault: row => isFaulty(row.verdict.level),
  sources: ['tasks', 'nodes', 'services'],
  inScope: (row, scope, store) => {
    if (scope.kind === 'service') return row.task.serviceId === scope.id;
    if (scope.kind === 'node') return row.task.nodeId === scope.id;
    const service = store.table('services').get(row.task.serviceId);
    return service !== undefined && isServiceInScope(service, scope, store);
  },
  idsIn: (scope, store) => {
    if (scope.kind === 'service') return store.taskIdsOfService(scope.id);
    return scope.kind === 'node' ? store.taskIdsOfNode(scope.id) : null;
  },
  open: ({task, name}) => taskLogs(task.id, name),
  watches: ({task}) => ({
    service: task.serviceId,
    ...(task.nodeId === null ? {} : {node: task.nodeId}),
  }),
  empty: emptyText('tasks', 'A service without tasks is scaled to 0, or no node fits its constraints.'),
};
