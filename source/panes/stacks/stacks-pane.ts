import type {StackSummary} from '../../domain/summaries.ts';
import {levels} from '../../domain/verdict.ts';
import type {Column} from '../../ui/column.ts';
import {alarmTone, nameColumn} from '../columns.ts';
import {emptyText} from '../empty.ts';
import {healthCell} from '../health-cell.ts';
import {isFaulty, type ListPane} from '../pane.ts';
import {derivedRows} from '../row-source.ts';

const countColumn = (
  id: 'services' | 'networks' | 'secrets' | 'configs',
  sortLetter: string,
  priority: number,
): Column<StackSummary> => ({
  id,
  title: id.toUpperCase(),
  min: id.length,
  max: id.length,
  align: 'right',
  priority,
  sortLetter,
  cell: row => String(row[id]),
  sortKey: row => -row[id],
});

const columns: readonly Column<StackSummary>[] = [
  nameColumn(
    row => row.name,
    undefined,
    row => alarmTone(row.health.level),
  ),
  countColumn('services', 's', 2),
  {
    id: 'tasks',
    title: 'RUNNING',
    min: 7,
    max: 11,
    align: 'right',
    priority: 1,
    sortLetter: 'u',
    cell: ({tasksRunning, tasksDesired}) => ({
      text: `${tasksRunning}/${tasksDesired}`,
      tone: tasksRunning < tasksDesired ? 'warning' : 'text',
    }),
    sortKey: row => row.tasksRunning - row.tasksDesired,
  },
  {
    id: 'health',
    title: 'HEALTH',
    min: 12,
    max: 70,
    priority: 1,
    sortLetter: 'h',
    cell: healthCell,
    sortKey: row => -levels.indexOf(row.health.level),
  },
  countColumn('networks', 'w', 3),
  countColumn('secrets', 'e', 4),
  countColumn('configs', 'f', 4),
];

/** The stacks: objects that share a label, since the engine knows no stacks. */
export const stacksPane: ListPane<StackSummary> = {
  id: 'stacks',
  title: 'Stacks',
  objectKind: 'stack',
  rows: derivedRows('stacks'),
  key: row => row.name,
  name: row => row.name,
  columns,
  defaultSort: {id: 'name', descending: false},
  text: row => [row.name, ...row.health.reasons],
  labels: () => ({}),
  isFault: row => isFaulty(row.health.level),
  sources: ['services', 'tasks', 'nodes'],
  inScope: (row, scope) => scope.kind === 'stack' && row.name === scope.id,
  open: ({name}) => ({kind: 'list', pane: 'services', scope: {kind: 'stack', id: name, name}}),
  empty: emptyText('stacks', 'Deploy one with "docker stack deploy -c FILE NAME".'),
};
