import type {Source} from '../../domain/freshness.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {TimelineStore} from '../../store/timeline/timeline-store.ts';

/** Time as a recorder sees it. */
export interface RecorderClock {
  now(): number;
  after(ms: number, call: () => void): () => void;
}

/** Sources without which something may pass unseen. */
const needed: readonly Source[] = ['nodes', 'services', 'tasks'];
/** The slowest lists of tasks take a minute to tell of one. */
const slackMs = 90_000;
/** Clocks of nodes differ, and what was written last may have missed the last moments. */
const overlapMs = 30_000;
/** How far back is looked where nobody ever looked before. */
const firstLookMs = 86_400_000;
/** A state that was entered a moment before the recorder began was as good as seen. */
const earlyMs = 2_000;

/** Knows when this console was looking, and since when it looks without a break. */
export interface Coverage {
  /** What is older was told already. */
  horizonMs(): number;
  /** Whether somebody was looking here at that time. */
  wasSeen(timeMs: number): boolean;
  /** Looks whether the sources still tell; to be called when that may have changed. */
  check(): void;
  /** Writes down that somebody still looks. */
  beat(): void;
  end(): void;
}

export const createCoverage = (parts: {
  readonly store: ClusterStore;
  readonly timeline: Pick<TimelineStore, 'cover'>;
  readonly clock: Pick<RecorderClock, 'now'>;
  readonly id: string;
  /** When anybody looked last. */
  readonly untilMs: number | null;
}): Coverage => {
  const {store, timeline, clock, id} = parts;
  let beforeMs = parts.untilMs ?? clock.now() - firstLookMs;
  let fromMs = clock.now();
  let isLooking = true;
  let hasEnded = false;

  const write = () => void timeline.cover(`${id}:${fromMs}`, {fromMs, toMs: clock.now()});
  const check = () => {
    const isNow = isTelling(store);
    if (isNow === isLooking) return;
    isLooking = isNow;
    if (isNow) {
      fromMs = clock.now();
      return write();
    }
    beforeMs = clock.now();
    write();
  };
  return {
    horizonMs() {
      const nowMs = clock.now();
      return isLooking && nowMs - fromMs >= slackMs ? nowMs - slackMs : beforeMs - overlapMs;
    },
    wasSeen: timeMs => isLooking && timeMs >= fromMs - earlyMs,
    check,
    beat() {
      check();
      if (isLooking) write();
    },
    end() {
      if (hasEnded) return;
      hasEnded = true;
      if (isLooking) write();
    },
  };
};

/** Whether everything that the timeline is made of is told at the moment. */
export const isTelling = (store: ClusterStore): boolean =>
  store.connection.phase === 'connected' &&
  store.connection.trouble === null &&
  needed.every(source => {
    const {kind} = store.freshness(source);
    // What this engine never tells is missed by nobody.
    return kind === 'live' || kind === 'unavailable';
  });
