/** How many lines were written in each minute. */
export interface MinuteCounts {
  add(timeMs: number): void;
  /** Of so many minutes up to now, oldest first. */
  last(minutes: number, nowMs: number): readonly number[];
}

const minuteMs = 60_000;
const kept = 120;

export const createMinuteCounts = (): MinuteCounts => {
  const counts = new Map<number, number>();
  let oldest = Number.POSITIVE_INFINITY;
  return {
    add(timeMs) {
      const minute = Math.floor(timeMs / minuteMs);
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
      if (minute < oldest) oldest = minute;
      if (counts.size <= kept) return;
      counts.delete(oldest);
      oldest = Math.min(...counts.keys());
    },
    last(minutes, nowMs) {
      const now = Math.floor(nowMs / minuteMs);
      return Array.from({length: minutes}, (_, index) => counts.get(now - minutes + 1 + index) ?? 0);
    },
  };
};
