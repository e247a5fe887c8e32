import type {CodePool, Room} from './code-pool.ts';

export interface RingSize {
  /** Figures in a slot. */
  readonly width: number;
  readonly firstSlots: number;
  readonly mostSlots: number;
  /** Part of the memory beyond which it grows no more. */
  readonly share: number;
}

/**
 * The newest slots of time; grows while there is memory, then forgets its oldest. Plain data: a large swarm has a hundred
 * thousand of them, and a closure for each would weigh more than what they hold.
 */
export interface SlotRing {
  readonly size: RingSize;
  room: Room;
  slots: number;
  /** The oldest slot that is kept, and one more than the newest. */
  first: number;
  end: number;
}

export const createSlotRing = (size: RingSize, pool: CodePool): SlotRing => ({
  size,
  room: pool.need(size.firstSlots * size.width),
  slots: size.firstSlots,
  first: 0,
  end: 0,
});

const placeOf = (ring: SlotRing, slot: number): number =>
  ring.room.from + (slot % ring.slots) * ring.size.width;

const grow = (ring: SlotRing, pool: CodePool): boolean => {
  const {width, mostSlots, share} = ring.size;
  const nextSlots = Math.min(mostSlots, ring.slots * 2);
  const next = nextSlots === ring.slots ? null : pool.take(nextSlots * width, share);
  if (next === null) return false;
  for (let slot = ring.first; slot < ring.end; slot += 1) {
    const from = placeOf(ring, slot);
    next.codes.set(ring.room.codes.subarray(from, from + width), next.from + (slot % nextSlots) * width);
  }
  pool.give(ring.room);
  ring.room = next;
  ring.slots = nextSlots;
  return true;
};

/** Writes the figures of a slot that is the newest or newer; slots that are left out are unknown. */
export const putCodes = (ring: SlotRing, slot: number, codes: ArrayLike<number>, pool: CodePool): void => {
  const {width, mostSlots} = ring.size;
  if (slot < ring.end - 1) return;
  if (ring.first === ring.end || slot - ring.end >= mostSlots) {
    ring.first = slot;
    ring.end = slot;
  }
  while (ring.end <= slot) {
    if (ring.end - ring.first === ring.slots && !grow(ring, pool)) ring.first += 1;
    const at = placeOf(ring, ring.end);
    ring.room.codes.fill(0, at, at + width);
    ring.end += 1;
  }
  const at = placeOf(ring, slot);
  for (let index = 0; index < width; index += 1) ring.room.codes[at + index] = codes[index] ?? 0;
};

/** 0, which is unknown, outside of what is kept. */
export const codeAt = (ring: SlotRing, slot: number, index: number): number =>
  slot < ring.first || slot >= ring.end ? 0 : (ring.room.codes[placeOf(ring, slot) + index] ?? 0);
