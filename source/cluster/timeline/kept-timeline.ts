import {faultInWords} from '../../domain/fault-words.ts';
import {createMemoryTimeline} from '../../store/timeline/memory-timeline.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';
import {isBusy} from './sqlite.ts';

/** Another program may hold the file for as long as a slow disk takes. */
const busyWaitsMs = [50, 100, 200, 500, 1_000, 2_000, 5_000] as const;

/**
 * A timeline that never fails: what cannot be opened, or written any more, goes on in memory and says why. `pause` waits
 * while another program writes.
 */
export const createKeptTimeline = (
  path: string,
  open: () => TimelineStore,
  pause: (ms: number) => Promise<void>,
): TimelineStore => {
  const inMemory = (fault: unknown): TimelineStore =>
    createMemoryTimeline(`${path} cannot be used: ${faultInWords(fault)}`);
  const opened = (): TimelineStore => {
    try {
      return open();
    } catch (error) {
      return inMemory(error);
    }
  };
  let current = opened();

  const attempt = async <Result>(work: (store: TimelineStore) => Promise<Result>): Promise<Result> => {
    for (const waitMs of busyWaitsMs) {
      const store = current;
      try {
        return await work(store);
      } catch (error) {
        if (isBusy(error)) {
          await pause(waitMs);
          continue;
        }
        // Of several calls that fail at once the first has moved it already.
        if (current === store) {
          current = inMemory(error);
          closeQuietly(store);
        }
        return work(current);
      }
    }
    const store = current;
    current = inMemory(new Error('another program has been writing to it all the time'));
    closeQuietly(store);
    return work(current);
  };

  return {
    add: entries => attempt(store => store.add(entries)),
    read: query => attempt(store => store.read(query)),
    arrivals: (cursor, limit) => attempt(store => store.arrivals(cursor, limit)),
    facts: () => attempt(store => store.facts()),
    settle: facts => attempt(store => store.settle(facts)),
    cover: (recorder, span) => attempt(store => store.cover(recorder, span)),
    coveredUntil: () => attempt(store => store.coveredUntil()),
    gaps: within => attempt(store => store.gaps(within)),
    get keeping() {
      return current.keeping;
    },
    close: () => closeQuietly(current),
  };
};

/** What could not be written cannot always be closed either. */
const closeQuietly = (store: TimelineStore): void => {
  try {
    store.close();
  } catch {
    // There is nobody left to tell, and nothing to lose.
  }
};
