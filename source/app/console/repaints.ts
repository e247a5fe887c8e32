import type {Terminal} from '../../terminal/terminal.ts';

/** When the screen is painted anew, and which moment it shows. */
export interface Repaints {
  /** Something on the screen may have changed: paints at once. */
  changed(): void;
  /** The same with the frame clock. */
  changedLater(): void;
  /** Changes whenever something on the screen may have. */
  version(): number;
  /** The moment that ages on the screen are told from. */
  nowMs(): number;
  subscribe(listener: () => void): () => void;
  stop(): void;
}

/** Ages on the screen are told in minutes at least; more often there is nothing to paint anew. */
const ageTickMs = 60_000;

/** Ages are told in seconds at the finest: rows drawn within one need not be drawn again. */
const wholeSecond = (): number => Math.floor(Date.now() / 1000) * 1000;

export const createRepaints = (terminal: Pick<Terminal, 'schedule'>): Repaints => {
  let version = 0;
  let nowMs = wholeSecond();
  const listeners = new Set<() => void>();
  const changed = () => {
    version += 1;
    nowMs = wholeSecond();
    for (const listener of listeners) listener();
  };
  const changedLater = () => terminal.schedule(changed);
  const ticker = setInterval(changedLater, ageTickMs);
  return {
    changed,
    changedLater,
    version: () => version,
    nowMs: () => nowMs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearInterval(ticker),
  };
};
