import type {Terminal} from '../../terminal/terminal.ts';

/** When the screen is painted anew, and which moment it shows. */
export interface Repaints {
  /** Something on the screen may have changed: works it out and paints it at once. */
  changed(): void;
  /** The same with the frame clock. */
  changedLater(): void;
  /** What is on the screen has to be worked out anew when it is asked for next; whether to paint it shows then. */
  invalidate(): void;
  /** Paints what was worked out. */
  paint(): void;
  /** Changes with every need to work out anew what is on the screen. */
  generation(): number;
  /** Changes with every need to paint. */
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
  let generation = 0;
  let version = 0;
  let nowMs = wholeSecond();
  const listeners = new Set<() => void>();
  const invalidate = () => {
    generation += 1;
    nowMs = wholeSecond();
  };
  const paint = () => {
    version += 1;
    for (const listener of listeners) listener();
  };
  const changed = () => {
    invalidate();
    paint();
  };
  const changedLater = () => terminal.schedule(changed);
  const ticker = setInterval(changedLater, ageTickMs);
  return {
    ...{changed, changedLater, invalidate, paint},
    generation: () => generation,
    version: () => version,
    nowMs: () => nowMs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearInterval(ticker),
  };
};
