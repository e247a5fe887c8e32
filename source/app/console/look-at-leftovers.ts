import type {Runner} from '../../actions/run/runner.ts';
import {planFailure} from '../../actions/words/plan-failure.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';

const needed = ['nodes', 'services', 'tasks'] as const;

/**
 * Once a swarm is known, looks again at what its person began there with a program that has ended since. Returns what ends
 * the waiting for that.
 */
export const lookAtLeftovers = (parts: {
  readonly store: Pick<ClusterStore, 'freshness' | 'engineInfo' | 'onChange'>;
  readonly runner: Pick<Runner, 'closeLeftovers'>;
  readonly journalled: () => void;
  readonly tell: (text: string, level?: 'info' | 'warning') => void;
}): (() => void) => {
  const {store, runner, journalled, tell} = parts;
  const seen = new Set<string>();
  const look = async () => {
    try {
      const closed = await runner.closeLeftovers();
      if (closed.length === 0) return;
      journalled();
      const isWell = closed.every(({result}) => result.kind === 'done');
      const what =
        closed.length === 1
          ? `"${closed[0]?.title ?? ''}" was begun by a program that has ended: it is ${closed[0]?.result.kind ?? ''}`
          : `${closed.length} actions were begun by programs that have ended, and were looked at again`;
      tell(`${what}; @ shows more`, isWell ? 'info' : 'warning');
    } catch (error) {
      // Where the engine says nothing now, the records stay as they are, and the next start looks again.
      planFailure(error);
    }
  };
  const stop = store.onChange(() => {
    const cluster = store.engineInfo?.clusterId ?? null;
    if (cluster === null || seen.has(cluster)) return;
    if (needed.some(source => store.freshness(source).kind !== 'live')) return;
    seen.add(cluster);
    void look();
  });
  return stop;
};
