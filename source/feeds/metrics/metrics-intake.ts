import type {Sample} from '../../domain/metrics/usage.ts';
import {hasEnded} from '../../domain/task-lifecycle.ts';
import type {ClusterStore, Touched} from '../../store/cluster-store.ts';
import type {MetricsStore} from '../../store/metrics/metrics-store.ts';
import type {Clock} from '../clock.ts';

/** Where every source hands in its samples. */
export interface MetricsIntake {
  take(samples: readonly Sample[]): void;
  stop(): void;
}

/** How often it is looked for figures that are too old, while there are any. */
const expireMs = 1_000;

/**
 * Keeps figures true to the swarm: those of a node that is down, of tasks that have ended and of objects that are gone are
 * forgotten as soon as the cluster store knows, and what nobody says again grows too old.
 */
export const createMetricsIntake = (parts: {
  readonly store: ClusterStore;
  readonly metrics: MetricsStore;
  readonly clock: Clock;
}): MetricsIntake => {
  const {store, metrics, clock} = parts;
  let cancel: (() => void) | null = null;
  let context = store.connection.context;

  const isDown = (id: string): boolean => store.table('nodes').get(id)?.state === 'down';
  const isOver = (id: string): boolean => {
    const task = store.table('tasks').get(id);
    return task !== undefined && hasEnded(task);
  };
  // A line that was on its way when its node died says nothing of now.
  const isTrue = (sample: Sample): boolean =>
    sample.kind === 'node' ? !isDown(sample.id) : !isDown(sample.nodeId) && !isOver(sample.id);

  const expireLater = () => {
    cancel ??= clock.after(expireMs, () => {
      cancel = null;
      metrics.expire(clock.now());
      if (metrics.sum({kind: 'tasks'}) !== null || metrics.sum({kind: 'nodes'}) !== null) expireLater();
    });
  };
  const stopFollowing = store.onChange(touched => {
    if (touched.other.has('connection') && store.connection.context !== context) {
      context = store.connection.context;
      metrics.clear();
    }
    if (metrics.size.subjects > 0) forget(touched, {store, metrics, isDown, isOver});
  });

  return {
    take(samples) {
      metrics.take(samples.filter(isTrue), clock.now());
      expireLater();
    },
    stop() {
      stopFollowing();
      cancel?.();
      cancel = null;
    },
  };
};

const forget = (
  {tables}: Touched,
  parts: {
    readonly store: ClusterStore;
    readonly metrics: MetricsStore;
    readonly isDown: (id: string) => boolean;
    readonly isOver: (id: string) => boolean;
  },
) => {
  const {store, metrics, isDown, isOver} = parts;
  const gone = (table: 'tasks' | 'nodes' | 'services') =>
    [...(tables[table] ?? [])].filter(id => store.table(table).get(id) === undefined);
  for (const id of tables.nodes ?? []) if (isDown(id)) metrics.forgetNode(id);
  metrics.endTasks([...(tables.tasks ?? [])].filter(isOver));
  metrics.forgetTasks(gone('tasks'));
  metrics.forgetGone({nodes: gone('nodes'), services: gone('services')});
};
