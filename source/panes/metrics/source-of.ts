import type {MetricSource} from '../../domain/metrics/usage.ts';
import type {FigureSources} from '../../store/metrics/uses.ts';
import {nodesUse} from '../../store/metrics/uses.ts';
import type {ObjectRef} from '../pane.ts';
import {drawnOf} from './drawn.ts';

/** Where the oldest figures of a page come from, and when they came; null: none are known now. */
export const sourceOf = (
  objects: readonly ObjectRef[],
  sources: FigureSources,
  nowMs: number,
): {readonly source: MetricSource; readonly atMs: number} | null => {
  const {metrics} = sources;
  if (objects.length === 0) return nodesUse(sources) ?? metrics.sum({kind: 'tasks'});
  const told = drawnOf({objects, isSplit: false}, sources)
    .flatMap(({subjects}) => subjects)
    .flatMap(subject => {
      if (subject.kind === 'task') return metrics.task(subject.id, nowMs) ?? [];
      return (subject.kind === 'node' ? metrics.node(subject.id, nowMs) : metrics.sum(subject)) ?? [];
    });
  return told.toSorted((a, b) => a.atMs - b.atMs)[0] ?? null;
};
