import type {
  Fact,
  NewEntry,
  TimelineEntry,
  TimelineKind,
  TimelineObject,
  TimelineSeverity,
} from '../../domain/timeline/entry.ts';

/** Which entries are wanted; what is absent narrows nothing. */
export interface TimelineQuery {
  /** Both ends included. */
  readonly sinceMs?: number;
  readonly untilMs?: number;
  readonly object?: Pick<TimelineObject, 'kind' | 'id'>;
  readonly kinds?: readonly TimelineKind[];
  readonly least?: TimelineSeverity;
  /** The newest so many. */
  readonly limit: number;
  /** Only what is older than this entry: the next page. */
  readonly before?: Pick<TimelineEntry, 'timeMs' | 'id'>;
}

/** A stretch of time, both ends in milliseconds since the epoch. */
export interface TimelineSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where entries are kept. */
type TimelineKeeping =
  | {readonly kind: 'file'; readonly path: string}
  /** Until the program ends; the reason says why not longer, and is empty where nothing longer was wanted. */
  | {readonly kind: 'memory'; readonly reason: string};

/** What came since a reader looked last. */
interface TimelineArrivals {
  /** In no order. */
  readonly came: readonly TimelineEntry[];
  /** To be handed in with the next look. */
  readonly cursor: number;
}

/**
 * What happened in one swarm, kept beyond what its engines remember. Several programs may write to one at the same time;
 * an entry is kept once whoever told it. Nothing here ever rejects: where entries cannot be kept in a file, they are kept
 * in memory, and `keeping` says why.
 */
export interface TimelineStore {
  /** Resolves to those that were news. */
  add(entries: readonly NewEntry[]): Promise<readonly TimelineEntry[]>;
  /** Newest first. */
  read(query: TimelineQuery): Promise<readonly TimelineEntry[]>;
  /** What was added by anybody since `cursor`, at most `limit`; null: nothing yet, but from now on. */
  arrivals(cursor: number | null, limit: number): Promise<TimelineArrivals>;
  /** The values that are known, by key. */
  facts(): Promise<ReadonlyMap<string, string>>;
  /** Learns values without making entries of them. */
  settle(facts: readonly Fact[]): Promise<void>;
  /** Somebody was looking in this stretch; told again with the same `recorder`, it grows. */
  cover(recorder: string, span: TimelineSpan): Promise<void>;
  /** When somebody was looking last; null: nobody ever. */
  coveredUntil(): Promise<number | null>;
  /** Stretches in which nobody was looking, oldest first; before the first look nothing is known, which is no gap. */
  gaps(within: TimelineSpan): Promise<readonly TimelineSpan[]>;
  readonly keeping: TimelineKeeping;
  close(): void;
}
