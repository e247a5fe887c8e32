import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {TaskSummary} from '../../domain/summaries.ts';
import type {Column} from '../../ui/column.ts';
import {ageColumn, nameColumn, newestFirst} from '../columns.ts';
import {taskStateLooks} from '../glyphs.ts';
import {shortImage} from '../images.ts';
import {
  flatTaskNameCell,
  isHistory,
  taskErrorCell,
  taskNameCell,
  taskNodeCell,
  taskStateCell,
} from './task-cells.ts';

/** The states in the order that a task goes through them. */
const stateOrder = Object.keys(taskStateLooks);

/** As `docker service ps` sorts: by service and slot, what is wanted first, then newest first. */
export const taskSortKey = (row: TaskSummary): string =>
  `${naturalCompareKey(row.name)} ${isHistory(row) ? 1 : 0}${newestFirst(row.task.createdAtMs)}`;

export const tasksColumns: readonly Column<TaskSummary>[] = [
  {...nameColumn<TaskSummary>(row => row.name), cell: taskNameCell, sortKey: taskSortKey},
  {
    id: 'node',
    title: 'NODE',
    min: 8,
    max: 32,
    priority: 2,
    sortLetter: 'o',
    cell: taskNodeCell,
    sortKey: row => naturalCompareKey(row.hostname),
  },
  {
    id: 'state',
    title: 'STATE',
    min: 11,
    max: 26,
    priority: 1,
    sortLetter: 's',
    cell: taskStateCell,
    sortKey: row => stateOrder.indexOf(row.task.state),
  },
  {
    id: 'desired',
    title: 'DESIRED',
    min: 8,
    max: 9,
    priority: 5,
    sortLetter: 'd',
    cell: row => ({text: row.task.desiredState, tone: isHistory(row) ? 'muted' : 'text'}),
    sortKey: row => row.task.desiredState,
  },
  {
    id: 'error',
    title: 'ERROR',
    min: 16,
    max: 90,
    priority: 2,
    sortLetter: 'e',
    cell: taskErrorCell,
    sortKey: row => taskErrorCell(row).text,
  },
  {
    id: 'image',
    title: 'IMAGE',
    min: 10,
    max: 40,
    priority: 6,
    sortLetter: 'i',
    cell: row => ({text: shortImage(row.task.image), tone: row.upToDate ? 'text' : 'muted'}),
    sortKey: row => naturalCompareKey(shortImage(row.task.image)),
  },
  ageColumn(row => row.task.createdAtMs, 4),
];

/** On one node a slot seldom has more than one row: nothing there hangs on another row. */
export const nodeTasksColumns: readonly Column<TaskSummary>[] = tasksColumns.map(column =>
  column.id === 'name' ? {...column, cell: flatTaskNameCell} : column,
);
