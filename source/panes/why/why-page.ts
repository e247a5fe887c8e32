import {healthLog} from '../../domain/diagnosis/health-log.ts';
import {type WhyLine, whyLines} from '../../domain/diagnosis/why-lines.ts';
import type {Service, Task} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {explain, reportedOutput, tasksToAsk} from '../../store/explain.ts';
import type {Line} from '../../ui/span.ts';
import type {Tone} from '../../ui/tones.ts';
import type {ObjectRef} from '../pane.ts';

const tones: Readonly<Record<WhyLine['kind'], Tone | null>> = {
  heading: 'title',
  plain: null,
  bad: 'critical',
  good: 'ok',
  doubt: 'unknown',
  hint: 'info',
};

/** Why tasks are pending or failing, worst first; `inspect` gives a container of this engine, null while it loads. */
export const whyPage = (parts: {
  readonly object: ObjectRef;
  readonly store: ClusterStore;
  readonly nowMs: number;
  readonly inspect: (object: ObjectRef) => unknown;
}): readonly Line[] => {
  const {object, store, nowMs, inspect} = parts;
  const subject = subjectOf(object, store);
  if (subject === null) return [[{text: `${object.name} is not there any more.`, tone: 'muted'}]];
  const explanation = explain(store, subject.service, subject.task);
  const output = new Map([
    ...reportedOutput(explanation, store),
    ...tasksToAsk(explanation, store).flatMap(({id, containerId}) =>
      containerId === null
        ? []
        : [[id, healthLog(inspect({kind: 'container', id: containerId, name: containerId}))] as const],
    ),
  ]);
  return whyLines(explanation, nowMs, output).flatMap(({kind, text}, index) => {
    const tone = tones[kind];
    const line: Line = [
      {text, ...(tone === null ? {} : {tone}), ...(kind === 'heading' ? {bold: true} : {})},
    ];
    return kind === 'heading' && index > 0 ? [[], line] : [line];
  });
};

const subjectOf = (
  {kind, id}: ObjectRef,
  store: ClusterStore,
): {readonly service: Service; readonly task: Task | null} | null => {
  const task = kind === 'task' ? store.table('tasks').get(id) : undefined;
  const service = store.table('services').get(task?.serviceId ?? id);
  return service === undefined ? null : {service, task: task ?? null};
};
