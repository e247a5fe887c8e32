import type {MemoryBudget} from './memory-budget.ts';
import {pack, unpack} from './packed-value.ts';
import {createSlotRing} from './slot-ring.ts';

/** Steps of the newest hour and of the day before it, in milliseconds. */
export const fineStepMs = 2_000;
export const coarseStepMs = 60_000;

const fineSlots = 3_600_000 / fineStepMs;
const coarseSlots = 86_400_000 / coarseStepMs;
/** Two minutes: what a sparkline needs, and more than a coarse step. */
const firstFineSlots = 64;
const firstCoarseSlots = 16;
const finePerCoarse = coarseStepMs / fineStepMs;

/** The past of some figures of one subject: fine for an hour, then a mean and a peak a minute for a day. */
export interface Past {
  /** `everyMs`: a figure stands until the next one of its source. */
  put(atMs: number, everyMs: number, values: readonly (number | null)[]): void;
  /** Hands over the points of one figure, oldest first. */
  read(
    index: number,
    window: {readonly nowMs: number; readonly forMs: number},
    point: (atMs: number, mean: number, peak: number) => void,
  ): void;
  close(): void;
}

export const createPast = (width: number, share: number, budget: MemoryBudget): Past => {
  const fine = createSlotRing({width, share, firstSlots: firstFineSlots, mostSlots: fineSlots}, budget);
  const coarse = createSlotRing(
    {width: width * 2, share, firstSlots: firstCoarseSlots, mostSlots: coarseSlots},
    budget,
  );
  let lastAtMs = Number.NEGATIVE_INFINITY;

  /** The minute that has ended, from its fine slots: they are still there. */
  const closeMinute = (minute: number) => {
    const codes: number[] = [];
    for (let index = 0; index < width; index += 1) {
      const {mean, peak} = summary(minute, index);
      codes.push(pack(mean), pack(peak));
    }
    coarse.put(minute, codes);
  };
  const summary = (minute: number, index: number) => {
    let [total, known, peak] = [0, 0, Number.NaN];
    for (let slot = minute * finePerCoarse; slot < (minute + 1) * finePerCoarse; slot += 1) {
      const value = unpack(fine.code(slot, index));
      if (Number.isNaN(value)) continue;
      total += value;
      known += 1;
      peak = Number.isNaN(peak) ? value : Math.max(peak, value);
    }
    return {mean: known === 0 ? Number.NaN : total / known, peak};
  };

  return {
    put(atMs, everyMs, values) {
      if (atMs < lastAtMs) return;
      const slot = Math.floor(atMs / fineStepMs);
      const last = fine.end - 1;
      const minute = Math.floor(last / finePerCoarse);
      if (fine.end > 0 && Math.floor(slot / finePerCoarse) > minute) closeMinute(minute);
      const codes = values.map(pack);
      // Arrivals jitter, and some sources measure more rarely than every two seconds: no gap is drawn for that.
      const held = fine.end > 0 && atMs - lastAtMs <= everyMs * 1.5;
      for (let next = held ? Math.min(last + 1, slot) : slot; next <= slot; next += 1) fine.put(next, codes);
      lastAtMs = atMs;
    },
    read(index, {nowMs, forMs}, point) {
      const fromMs = nowMs - forMs;
      const fineFromMs = fine.first * fineStepMs;
      if (fromMs < fineFromMs) {
        const from = Math.max(coarse.first, Math.ceil(fromMs / coarseStepMs));
        const to = Math.min(coarse.end, Math.ceil(fineFromMs / coarseStepMs));
        for (let minute = from; minute < to; minute += 1) {
          const mean = unpack(coarse.code(minute, index * 2));
          point(minute * coarseStepMs, mean, unpack(coarse.code(minute, index * 2 + 1)));
        }
      }
      const from = Math.max(fine.first, Math.ceil(fromMs / fineStepMs));
      const to = Math.min(fine.end, Math.floor(nowMs / fineStepMs) + 1);
      for (let slot = from; slot < to; slot += 1) {
        const value = unpack(fine.code(slot, index));
        point(slot * fineStepMs, value, value);
      }
    },
    close() {
      fine.close();
      coarse.close();
    },
  };
};
