import type {ServiceSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {alignCells} from '../align.ts';
import {healthCell} from '../health-cell.ts';
import {shortImage} from '../images.ts';
import type {Describe} from '../pane.ts';
import {runningCell, updateCell} from '../services/services-columns.ts';
import {servicesOfStack} from '../used-by/users.ts';
import {field, fields, missingLines, pageTitle, section} from './page.ts';
import {verdictLines} from './state-lines.ts';

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

const tables = {network: 'networks', secret: 'secrets', config: 'configs', volume: 'volumes'} as const;

const namesOf = (kind: keyof typeof tables, stack: string, store: ClusterStore): readonly string[] =>
  [...store.idsOfStack(kind, stack)].flatMap(id => store.table(tables[kind]).get(id)?.name ?? []).sort();

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
    ...serviceLines(servicesOfStack(row.name, store)),
    ...section('Belonging to it', [
      ...fields('Networks', namesOf('network', row.name, store)),
      ...fields('Secrets', namesOf('secret', row.name, store)),
      ...fields('Configs', namesOf('config', row.name, store)),
      ...fields('Volumes here', namesOf('volume', row.name, store)),
    ]),
  ];
};
