import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {alignCells} from '../align.ts';
import {healthCell} from '../health-cell.ts';
import {shortImage} from '../images.ts';
import type {Describe} from '../pane.ts';
import {runningCell, updateCell} from '../services/services-columns.ts';
import {field, fields, missingLines, pageTitle, section} from './page.ts';
import {verdictLines} from './state-lines.ts';

const serviceRows = (name: string, store: ClusterStore): readonly ServiceSummary[] =>
  [...store.serviceIdsOfStack(name)]
    .flatMap(id => store.derived('services').get(id) ?? [])
    .map(row => ({row, key: naturalCompareKey(row.service.name)}))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({row}) => row);

const serviceLines = (rows: readonly ServiceSummary[]): readonly Line[] =>
  section(
    `Services (${rows.length})`,
    alignCells(
      rows.map(row => [
        [{text: row.service.name}],
        runningCell(row),
        [{text: shortImage(row.service.image)}],
        [updateCell(row)],
        [healthCell(row)],
      ]),
    ),
  );

const namesIn = (
  table: 'networks' | 'secrets' | 'configs',
  stack: string,
  store: ClusterStore,
): readonly string[] => {
  const names: string[] = [];
  for (const object of store.table(table).values()) if (object.stack === stack) names.push(object.name);
  return names.sort();
};

/** A stack: its services and what else belongs to it. The engine knows no stacks, so all of it is from the lists. */
export const describeStack: Describe = ({object, store}) => {
  const row = store.derived('stacks').get(object.id);
  if (row === undefined) return [pageTitle('stack', object.name), ...missingLines(null, false)];
  return [
    pageTitle('stack', row.name),
    ...section('State', [
      ...verdictLines(row.health),
      field('Tasks running', `${row.tasksRunning}/${row.tasksDesired}`),
    ]),
    ...serviceLines(serviceRows(row.name, store)),
    ...section('Belonging to it', [
      ...fields('Networks', namesIn('networks', row.name, store)),
      ...fields('Secrets', namesIn('secrets', row.name, store)),
      ...fields('Configs', namesIn('configs', row.name, store)),
    ]),
  ];
};
