import type {Freshness, Source} from '../domain/freshness.ts';

/** How far each source can be believed. */
export interface FreshnessBook {
  get(source: Source): Freshness;
  /** Tells whether that is news; being confirmed once more is not. */
  set(source: Source, freshness: Freshness): boolean;
  reset(nowMs: number): boolean;
}

export function createFreshnessBook(createdMs: number): FreshnessBook {
  const book = new Map<Source, Freshness>();
  let initial: Freshness = {kind: 'loading', sinceMs: createdMs};
  return {
    get: source => book.get(source) ?? initial,
    set(source, freshness) {
      const before = book.get(source) ?? initial;
      book.set(source, freshness);
      return (
        before.kind !== freshness.kind ||
        reasonOf(before) !== reasonOf(freshness) ||
        paceOf(before) !== paceOf(freshness)
      );
    },
    reset(nowMs) {
      const isNews = [...book.values()].some(freshness => freshness.kind !== 'loading');
      book.clear();
      initial = {kind: 'loading', sinceMs: nowMs};
      return isNews;
    },
  };
}

const paceOf = (freshness: Freshness): number => ('everyMs' in freshness ? (freshness.everyMs ?? 0) : 0);
const reasonOf = (freshness: Freshness): string => ('reason' in freshness ? freshness.reason : '');
