import type {Volume} from '../../domain/model/index.ts';
import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {Column} from '../../ui/column.ts';
import {ageColumn, nameColumn, stackColumn} from '../columns.ts';
import {emptyText} from '../empty.ts';
import type {ListPane} from '../pane.ts';
import {tableRows} from '../row-source.ts';
import {isUsedInScope} from '../scopes.ts';

const columns: readonly Column<Volume>[] = [
  nameColumn(row => row.name, {min: 14, max: 64}),
  {
    id: 'driver',
    title: 'DRIVER',
    min: 6,
    max: 20,
    priority: 2,
    sortLetter: 'd',
    cell: row => row.driver,
    sortKey: row => row.driver,
  },
  {
    id: 'scope',
    title: 'SCOPE',
    min: 6,
    max: 7,
    priority: 4,
    sortLetter: 's',
    cell: row => row.scope,
    sortKey: row => row.scope,
  },
  stackColumn(3),
  {
    id: 'mountpoint',
    title: 'MOUNTPOINT',
    min: 12,
    max: 80,
    priority: 6,
    sortLetter: 'm',
    cell: row => ({text: row.mountpoint, tone: 'muted'}),
    sortKey: row => naturalCompareKey(row.mountpoint),
  },
  ageColumn(row => row.createdAtMs, 5),
];

/** The volumes of the connected engine: no engine can list those of another node. */
export const volumesPane: ListPane<Volume> = {
  id: 'volumes',
  title: 'Volumes of this engine',
  objectKind: 'volume',
  rows: tableRows('volumes'),
  key: row => row.name,
  name: row => row.name,
  columns,
  defaultSort: {id: 'name', descending: false},
  text: row => [row.name, row.driver, row.mountpoint],
  labels: row => row.labels,
  sources: ['volumes'],
  inScope: (row, scope, store) => {
    if (scope.kind === 'volume') return row.name === scope.id;
    if (scope.kind === 'node') return store.engineInfo?.nodeId === scope.id;
    return isUsedInScope(row, service => service.volumes.includes(row.name), scope, store);
  },
  open: ({name}) => ({kind: 'used-by', object: {kind: 'volume', id: name, name}}),
  empty: emptyText('volumes', 'The connected engine has none; other nodes may have their own.'),
};
