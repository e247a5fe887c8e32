import type {Container} from '../../domain/model/index.ts';
import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {Column} from '../../ui/column.ts';
import type {Span} from '../../ui/span.ts';
import {ageColumn, idColumn, nameColumn} from '../columns.ts';
import {emptyText} from '../empty.ts';
import {containerHealthLooks, containerStateLook, lookSpan} from '../glyphs.ts';
import {shortImage} from '../images.ts';
import type {ListPane} from '../pane.ts';
import {tableRows} from '../row-source.ts';
import {isServiceInScope} from '../scopes.ts';
import {exitCodeOf} from './exit-code-of.ts';

/** The state, with the exit code of a container that ended. */
export const containerStateCell = (row: Container): Span => {
  const span = lookSpan(containerStateLook(row.state));
  const code = exitCodeOf(row.status);
  if (row.state !== 'exited' || code === null) return span;
  return {text: `${code === 0 ? '·' : '✖'} exited (${code})`, tone: code === 0 ? 'muted' : 'warning'};
};

const columns: readonly Column<Container>[] = [
  nameColumn(
    row => row.name,
    {min: 14, max: 60},
    row => (isFaulty(row) && row.state !== 'exited' ? 'critical' : undefined),
  ),
  {
    id: 'state',
    title: 'STATE',
    min: 9,
    max: 14,
    priority: 1,
    sortLetter: 's',
    cell: containerStateCell,
    sortKey: row => row.state,
  },
  {
    id: 'health',
    title: 'HEALTH',
    min: 10,
    max: 11,
    priority: 2,
    sortLetter: 'h',
    cell: row => lookSpan(containerHealthLooks[row.health]),
    sortKey: row => ['unhealthy', 'starting', 'healthy', 'none'].indexOf(row.health),
  },
  {
    id: 'image',
    title: 'IMAGE',
    min: 10,
    max: 48,
    priority: 3,
    sortLetter: 'i',
    cell: row => shortImage(row.image),
    sortKey: row => naturalCompareKey(shortImage(row.image)),
  },
  {
    id: 'ports',
    title: 'PORTS',
    min: 8,
    max: 40,
    priority: 5,
    cell: row => row.ports.join(', '),
  },
  {...idColumn<Container>(6), sortLetter: 'd'},
  ageColumn(row => row.createdAtMs, 4),
];

/** Unhealthy, broken, restarted again and again, or ended otherwise than by success. */
const isFaulty = (row: Container): boolean =>
  row.health === 'unhealthy' ||
  row.state === 'dead' ||
  row.state === 'restarting' ||
  (row.state === 'exited' && exitCodeOf(row.status) !== 0);

/** The containers of the connected engine: no engine can list those of another node. */
export const containersPane: ListPane<Container> = {
  id: 'containers',
  title: 'Containers of this engine',
  objectKind: 'container',
  rows: tableRows('containers'),
  key: row => row.id,
  name: row => row.name,
  columns,
  defaultSort: {id: 'name', descending: false},
  text: row => [row.name, row.image, row.state, row.status, row.id],
  labels: row => row.labels,
  isFault: isFaulty,
  sources: ['containers'],
  inScope: (row, scope, store) => {
    if (scope.kind === 'node') return store.engineInfo?.nodeId === scope.id;
    const service = row.serviceId === null ? undefined : store.table('services').get(row.serviceId);
    // A worker has no service list: the container's own label still tells its service.
    if (service === undefined) return scope.kind === 'service' && row.serviceId === scope.id;
    return isServiceInScope(service, scope, store);
  },
  open: ({id, name}) => ({kind: 'describe', object: {kind: 'container', id, name}}),
  watches: row => (row.serviceId === null ? {} : {service: row.serviceId}),
  empty: emptyText('containers', 'Nothing runs on the connected engine; tasks may run on other nodes.'),
};
