import type {Clock} from '../clock.ts';

/** Takes turns: one at a time, each when something is due, with a rest after each. */
export interface Turns {
  /** Looks again when the next turn is. */
  arm(): void;
  /** Ends the rest: what took so long was no work. */
  wake(): void;
  stop(): void;
}

/** A turn comes no sooner than so many times the time that the one before took, up to a limit. */
const restFactor = 4;
const longestRestMs = 15_000;

export const createTurns = (
  clock: Clock,
  work: {
    /** When the next turn is; null: never. */
    readonly nextMs: () => number | null;
    /** Tells whether a rest is due for the time that it took. */
    readonly take: (startedMs: number) => Promise<boolean>;
    /** After a turn, whatever came of it. */
    readonly after: (startedMs: number, nowMs: number) => void;
  },
): Turns => {
  let cancel: (() => void) | null = null;
  let isTaken = false;
  let isStopped = false;
  let restUntilMs = 0;
  let wokenMs = 0;

  const fire = async () => {
    cancel = null;
    if (isTaken || isStopped) return;
    isTaken = true;
    const startedMs = clock.elapsed();
    let mustRest = true;
    try {
      mustRest = await work.take(startedMs);
    } finally {
      isTaken = false;
      const now = clock.elapsed();
      work.after(startedMs, now);
      const restMs = Math.min(longestRestMs, restFactor * (now - startedMs));
      restUntilMs = mustRest && wokenMs <= startedMs ? now + restMs : now;
      arm();
    }
  };
  const arm = () => {
    if (isTaken || isStopped) return;
    cancel?.();
    const next = work.nextMs();
    cancel =
      next === null ? null : clock.after(Math.max(0, Math.max(next, restUntilMs) - clock.elapsed()), fire);
  };

  return {
    arm,
    wake() {
      wokenMs = clock.elapsed();
      restUntilMs = wokenMs;
      arm();
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
};
