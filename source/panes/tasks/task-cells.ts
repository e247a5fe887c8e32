import {agoInWords} from '../../domain/age.ts';
import type {TaskSummary} from '../../domain/summaries.ts';
import {hasEnded, isWanted, stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {Line, Span} from '../../ui/span.ts';
import {levelLooks, lookSpan, taskStateLooks} from '../glyphs.ts';

/**
 * Whether a task only tells the past: the orchestrator has replaced it or wants it gone. An old failure must not look
 * like a new one.
 */
export const isHistory = ({task}: TaskSummary): boolean => !isWanted(task);

/** The name; tasks of the past are set in, as `docker service ps` shows them. */
export const taskNameCell = (row: TaskSummary): Span =>
  isHistory(row) ? {text: ` \\_ ${row.name}`, tone: 'muted'} : {text: row.name};

/** The name where the rows above and below are of other slots. */
export const flatTaskNameCell = (row: TaskSummary): Span =>
  isHistory(row) ? {text: row.name, tone: 'muted'} : {text: row.name};

/** Where it runs; a node that is down says so, since its tasks keep the state `running` for a day. */
export const taskNodeCell = (row: TaskSummary): Line => {
  if (row.task.nodeId === null) return [{text: 'no node', tone: 'muted'}];
  const hostname = row.hostname === '' ? row.task.nodeId.slice(0, 12) : row.hostname;
  const tone = isHistory(row) ? ('muted' as const) : ('text' as const);
  return row.nodeDown
    ? [
        {text: hostname, tone},
        {text: ' ✖ down', tone: 'critical'},
      ]
    : [{text: hostname, tone}];
};

/** The state, with how long ago it ended; `running` on a dead node is only the engine's last word. */
export const taskStateCell = (row: TaskSummary, nowMs: number): Span => {
  const {task} = row;
  if (row.nodeDown && !hasEnded(task)) return {text: `? was ${task.state}`, tone: 'unknown'};
  const span = lookSpan(taskStateLooks[task.state]);
  const ago = hasEnded(task) ? ` ${agoInWords(nowMs - stateEnteredMs(task))}` : '';
  return {
    ...span,
    text: span.text + ago,
    ...(isHistory(row) && row.verdict.level === 'ok' ? {tone: 'muted' as const} : {}),
  };
};

/** Why it is not running well, in words; failures that are no news any more stay in the background. */
export const taskErrorCell = ({task, verdict}: TaskSummary): Span => {
  const reason = verdict.reasons[0] ?? '';
  const tone = verdict.level === 'ok' ? 'muted' : levelLooks[verdict.level].tone;
  return {text: reason === task.state ? '' : reason, tone};
};
