import type {ServiceSummary, TaskSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {recordAt, valueAt} from '../json.ts';
import type {Describe} from '../pane.ts';
import {runningCell} from '../services/services-columns.ts';
import {field, labelLines, missingLines, pageTitle, section} from './page.ts';
import {loggingLines, networkLines, portLines, restartLines, updateConfigLines} from './service-config.ts';
import {
  containerLines,
  fileLines,
  healthcheckLines,
  mountLines,
  placementLines,
  resourceLines,
} from './spec-lines.ts';
import {failureLines, taskLines, timeAndAge, updateLines, verdictLines} from './state-lines.ts';

const modeInWords = ({service}: ServiceSummary): string => {
  const {mode} = service;
  switch (mode.kind) {
    case 'replicated':
      return `replicated, ${mode.replicas} wanted`;
    case 'global':
      return 'global, one on every node that fits';
    case 'replicated-job':
      return `replicated job, ${mode.totalCompletions} completions, ${mode.maxConcurrent} at a time`;
    case 'global-job':
      return 'global job, once on every node that fits';
  }
};

const stateLines = (row: ServiceSummary, store: ClusterStore, nowMs: number): readonly Line[] =>
  section('State', [
    ...verdictLines(row.health),
    field(row.service.mode.kind.endsWith('job') ? 'Completed' : 'Running', runningCell(row)),
    ...updateLines(row.service.update, nowMs, store),
    ...failureLines(row.lastFailure, row.recentFailures, store, nowMs),
    field('Mode', modeInWords(row)),
    field('Stack', row.service.stack ?? {text: 'none', tone: 'muted'}),
    field('ID', row.service.id),
    field('Created', timeAndAge(row.service.createdAtMs, nowMs)),
    field('Changed', timeAndAge(row.service.updatedAtMs, nowMs)),
  ]);

/** What the spec says, in the order in which it is looked for when something is wrong. */
const specLines = (raw: unknown, store: ClusterStore): readonly Line[] => {
  const template = valueAt(raw, 'Spec', 'TaskTemplate');
  // Without a spec there is nothing whose defaults could be told.
  if (template === undefined) return [];
  const container = valueAt(template, 'ContainerSpec');
  return [
    ...containerLines(container),
    ...networkLines(raw, store),
    ...mountLines(container),
    ...fileLines(container),
    ...resourceLines(template),
    ...placementLines(template),
    ...restartLines(template),
    ...healthcheckLines(container),
    ...updateConfigLines('Update config', valueAt(raw, 'Spec', 'UpdateConfig')),
    ...updateConfigLines('Rollback config', valueAt(raw, 'Spec', 'RollbackConfig')),
    ...loggingLines(template),
    ...labelLines('Labels', recordAt(raw, 'Spec', 'Labels')),
    ...labelLines('Container labels', recordAt(container, 'Labels')),
  ];
};

/** Rows of the tasks with these ids. */
export const tasksOf = (ids: Iterable<string>, store: ClusterStore): readonly TaskSummary[] =>
  [...ids].flatMap(id => store.derived('tasks').get(id) ?? []);

/** A service: health and reasons first, then its tasks, then its spec. */
export const describeService: Describe = ({object, store, raw, nowMs}) => {
  const row = store.derived('services').get(object.id);
  return [
    pageTitle('service', row?.service.name ?? object.name),
    ...(row === undefined ? [] : stateLines(row, store, nowMs)),
    ...(row === undefined ? [] : taskLines(tasksOf(store.taskIdsOfService(object.id), store), nowMs)),
    ...(row === undefined ? [] : portLines(row.service)),
    ...missingLines(raw, row !== undefined),
    ...specLines(raw, store),
  ];
};
