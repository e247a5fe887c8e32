import type {Secret} from '../../domain/model/index.ts';
import type {Column} from '../../ui/column.ts';
import {ageColumn, idColumn, nameColumn, stackColumn, updatedColumn} from '../columns.ts';
import {emptyText} from '../empty.ts';
import type {ListPane} from '../pane.ts';
import {tableRows} from '../row-source.ts';
import {isUsedInScope} from '../scopes.ts';

const columns: readonly Column<Secret>[] = [
  nameColumn(row => row.name, {min: 14, max: 64}),
  stackColumn(2),
  {
    id: 'driver',
    title: 'DRIVER',
    min: 6,
    max: 20,
    priority: 5,
    sortLetter: 'd',
    cell: row => (row.driver === '' ? {text: 'swarm', tone: 'muted'} : row.driver),
    sortKey: row => row.driver,
  },
  idColumn(6),
  updatedColumn(4),
  ageColumn(row => row.createdAtMs, 3),
];

/** The secrets by name: their data never leaves the engine. */
export const secretsPane: ListPane<Secret> = {
  id: 'secrets',
  title: 'Secrets',
  objectKind: 'secret',
  rows: tableRows('secrets'),
  key: row => row.id,
  name: row => row.name,
  columns,
  defaultSort: {id: 'name', descending: false},
  text: row => [row.name, row.id, row.driver],
  labels: row => row.labels,
  sources: ['secrets'],
  inScope: (row, scope, store) =>
    scope.kind === 'secret'
      ? row.id === scope.id
      : isUsedInScope(row, service => service.secrets.includes(row.id), scope, store),
  open: ({id, name}) => ({kind: 'used-by', object: {kind: 'secret', id, name}}),
  empty: emptyText('secrets', 'Create one with "docker secret create NAME FILE".'),
};
