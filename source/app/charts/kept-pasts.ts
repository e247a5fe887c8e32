import type {History, HistoryPoints} from '../../domain/metrics/history.ts';
import type {OlderPast} from '../../panes/metrics/time-columns.ts';

/** What another program has kept is asked for again after so long: its newest part is of our own ring anyway. */
const freshForMs = 60_000;
const longestAskMs = 15_000;
/** One for each line, figure, span and width that was looked at. */
const mostKept = 200;

interface Kept {
  readonly askedMs: number;
  /** Null while it is on its way, and where it could not be had. */
  points: HistoryPoints | null;
}

/** Pasts of charts that reach further back than our own, asked for once and remembered. */
export interface KeptPasts {
  readonly older: OlderPast;
  stop(): void;
}

export const createKeptPasts = (parts: {
  readonly history: () => History | null;
  readonly onChange: () => void;
}): KeptPasts => {
  const over = new AbortController();
  const kept = new Map<string, Kept>();

  const ask = (history: History, key: string, ...[of, metric, window]: Parameters<OlderPast>) => {
    if (kept.size > mostKept) kept.clear();
    // A question that failed is not asked again with every paint.
    const entry: Kept = {askedMs: window.nowMs, points: kept.get(key)?.points ?? null};
    kept.set(key, entry);
    const stepMs = Math.max(1_000, Math.round(window.forMs / window.count));
    const range = {fromMs: window.nowMs - window.forMs, toMs: window.nowMs, stepMs};
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(longestAskMs)]);
    history.range(of, metric, range, signal).then(
      points => {
        entry.points = points;
        if (!over.signal.aborted) parts.onChange();
      },
      // Its own freshness says that it cannot be had.
      () => undefined,
    );
  };

  return {
    older(of, metric, window) {
      const history = parts.history();
      if (history === null) return null;
      const key = JSON.stringify([of, metric, window.forMs, window.count]);
      const known = kept.get(key);
      if (known === undefined || window.nowMs - known.askedMs > freshForMs)
        ask(history, key, of, metric, window);
      return kept.get(key)?.points ?? null;
    },
    stop: () => over.abort(),
  };
};
