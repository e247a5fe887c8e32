import {pressureOf} from '../../domain/judgement/node-pressure.ts';
import type {MetricsStore} from '../../store/metrics/metrics-store.ts';
import type {ChangeQueue} from '../change-queue.ts';
import type {Clock} from '../clock.ts';

/**
 * Tells the cluster store of nodes that are nearly full, and when they are no more, or nobody measures any longer. What is
 * far from full is never told: figures come every two seconds, findings do not. Returns what ends it.
 */
export const tellPressure = ({
  metrics,
  queue,
  clock,
}: {
  readonly metrics: Pick<MetricsStore, 'node' | 'onChange'>;
  readonly queue: Pick<ChangeQueue, 'push'>;
  readonly clock: Pick<Clock, 'now'>;
}): (() => void) => {
  const told = new Set<string>();
  return metrics.onChange(touched => {
    const nodes = [...touched.nodes].flatMap(id => {
      const pressure = pressureOf(metrics.node(id, clock.now())?.usage ?? null);
      if (pressure === null && !told.has(id)) return [];
      if (pressure === null) told.delete(id);
      else told.add(id);
      return [{id, pressure}];
    });
    if (nodes.length > 0) queue.push([{kind: 'pressure', nodes}]);
  });
};
