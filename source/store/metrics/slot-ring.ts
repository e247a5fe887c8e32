import type {CodePool, Room} from './code-pool.ts';

export interface RingSize {
  /** Figures in a slot. */
  readonly width: number;
  readonly pageSlots: number;
  readonly mostPages: number;
  /** Part of the memory beyond which it grows no more. */
  readonly share: number;
}

/**
 * The newest slots of time, in pages; grows while there is memory, then its oldest page becomes its newest. Plain data: a
 * large swarm has a hundred thousand of them, and a closure for each would weigh more than what they hold.
 */
export interface SlotRing {
  readonly size: RingSize;
  /** Of consecutive pages, the oldest first. */
  readonly rooms: Room[];
  firstPage: number;
  /** The oldest slot that is kept, and one more than the newest. */
  first: number;
  end: number;
}

export const createSlotRing = (size: RingSize): SlotRing => ({
  size,
  rooms: [],
  firstPage: 0,
  first: 0,
  end: 0,
});

/** A slot begins on one page and ends on the next: of two there is always one that is whole. */
const leastPages = 2;

const addPage = (ring: SlotRing, pool: CodePool): void => {
  const {rooms, size} = ring;
  const length = size.width * size.pageSlots;
  const more =
    rooms.length < leastPages
      ? pool.need(length)
      : rooms.length < size.mostPages
        ? pool.take(length, size.share)
        : null;
  const room = more ?? rooms.shift();
  if (more === null) ring.firstPage += 1;
  ring.first = Math.max(ring.first, ring.firstPage * size.pageSlots);
  if (room !== undefined) rooms.push(room);
};

const roomOf = ({rooms, size, firstPage}: SlotRing, slot: number): Room | undefined =>
  rooms[Math.floor(slot / size.pageSlots) - firstPage];

const placeIn = (room: Room, {size}: SlotRing, slot: number): number =>
  room.from + (slot % size.pageSlots) * size.width;

/** Writes the figures of a slot that is the newest or newer; slots that are left out are unknown. */
export const putCodes = (ring: SlotRing, slot: number, codes: ArrayLike<number>, pool: CodePool): void => {
  const {width, pageSlots, mostPages} = ring.size;
  if (slot < ring.end - 1) return;
  if (ring.first === ring.end || slot - ring.end >= pageSlots * mostPages) {
    closeRing(ring, pool);
    ring.firstPage = Math.floor(slot / pageSlots);
    ring.first = slot;
    ring.end = slot;
  }
  for (; ring.end <= slot; ring.end += 1) {
    if (ring.end >= (ring.firstPage + ring.rooms.length) * pageSlots) addPage(ring, pool);
    const room = roomOf(ring, ring.end);
    const at = room === undefined ? 0 : placeIn(room, ring, ring.end);
    room?.codes.fill(0, at, at + width);
  }
  const room = roomOf(ring, slot);
  if (room === undefined) return;
  const at = placeIn(room, ring, slot);
  for (let index = 0; index < width; index += 1) room.codes[at + index] = codes[index] ?? 0;
};

/** 0, which is unknown, outside of what is kept. */
export const codeAt = (ring: SlotRing, slot: number, index: number): number => {
  if (slot < ring.first || slot >= ring.end) return 0;
  const room = roomOf(ring, slot);
  return room === undefined ? 0 : (room.codes[placeIn(room, ring, slot) + index] ?? 0);
};

export const closeRing = (ring: SlotRing, pool: CodePool): void => {
  for (const room of ring.rooms.splice(0)) pool.give(room);
};
