import {healthLog} from '../../domain/diagnosis/health-log.ts';
import {failureInWords} from '../../domain/failure-words.ts';
import type {Task} from '../../domain/model/index.ts';
import {taskName} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line} from '../../ui/span.ts';
import type {ObjectRef} from '../pane.ts';

/** The last lines that a task wrote; null lines: they are on their way. */
export interface LogTail {
  readonly lines: readonly string[] | null;
  /** Why there are none; empty where there is no fault. */
  readonly fault: string;
}

/** The task that fails: where, why, what it wrote last and what its health check said. */
export function failingLines(
  task: Task,
  serviceName: string,
  parts: {
    readonly store: ClusterStore;
    readonly inspect: (object: ObjectRef) => unknown;
    readonly logTail: (taskId: string) => LogTail;
  },
): readonly Line[] {
  const node = task.nodeId === null ? undefined : parts.store.table('nodes').get(task.nodeId);
  const where = node === undefined ? '' : ` on ${node.hostname}`;
  return [
    [],
    [
      {text: `✖ ${taskName(task, serviceName)}${where}: `, tone: 'critical', bold: true},
      {text: failureInWords(task), tone: 'critical'},
    ],
    [{text: `  task ${task.id}, ${task.image}`, tone: 'muted'}],
    ...healthLines(task, parts.inspect),
    ...tailLines(parts.logTail(task.id)),
  ];
}

/** Only the engine of its node knows its container. */
function healthLines({containerId}: Task, inspect: (object: ObjectRef) => unknown): readonly Line[] {
  if (containerId === null) return [];
  const outputs = healthLog(inspect({kind: 'container', id: containerId, name: containerId}));
  return outputs.length === 0
    ? []
    : [[{text: '  health check', tone: 'title'}], ...outputs.map((text): Line => [{text: `    ${text}`}])];
}

function tailLines({lines, fault}: LogTail): readonly Line[] {
  const title: Line = [{text: '  last log lines', tone: 'title'}];
  if (fault !== '') return [title, [{text: `    ? ${fault}`, tone: 'unknown'}]];
  if (lines === null) return [title, [{text: '    ◐ asking the engine …', tone: 'info'}]];
  if (lines.length === 0) return [title, [{text: '    it wrote nothing', tone: 'muted'}]];
  return [title, ...lines.map((text): Line => [{text: `    ${text}`}])];
}
