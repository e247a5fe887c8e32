/** Keeps what is done again and again to a share of the time, by how long it took. */
export interface Toll {
  /** It was done, in so much time. */
  took(ms: number, nowMs: number): void;
  /** It may be done again from then on, by the same clock. */
  readonly untilMs: number;
  /** How long it rests between two times at present. */
  readonly restMs: number;
  /** It may be done again at once: what was measured last was not its own cost. */
  waive(nowMs: number): void;
}

/** It rests for `factor` times the time that it took, up to a limit. */
export const createToll = (factor: number, longestMs: number): Toll => {
  let untilMs = Number.NEGATIVE_INFINITY;
  let restMs = 0;
  return {
    took(ms, nowMs) {
      restMs = Math.min(longestMs, factor * ms);
      untilMs = nowMs + restMs;
    },
    get untilMs() {
      return untilMs;
    },
    get restMs() {
      return restMs;
    },
    waive(nowMs) {
      untilMs = nowMs;
      restMs = 0;
    },
  };
};
