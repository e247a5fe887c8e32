import type {Network} from '../../domain/model/index.ts';
import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {Column} from '../../ui/column.ts';
import {ageColumn, idColumn, nameColumn, stackColumn} from '../columns.ts';
import {emptyText} from '../empty.ts';
import type {ListPane} from '../pane.ts';
import {tableRows} from '../row-source.ts';
import {isUsedInScope} from '../scopes.ts';

/** What a network is beside its driver, in words. */
export const networkTraits = (network: Network): readonly string[] => [
  ...(network.ingress ? ['ingress'] : []),
  ...(network.attachable ? ['attachable'] : []),
  ...(network.internal ? ['internal'] : []),
  ...(network.encrypted ? ['encrypted'] : []),
];

const columns: readonly Column<Network>[] = [
  nameColumn(row => row.name),
  {
    id: 'driver',
    title: 'DRIVER',
    min: 7,
    max: 16,
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
    priority: 2,
    sortLetter: 's',
    cell: row => row.scope,
    sortKey: row => row.scope,
  },
  {
    id: 'traits',
    title: 'TRAITS',
    min: 8,
    max: 32,
    priority: 3,
    cell: row => networkTraits(row).join(', '),
  },
  {
    id: 'subnets',
    title: 'SUBNETS',
    min: 11,
    max: 44,
    priority: 4,
    sortLetter: 'u',
    cell: row => row.subnets.join(', '),
    sortKey: row => naturalCompareKey(row.subnets[0] ?? ''),
  },
  stackColumn(5),
  idColumn(7),
  ageColumn(row => row.createdAtMs, 6),
];

/** The networks: of the swarm, and local ones of the connected engine. */
export const networksPane: ListPane<Network> = {
  id: 'networks',
  title: 'Networks',
  objectKind: 'network',
  rows: tableRows('networks'),
  key: row => row.id,
  name: row => row.name,
  columns,
  defaultSort: {id: 'name', descending: false},
  text: row => [row.name, row.driver, row.scope, row.id, ...row.subnets, ...networkTraits(row)],
  labels: row => row.labels,
  sources: ['networks'],
  inScope: (row, scope, store) =>
    scope.kind === 'network'
      ? row.id === scope.id
      : isUsedInScope(row, service => service.networks.includes(row.id), scope, store),
  open: ({id, name}) => ({kind: 'used-by', object: {kind: 'network', id, name}}),
  empty: emptyText('networks', 'Create one with "docker network create --driver overlay NAME".'),
};
