/** A moment that judgements are made in, which remembers when the next of them would come out differently. */
export interface Alarm {
  readonly nowMs: number;
  /** Whether the time has come; if not, it is remembered. */
  hasPassed(atMs: number): boolean;
  /** The soonest of the remembered times; null when there is none. */
  readonly nextMs: number | null;
}

export function createAlarm(nowMs: number): Alarm {
  let next: number | null = null;
  return {
    nowMs,
    hasPassed(atMs) {
      if (nowMs >= atMs) return true;
      if (next === null || atMs < next) next = atMs;
      return false;
    },
    get nextMs() {
      return next;
    },
  };
}
