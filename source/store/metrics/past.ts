import type {CodePool} from './code-pool.ts';
import {pack, unpack} from './packed-value.ts';
import {closeRing, codeAt, createSlotRing, putCodes, type RingSize, type SlotRing} from './slot-ring.ts';

/** Steps of the newest hour and of the day before it, in milliseconds. */
export const fineStepMs = 2_000;
const coarseStepMs = 60_000;
const finePerCoarse = coarseStepMs / fineStepMs;

/** Which figures are kept, and in how much memory. */
export interface PastSize {
  readonly fine: RingSize;
  readonly coarse: RingSize;
  /** Codes of one slot, written anew for each. */
  readonly scratch: Uint16Array;
}

/** Minutes may take what is left beside the fine hour: a day by the minute is worth more than an hour by the second. */
const coarseShare = 0.4;

/** Pages of two minutes, which is more than a coarse step, and of a quarter of an hour. */
export const pastSize = (width: number, share: number): PastSize => ({
  fine: {width, share, pageSlots: 60, mostPages: 31},
  coarse: {width: width * 2, share: Math.min(1, share + coarseShare), pageSlots: 15, mostPages: 97},
  scratch: new Uint16Array(width * 2),
});

/** The past of some figures of one subject: fine for an hour, then a mean and a peak a minute for a day. */
export interface Past {
  readonly size: PastSize;
  readonly fine: SlotRing;
  /** Null before the first minute has ended. */
  coarse: SlotRing | null;
  lastAtMs: number;
}

export const createPast = (size: PastSize): Past => ({
  size,
  fine: createSlotRing(size.fine),
  coarse: null,
  lastAtMs: Number.NEGATIVE_INFINITY,
});

/** The minute that has ended, from its fine slots: they are still there. */
const closeMinute = (past: Past, minute: number, pool: CodePool): void => {
  const {fine, size} = past;
  for (let index = 0; index < size.fine.width; index += 1) {
    let [total, known, peak] = [0, 0, 0];
    for (let slot = minute * finePerCoarse; slot < (minute + 1) * finePerCoarse; slot += 1) {
      const code = codeAt(fine, slot, index);
      if (code === 0) continue;
      total += unpack(code);
      known += 1;
      // Larger figures have larger codes.
      peak = Math.max(peak, code);
    }
    size.scratch[index * 2] = pack(known === 0 ? null : total / known);
    size.scratch[index * 2 + 1] = peak;
  }
  past.coarse ??= createSlotRing(size.coarse);
  putCodes(past.coarse, minute, size.scratch, pool);
};

/** `everyMs`: a figure stands until the next one of its source. */
export const putPast = (
  past: Past,
  {atMs, everyMs}: {readonly atMs: number; readonly everyMs: number},
  value: (index: number) => number | null,
  pool: CodePool,
): void => {
  if (atMs < past.lastAtMs) return;
  const {fine, size} = past;
  const slot = Math.floor(atMs / fineStepMs);
  const last = fine.end - 1;
  const minute = Math.floor(last / finePerCoarse);
  if (fine.end > 0 && Math.floor(slot / finePerCoarse) > minute) closeMinute(past, minute, pool);
  for (let index = 0; index < size.fine.width; index += 1) size.scratch[index] = pack(value(index));
  // Arrivals jitter, and some sources measure more rarely than every two seconds: no gap is drawn for that.
  const held = fine.end > 0 && atMs - past.lastAtMs <= everyMs * 1.5;
  for (let next = held ? Math.min(last + 1, slot) : slot; next <= slot; next += 1)
    putCodes(fine, next, size.scratch, pool);
  past.lastAtMs = atMs;
};

/** Hands over the points of one figure, oldest first. */
export const readPast = (
  {fine, coarse}: Past,
  index: number,
  {nowMs, forMs}: {readonly nowMs: number; readonly forMs: number},
  point: (atMs: number, mean: number, peak: number) => void,
): void => {
  const fromMs = nowMs - forMs;
  const fineFromMs = fine.first * fineStepMs;
  if (coarse !== null && fromMs < fineFromMs) {
    const first = Math.max(coarse.first, Math.ceil(fromMs / coarseStepMs));
    // Pages of fine slots begin with a minute, so that the two meet without a gap.
    const end = Math.min(coarse.end, Math.floor(fineFromMs / coarseStepMs));
    for (let minute = first; minute < end; minute += 1) {
      const mean = unpack(codeAt(coarse, minute, index * 2));
      point(minute * coarseStepMs, mean, unpack(codeAt(coarse, minute, index * 2 + 1)));
    }
  }
  const first = Math.max(fine.first, Math.ceil(fromMs / fineStepMs));
  const end = Math.min(fine.end, Math.floor(nowMs / fineStepMs) + 1);
  for (let slot = first; slot < end; slot += 1) {
    const value = unpack(codeAt(fine, slot, index));
    point(slot * fineStepMs, value, value);
  }
};

export const closePast = ({fine, coarse}: Past, pool: CodePool): void => {
  closeRing(fine, pool);
  if (coarse !== null) closeRing(coarse, pool);
};
