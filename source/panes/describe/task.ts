import {exitCodeInWords} from '../../domain/exit-codes.ts';
import type {TaskFacts} from '../../domain/metrics/task-facts.ts';
import type {TaskSummary} from '../../domain/summaries.ts';
import {stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {listAt, recordAt, textAt, textsAt, valueAt} from '../json.ts';
import type {Describe} from '../pane.ts';
import {taskNodeCell, taskStateCell} from '../tasks/task-cells.ts';
import {
  field,
  labelLines,
  missingLines,
  optional,
  optionalFields,
  pageTitle,
  section,
  type Value,
} from './page.ts';
import {tasksOf} from './service.ts';
import {
  containerLines,
  fileLines,
  healthcheckLines,
  mountLines,
  placementLines,
  resourceLines,
} from './spec-lines.ts';
import {taskLines, timeAndAge, verdictLines} from './state-lines.ts';

const stateLines = (row: TaskSummary, store: ClusterStore, nowMs: number): readonly Line[] => {
  const {task} = row;
  const service = store.table('services').get(task.serviceId);
  const spec: Value = row.upToDate ? 'the current one' : {text: 'an older one', tone: 'warning'};
  return section('State', [
    ...verdictLines(row.verdict),
    field('State', taskStateCell(row, nowMs)),
    // Below our words, for those who look the engine's up.
    ...optional('Engine says', task.error),
    ...optional('Exit code', task.exitCode === null ? '' : exitCodeInWords(task.exitCode)),
    ...reportedLines(store.factsOfTask(task.id), nowMs),
    ...optional('Message', task.message),
    field('Desired state', task.desiredState),
    field('Node', taskNodeCell(row)),
    field('Service', row.serviceName || null),
    field('Slot', task.slot > 0 ? String(task.slot) : 'one a node (global service)'),
    field('Spec', service === undefined ? null : spec),
    field('Container', task.containerId ?? {text: 'none yet', tone: 'muted'}),
    field('ID', task.id),
    field('Created', timeAndAge(task.createdAtMs, nowMs)),
    // By the worker's clock, and set anew after partitions: not "running since".
    field('State changed', timeAndAge(stateEnteredMs(task), nowMs)),
  ]);
};

/** What the engine of its node saw, as the agent there told. */
const reportedLines = (facts: TaskFacts | undefined, nowMs: number): readonly Line[] => {
  if (facts === undefined) return [];
  const {death, health, oomAtMs} = facts;
  const killed = death?.oomKilled === true ? 'killed by the kernel: out of memory' : '';
  const oom = killed === '' && oomAtMs !== null ? 'a process of it was killed: out of memory' : '';
  const check = health?.health === 'unhealthy' ? (health.output ?? 'it printed nothing') : '';
  return [
    ...optional('Its node says', killed || oom),
    ...(death === null ? [] : [field('Container ended', timeAndAge(death.atMs, nowMs))]),
    ...optional('Health check', check.split('\n').at(-1) ?? ''),
  ];
};

/** The other tasks of the same slot: what was tried there before. */
const historyOf = (row: TaskSummary, store: ClusterStore): readonly TaskSummary[] =>
  tasksOf(store.taskIdsOfService(row.task.serviceId), store).filter(
    other => other.name === row.name && other.task.id !== row.task.id,
  );

const attachmentLines = (raw: unknown): readonly Line[] =>
  section(
    'Networks',
    optionalFields(
      'Addresses',
      listAt(raw, 'NetworksAttachments').map(
        one =>
          `${textAt(one, 'Network', 'Spec', 'Name') || 'network'}: ${textsAt(one, 'Addresses').join(', ')}`,
      ),
    ),
  );

/** A task: why it is as it is, what was tried in its slot before, and the spec that it was made from. */
export const describeTask: Describe = ({object, store, raw, nowMs}) => {
  const row = store.derived('tasks').get(object.id);
  const container = valueAt(raw, 'Spec', 'ContainerSpec');
  const isTold = raw !== null && !(raw instanceof Error);
  const history = row === undefined ? [] : historyOf(row, store);
  return [
    pageTitle('task', row?.name ?? object.name),
    ...(row === undefined ? [] : stateLines(row, store, nowMs)),
    ...(history.length === 0
      ? []
      : taskLines(history, nowMs).with(1, [{text: 'Others of its slot', tone: 'title', bold: true}])),
    ...missingLines(raw, row !== undefined),
    ...(isTold
      ? [
          ...attachmentLines(raw),
          ...containerLines(container),
          ...mountLines(container),
          ...fileLines(container),
          ...resourceLines(valueAt(raw, 'Spec')),
          ...placementLines(valueAt(raw, 'Spec')),
          ...healthcheckLines(container),
          ...labelLines('Container labels', recordAt(container, 'Labels')),
        ]
      : []),
  ];
};
