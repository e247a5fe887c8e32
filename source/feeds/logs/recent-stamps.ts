import type {LogMoment} from '../../engine/logs.ts';

/** The moments of the last lines of a task. */
export interface RecentStamps {
  add(moment: LogMoment): void;
  has(moment: LogMoment): boolean;
}

/** More than the tail that a stream is opened with: when a node begins the stream anew, these come again. */
const kept = 256;

/** To the microsecond, which a number holds exactly. */
const keyOf = ({timeMs, nanos}: LogMoment): number => timeMs * 1_000 + Math.floor(nanos / 1_000);

export const createRecentStamps = (): RecentStamps => {
  const keys = new Float64Array(kept);
  let next = 0;
  return {
    add(moment) {
      keys[next] = keyOf(moment);
      next = (next + 1) % kept;
    },
    has: moment => keys.includes(keyOf(moment)),
  };
};
