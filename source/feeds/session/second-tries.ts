import type {Source} from '../../domain/freshness.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Clock} from '../clock.ts';

/** Asks again for what could not be had, since no event tells that it can be had now. */
export interface SecondTries {
  /** To be called now and then, while the engine answers. */
  look(): void;
}

const firstMs = 1_000;
const longestMs = 60_000;

/** The more often a source failed in a row, the longer it is left alone. */
export const createSecondTries = <Name extends Source>(parts: {
  readonly store: ClusterStore;
  readonly clock: Clock;
  readonly sources: readonly Name[];
  readonly again: (source: Name) => unknown;
}): SecondTries => {
  const {store, clock} = parts;
  const failed = new Map<Name, {readonly waitMs: number; readonly dueMs: number}>();
  return {
    look() {
      // While the event stream is broken nothing stays live for long; when it opens, everything is listed.
      if (store.freshness('events').kind !== 'live') return;
      const now = clock.elapsed();
      for (const source of parts.sources) {
        const {kind} = store.freshness(source);
        const before = failed.get(source);
        if (kind === 'live' || kind === 'loading' || kind === 'unavailable') failed.delete(source);
        else if (before === undefined) failed.set(source, {waitMs: firstMs, dueMs: now + firstMs});
        else if (before.dueMs <= now) {
          const waitMs = Math.min(longestMs, before.waitMs * 2);
          failed.set(source, {waitMs, dueMs: now + waitMs});
          parts.again(source);
        }
      }
    },
  };
};
