import type {Cluster} from '../../cluster/cluster.ts';
import type {Place} from '../../panes/pane.ts';
import {createLogBudget} from '../../store/logs/log-budget.ts';
import {createLogPane, type LogPane} from './log-pane.ts';

/** The logs that are open, by the keys of their places. */
export interface LogPanes {
  get(key: string, place: Extract<Place, {kind: 'logs'}>): LogPane;
  /** Closes those whose places are not among these. */
  keep(keys: ReadonlySet<string>): void;
  clear(): void;
}

export const createLogPanes = (parts: {
  readonly cluster: Pick<Cluster, 'store' | 'readLogs'>;
  /** For all logs together. */
  readonly limitBytes: number;
  readonly nowMs: () => number;
  readonly onChange: () => void;
}): LogPanes => {
  const panes = new Map<string, LogPane>();
  const budget = createLogBudget(parts.limitBytes);
  const keep = (keys: ReadonlySet<string>) => {
    for (const [key, pane] of panes) {
      if (keys.has(key)) continue;
      pane.close();
      panes.delete(key);
    }
  };
  return {
    get(key, {wish, around}) {
      const known = panes.get(key);
      if (known !== undefined) return known;
      const pane = createLogPane({
        ...parts,
        wish,
        window: around ?? null,
        budget,
        elapsedMs: () => performance.now(),
        later: act => void setImmediate(act),
      });
      panes.set(key, pane);
      return pane;
    },
    keep,
    clear: () => keep(new Set()),
  };
};
