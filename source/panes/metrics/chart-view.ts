/** Which figures are drawn together. */
export type ChartPage = 'use' | 'traffic';

/** How charts are looked at. */
export interface ChartView {
  /** How far back the charts reach. */
  readonly forMs: number;
  /** The moment of the cross-hair; null: none, and the newest values are told. */
  readonly cursorMs: number | null;
  /** Each part in a line of its own, instead of all together. */
  readonly isSplit: boolean;
  readonly page: ChartPage;
}

const minuteMs = 60_000;

/** From the newest minutes to a day: what is kept. */
const spansMs: readonly number[] = [5, 15, 60, 180, 360, 720, 1_440].map(minutes => minutes * minuteMs);

export const freshChart: ChartView = {
  forMs: 15 * minuteMs,
  cursorMs: null,
  isSplit: false,
  page: 'use',
};

/** The next shorter or longer span; the same at the ends. */
export const zoomed = (forMs: number, step: 1 | -1): number => {
  const index = spansMs.indexOf(forMs);
  return spansMs[Math.max(0, Math.min(spansMs.length - 1, index - step))] ?? forMs;
};

/** `5 min`, `3 h`. */
export const spanInWords = (forMs: number): string => {
  const minutes = Math.round(forMs / minuteMs);
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
};
