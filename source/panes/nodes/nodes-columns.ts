import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {NodeSummary} from '../../domain/summaries.ts';
import {levels} from '../../domain/verdict.ts';
import type {Column} from '../../ui/column.ts';
import {ageColumn, nameColumn} from '../columns.ts';
import {bytesInWords, cpusInWords} from '../quantities.ts';
import {availabilityCell, managerCell, nodeNameCell, nodeStatusCell, nodeTasksCell} from './node-cells.ts';

const hardwareColumns: readonly Column<NodeSummary>[] = [
  {
    id: 'engine',
    title: 'ENGINE',
    min: 7,
    max: 16,
    priority: 6,
    sortLetter: 'e',
    cell: row => row.node.engineVersion,
    sortKey: row => naturalCompareKey(row.node.engineVersion),
  },
  {
    id: 'address',
    title: 'ADDRESS',
    min: 9,
    max: 39,
    priority: 7,
    sortLetter: 'd',
    cell: row => row.node.address,
    sortKey: row => naturalCompareKey(row.node.address),
  },
  {
    id: 'cpus',
    title: 'CPUS',
    min: 4,
    max: 5,
    align: 'right',
    priority: 8,
    sortLetter: 'x',
    cell: row => cpusInWords(row.node.nanoCpus),
    sortKey: row => -row.node.nanoCpus,
  },
  {
    id: 'memory',
    title: 'MEMORY',
    min: 6,
    max: 8,
    align: 'right',
    priority: 8,
    sortLetter: 'z',
    cell: row => bytesInWords(row.node.memoryBytes),
    sortKey: row => -row.node.memoryBytes,
  },
];

export const nodesColumns: readonly Column<NodeSummary>[] = [
  {...nameColumn(row => row.node.hostname, {min: 12, max: 40}), cell: nodeNameCell},
  {
    id: 'role',
    title: 'ROLE',
    min: 7,
    max: 7,
    priority: 4,
    sortLetter: 'r',
    cell: row => row.node.role,
    sortKey: row => row.node.role,
  },
  {
    id: 'status',
    title: 'STATUS',
    min: 9,
    max: 48,
    priority: 1,
    sortLetter: 's',
    cell: nodeStatusCell,
    sortKey: row => -levels.indexOf(row.health.level),
  },
  {
    id: 'availability',
    title: 'AVAILABILITY',
    min: 12,
    max: 12,
    priority: 2,
    sortLetter: 'v',
    cell: availabilityCell,
    sortKey: row => row.node.availability,
  },
  {
    id: 'manager',
    title: 'MANAGER',
    min: 9,
    max: 13,
    priority: 2,
    sortLetter: 'l',
    cell: managerCell,
    sortKey: ({node}) => (node.manager === null ? 2 : node.manager.leader ? 0 : 1),
  },
  {
    id: 'tasks',
    title: 'RUNNING',
    min: 7,
    max: 16,
    align: 'right',
    priority: 3,
    sortLetter: 'u',
    cell: nodeTasksCell,
    sortKey: row => -row.runningTasks,
  },
  ...hardwareColumns,
  ageColumn(row => row.node.createdAtMs, 5),
];
