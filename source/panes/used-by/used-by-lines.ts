import type {ServiceSummary} from '../../domain/summaries.ts';
import {isWanted} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {alignCells} from '../align.ts';
import {healthCell} from '../health-cell.ts';
import type {ObjectRef} from '../pane.ts';
import {counted} from '../quantities.ts';
import {runningCell} from '../services/services-columns.ts';
import {isUsedKind, servicesOfImage, servicesOnNode, servicesUsing} from './users.ts';

/** A page whose lines may each lead to an object. */
export interface UsedBy {
  readonly lines: readonly Line[];
  readonly targets: readonly (ObjectRef | null)[];
}

const text = (content: string): Line => [{text: content, tone: 'muted'}];

const noteLines = (object: ObjectRef, users: number): readonly Line[] => {
  const found = users === 0 ? 'No service uses it.' : `Used by ${counted(users, 'service')}.`;
  switch (object.kind) {
    case 'volume':
      return [text(`${found} Volumes of the same name on other nodes are not the same volume.`)];
    case 'network':
      return [text(`${found} Containers outside services may be attached too.`)];
    case 'secret':
    case 'config':
      return [text(users === 0 ? `${found} It can be removed without harm to any service.` : found)];
    case 'node':
      return [text(users === 0 ? 'No task is wanted there.' : `Runs tasks of ${counted(users, 'service')}.`)];
    default:
      return [text(found)];
  }
};

const page = (
  object: ObjectRef,
  rows: readonly ServiceSummary[],
  extra: (row: ServiceSummary) => string,
): UsedBy => {
  const head: readonly Line[] = [
    [
      {text: `${object.kind} `, tone: 'muted'},
      {text: object.name, tone: 'strong', bold: true},
    ],
    ...noteLines(object, rows.length),
    ...(rows.length === 0 ? [] : [[]]),
  ];
  const lines = alignCells(
    rows.map(row => [
      [{text: row.service.name}],
      runningCell(row),
      [{text: extra(row), tone: 'muted'}],
      [healthCell(row)],
    ]),
  );
  const targets = rows.map(({service}): ObjectRef => ({kind: 'service', id: service.id, name: service.name}));
  return {lines: [...head, ...lines], targets: [...head.map(() => null), ...targets]};
};

const tasksThere = (serviceId: string, nodeId: string, store: ClusterStore): string => {
  let count = 0;
  for (const id of store.taskIdsOfService(serviceId)) {
    const task = store.table('tasks').get(id);
    if (task !== undefined && task.nodeId === nodeId && isWanted(task)) count += 1;
  }
  return `${counted(count, 'task')} there`;
};

/** What uses an object: services that name it in their spec, or that have tasks on it. */
export const usedByPage = ({
  object,
  store,
}: {
  readonly object: ObjectRef;
  readonly store: ClusterStore;
}): UsedBy => {
  if (isUsedKind(object.kind)) {
    return page(object, servicesUsing(object.kind, object.id, store), row => row.service.stack ?? '');
  }
  if (object.kind === 'node') {
    return page(object, servicesOnNode(object.id, store), row =>
      tasksThere(row.service.id, object.id, store),
    );
  }
  if (object.kind === 'service') {
    const image = store.table('services').get(object.id)?.image ?? '';
    const others = servicesOfImage(image, store).filter(row => row.service.id !== object.id);
    const lines = [
      text('No other object can use a service.'),
      ...(others.length === 0 ? [] : [text(`Its image ${image} is run by:`)]),
    ];
    const rows = page(object, others, row => row.service.stack ?? '');
    return {
      lines: [rows.lines[0] ?? [], ...lines, ...rows.lines.slice(2)],
      targets: [null, ...lines.map(() => null), ...rows.targets.slice(2)],
    };
  }
  const line = text(`Nothing else can use a ${object.kind}.`);
  return {lines: [line], targets: [null]};
};

/** The same page without where its lines lead. */
export const usedByLines = (input: Parameters<typeof usedByPage>[0]): readonly Line[] =>
  usedByPage(input).lines;
