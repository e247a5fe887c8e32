import type {Config} from '../../domain/model/index.ts';
import type {Column} from '../../ui/column.ts';
import {ageColumn, idColumn, nameColumn, stackColumn, updatedColumn} from '../columns.ts';
import {emptyText} from '../empty.ts';
import type {ListPane} from '../pane.ts';
import {bytesInWords} from '../quantities.ts';
import {tableRows} from '../row-source.ts';
import {isUsedInScope} from '../scopes.ts';

const columns: readonly Column<Config>[] = [
  nameColumn(row => row.name, {min: 14, max: 64}),
  stackColumn(2),
  {
    id: 'size',
    title: 'SIZE',
    min: 6,
    max: 8,
    align: 'right',
    priority: 5,
    sortLetter: 's',
    cell: row => bytesInWords(row.bytes),
    sortKey: row => -row.bytes,
  },
  idColumn(6),
  updatedColumn(4),
  ageColumn(row => row.createdAtMs, 3),
];

/** The configs of the swarm. */
export const configsPane: ListPane<Config> = {
  id: 'configs',
  title: 'Configs',
  objectKind: 'config',
  rows: tableRows('configs'),
  key: row => row.id,
  name: row => row.name,
  columns,
  defaultSort: {id: 'name', descending: false},
  text: row => [row.name, row.id],
  labels: row => row.labels,
  sources: ['configs'],
  inScope: (row, scope, store) =>
    scope.kind === 'config'
      ? row.id === scope.id
      : isUsedInScope(row, service => service.configs.includes(row.id), scope, store),
  open: ({id, name}) => ({kind: 'used-by', object: {kind: 'config', id, name}}),
  empty: emptyText('configs', 'Create one with "docker config create NAME FILE".'),
};
