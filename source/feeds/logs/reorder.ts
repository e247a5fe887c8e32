import {compareMoments} from '../../domain/logs/line-order.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {LogMoment} from '../../engine/logs.ts';
import type {Clock} from '../clock.ts';

/** Puts the lines of several tasks into the order of their times, as far as they come within a short while of each other. */
export interface Reorder {
  push(lines: readonly LogLine[]): void;
  /** Passes on all that is held. */
  flush(): void;
  close(): void;
}

/** Lines are held for this long at least, and twice as long at most. */
const windowMs = 60;
/** The first lines of all tasks are put in order together, if they come without such a pause. */
const longestStartMs = 1_500;
/** A flood is not held: it would cost more memory than its order is worth. */
const mostHeld = 2_000;

export const createReorder = (clock: Clock, pass: (lines: readonly LogLine[]) => void): Reorder => {
  let held: LogLine[] = [];
  let isSorted = true;
  let newest: LogMoment | null = null;
  /** What is not newer than this has been held long enough. */
  let ripe: LogMoment | null = null;
  let cancel: (() => void) | null = null;
  let isStarting = true;
  let startedMs: number | null = null;
  let hasMore = false;

  const sorted = (): LogLine[] => (isSorted ? held : held.sort(compareMoments));
  const flush = () => {
    cancel?.();
    cancel = null;
    const all = sorted();
    held = [];
    isSorted = true;
    ripe = newest;
    if (all.length > 0) pass(all);
  };
  const tick = () => {
    cancel = null;
    startedMs ??= clock.elapsed();
    if (isStarting && hasMore && clock.elapsed() - startedMs < longestStartMs) return arm();
    isStarting = false;
    const limit = hasMore ? ripe : newest;
    ripe = newest;
    const all = sorted();
    isSorted = true;
    const count = limit === null ? 0 : firstAfter(all, limit);
    held = all.slice(count);
    if (held.length > 0) arm();
    if (count > 0) pass(all.slice(0, count));
  };
  const arm = () => {
    hasMore = false;
    cancel ??= clock.after(windowMs, tick);
  };

  return {
    push(lines) {
      for (const line of lines) {
        const last = held.at(-1);
        if (last !== undefined && compareMoments(line, last) < 0) isSorted = false;
        held.push(line);
        if (newest === null || compareMoments(line, newest) > 0) newest = line;
      }
      hasMore = true;
      if (held.length > mostHeld) flush();
      else if (held.length > 0 && cancel === null) arm();
    },
    flush,
    close() {
      cancel?.();
      cancel = null;
      held = [];
    },
  };
};

/** Of lines in order, how many are not after a moment. */
const firstAfter = (lines: readonly LogLine[], moment: LogMoment): number => {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line !== undefined && compareMoments(line, moment) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
};
