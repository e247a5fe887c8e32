import type {Freshness, Source} from '../domain/freshness.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {ChangeQueue} from './change-queue.ts';
import type {Clock} from './clock.ts';

/** What doubt makes of a freshness: data that we have is stale since it was last confirmed; what we never had is lost. */
export const doubted = (before: Freshness, nowMs: number, reason: string): Freshness => {
  switch (before.kind) {
    case 'live':
      return {kind: 'stale', sinceMs: before.asOfMs, reason};
    case 'stale':
      return {kind: 'stale', sinceMs: before.sinceMs, reason};
    case 'lost':
      return {kind: 'lost', sinceMs: before.sinceMs, reason};
    case 'loading':
    case 'unavailable':
      return {kind: 'lost', sinceMs: nowMs, reason};
  }
};

/** Puts each of the sources in doubt for one reason. */
export const doubtSources = (
  {store, queue, clock}: {readonly store: ClusterStore; readonly queue: ChangeQueue; readonly clock: Clock},
  sources: readonly Source[],
  reason: string,
): void =>
  queue.push(
    sources.map(source => ({
      kind: 'freshness',
      sources: [source],
      freshness: doubted(store.freshness(source), clock.now(), reason),
    })),
  );
