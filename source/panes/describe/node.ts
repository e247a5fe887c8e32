import type {NodeSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {listAt, shownAt, textAt} from '../json.ts';
import {
  availabilityCell,
  managerCell,
  nodeNameCell,
  nodeStatusCell,
  nodeTasksCell,
} from '../nodes/node-cells.ts';
import type {Describe} from '../pane.ts';
import {bytesInWords, cpusInWords} from '../quantities.ts';
import {isHistory} from '../tasks/task-cells.ts';
import {field, labelLines, missingLines, optional, optionalFields, pageTitle, section} from './page.ts';
import {tasksOf} from './service.ts';
import {taskLines, timeAndAge, verdictLines} from './state-lines.ts';

const stateLines = (row: NodeSummary, nowMs: number): readonly Line[] => {
  const {node} = row;
  return section('State', [
    ...verdictLines(row.health),
    field('Status', nodeStatusCell(row)),
    field('Availability', availabilityCell(row)),
    field('Role', node.role),
    ...(node.manager === null
      ? []
      : [field('Manager', managerCell(row)), field('Raft address', node.manager.address || null)]),
    field('Tasks running', nodeTasksCell(row)),
    field('Hostname', nodeNameCell(row)),
    field('Address', node.address || null),
    field('ID', node.id),
    field('Joined', timeAndAge(node.createdAtMs, nowMs)),
    field('Changed', timeAndAge(node.updatedAtMs, nowMs)),
  ]);
};

/** Other entries with the same hostname: a node that left and joined again is there twice. */
const namesakes = (row: NodeSummary, store: ClusterStore): readonly Line[] => {
  if (!row.duplicateHostname) return [];
  const others = [...store.derived('nodes').values()].filter(
    other => other.node.hostname === row.node.hostname && other.node.id !== row.node.id,
  );
  return section('Other entries of this hostname', [
    ...others.map(other => field(other.node.id.slice(0, 12), nodeStatusCell(other))),
    field('', {text: 'An entry that stays down after a rejoin can go: docker node rm ID', tone: 'muted'}),
  ]);
};

const hardwareLines = ({node}: NodeSummary): readonly Line[] =>
  section('Machine', [
    field('CPUs', cpusInWords(node.nanoCpus)),
    field('Memory', bytesInWords(node.memoryBytes)),
    field('Platform', `${node.os}/${node.architecture}`),
    field('Engine', node.engineVersion || null),
  ]);

const pluginLines = (raw: unknown): readonly Line[] => {
  const byType = new Map<string, string[]>();
  for (const plugin of listAt(raw, 'Description', 'Engine', 'Plugins')) {
    const names = byType.get(textAt(plugin, 'Type')) ?? [];
    byType.set(textAt(plugin, 'Type'), [...names, textAt(plugin, 'Name')]);
  }
  return section(
    'Plugins',
    [...byType].flatMap(([type, names]) => optional(type, names.sort().join(', '))),
  );
};

const resourceLines = (raw: unknown): readonly Line[] =>
  section(
    'Generic resources',
    optionalFields(
      'Has',
      listAt(raw, 'Description', 'Resources', 'GenericResources').map(one => shownAt(one)),
    ),
  );

/** A node: its state and reasons, the tasks that are wanted there, and the machine. */
export const describeNode: Describe = ({object, store, raw, nowMs}) => {
  const row = store.derived('nodes').get(object.id);
  const wanted = tasksOf(store.taskIdsOfNode(object.id), store).filter(task => !isHistory(task));
  return [
    pageTitle('node', row?.node.hostname ?? object.name),
    ...(row === undefined
      ? []
      : [
          ...stateLines(row, nowMs),
          ...namesakes(row, store),
          ...taskLines(wanted, nowMs),
          ...hardwareLines(row),
        ]),
    ...missingLines(raw, row !== undefined),
    ...pluginLines(raw),
    ...resourceLines(raw),
    ...(row === undefined ? [] : labelLines('Labels', row.node.labels)),
    ...(row === undefined ? [] : labelLines('Engine labels', row.node.engineLabels)),
  ];
};
