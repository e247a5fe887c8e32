import {agoInWords} from '../../domain/age.ts';
import {endInWords} from '../../domain/metrics/fact-words.ts';
import type {Task, UpdateStatus} from '../../domain/model/index.ts';
import type {TaskSummary} from '../../domain/summaries.ts';
import {stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {Verdict} from '../../domain/verdict.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import {alignCells} from '../align.ts';
import {levelLooks, lookSpan, updateLook} from '../glyphs.ts';
import {counted, timeInWords} from '../quantities.ts';
import {isHistory, taskErrorCell, taskNameCell, taskNodeCell, taskStateCell} from '../tasks/task-cells.ts';
import {taskSortKey} from '../tasks/tasks-columns.ts';
import {field, fields, section} from './page.ts';

/** A verdict with all its reasons, worst first. */
export const verdictLines = (verdict: Verdict): readonly Line[] => {
  const {glyph, word, tone} = levelLooks[verdict.level];
  return [
    field('Health', {text: `${glyph} ${word}`, tone, bold: true}),
    ...verdict.reasons.map(reason => field('', reason)),
  ];
};

/** A time with how long ago it was. */
export const timeAndAge = (timeMs: number | null, nowMs: number): string | null =>
  timeMs === null || timeMs <= 0 ? null : `${timeInWords(timeMs)} (${agoInWords(nowMs - timeMs)})`;

/** The rollout that the engine remembers, in words and with its times; the task that it names is named by its slot. */
export const updateLines = (
  update: UpdateStatus | null,
  nowMs: number,
  store: ClusterStore,
): readonly Line[] => {
  if (update === null)
    return [field('Update', {text: 'none since it was created or last changed', tone: 'muted'})];
  const culpritId = /\btask ([a-z0-9]{20,})/.exec(update.message)?.[1];
  const culprit = culpritId === undefined ? undefined : store.derived('tasks').get(culpritId);
  return [
    field('Update', {...lookSpan(updateLook(update)), bold: true}),
    field('', update.message),
    ...(culprit === undefined
      ? []
      : fields('Failing task', [[taskNameCell(culprit), {text: ' '}, taskErrorCell(culprit)]])),
    ...(update.startedAtMs === null ? [] : [field('Started', timeAndAge(update.startedAtMs, nowMs))]),
    ...(update.completedAtMs === null ? [] : [field('Completed', timeAndAge(update.completedAtMs, nowMs))]),
  ];
};

/** The newest failure: which task, on which node, why and when. */
export const failureLines = (
  failure: Task | null,
  recentFailures: number,
  store: ClusterStore,
  nowMs: number,
): readonly Line[] => {
  const summary = failure === null ? undefined : store.derived('tasks').get(failure.id);
  if (failure === null || summary === undefined) return [];
  const place = summary.hostname === '' ? '' : ` on ${summary.hostname}`;
  return [
    field('Last failure', [
      {text: `${summary.name}${place}, ${agoInWords(nowMs - stateEnteredMs(failure))}: `},
      {
        text: endInWords(failure, store.factsOfTask(failure.id)),
        tone: recentFailures > 0 ? 'critical' : 'text',
      },
    ]),
    ...(recentFailures > 1 ? [field('', `${counted(recentFailures, 'failure')} within ten minutes`)] : []),
  ];
};

/** Longest list of tasks on a page, and how many there may be before only those are listed that need a look. */
const mostTasks = 30;
const fewTasks = 200;

/** Tasks under each other, wanted ones first, as `docker service ps` sorts them. */
export const taskLines = (tasks: readonly TaskSummary[], nowMs: number): readonly Line[] => {
  const telling =
    tasks.length <= fewTasks ? tasks : tasks.filter(row => !isHistory(row) && row.verdict.level !== 'ok');
  const sorted = telling
    .map(row => ({row, key: `${isHistory(row) ? 1 : 0}${taskSortKey(row)}`}))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, mostTasks);
  const rest = tasks.length - sorted.length;
  const rows = sorted.map(({row}) => [
    [taskNameCell(row)],
    taskNodeCell(row),
    [taskStateCell(row, nowMs)],
    [taskErrorCell(row)],
  ]);
  const more = `  … and ${rest} more${tasks.length > fewTasks ? ' that are well or past' : ''}; the list of tasks has them all`;
  return section(`Tasks (${tasks.length})`, [
    ...alignCells(rows),
    ...(rest > 0 ? [[{text: more, tone: 'muted'} as const]] : []),
  ]);
};
