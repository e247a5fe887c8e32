import type {MemoryBudget} from './memory-budget.ts';

/** The newest slots of time, `width` packed figures in each; grows while there is memory, then forgets its oldest. */
export interface SlotRing {
  /** The oldest slot that is kept, and one more than the newest. */
  readonly first: number;
  readonly end: number;
  /** Writes the figures of a slot that is the newest or newer; slots that are left out are unknown. */
  put(slot: number, codes: ArrayLike<number>): void;
  /** 0, which is unknown, outside of what is kept. */
  code(slot: number, index: number): number;
  close(): void;
}

export interface RingSize {
  readonly width: number;
  readonly firstSlots: number;
  readonly mostSlots: number;
  /** Part of the budget beyond which it grows no more. */
  readonly share: number;
}

const bytesPerCode = 2;

export const createSlotRing = (size: RingSize, budget: MemoryBudget): SlotRing => {
  const {width, mostSlots} = size;
  let slots = size.firstSlots;
  let codes = new Uint16Array(slots * width);
  let first = 0;
  let end = 0;
  budget.need(codes.length * bytesPerCode);

  const grow = (): boolean => {
    const nextSlots = Math.min(mostSlots, slots * 2);
    if (nextSlots === slots || !budget.take((nextSlots - slots) * width * bytesPerCode, size.share))
      return false;
    const next = new Uint16Array(nextSlots * width);
    for (let slot = first; slot < end; slot += 1) {
      const from = (slot % slots) * width;
      next.set(codes.subarray(from, from + width), (slot % nextSlots) * width);
    }
    codes = next;
    slots = nextSlots;
    return true;
  };
  const advance = (slot: number) => {
    if (first === end || slot - end >= mostSlots) {
      first = slot;
      end = slot;
    }
    while (end <= slot) {
      if (end - first === slots && !grow()) first += 1;
      codes.fill(0, (end % slots) * width, (end % slots) * width + width);
      end += 1;
    }
  };

  return {
    get first() {
      return first;
    },
    get end() {
      return end;
    },
    put(slot, values) {
      if (slot < end - 1) return;
      advance(slot);
      const at = (slot % slots) * width;
      for (let index = 0; index < width; index += 1) codes[at + index] = values[index] ?? 0;
    },
    code: (slot, index) => (slot < first || slot >= end ? 0 : (codes[(slot % slots) * width + index] ?? 0)),
    close() {
      budget.give(codes.length * bytesPerCode);
      codes = new Uint16Array(0);
      slots = 0;
      first = 0;
      end = 0;
    },
  };
};
