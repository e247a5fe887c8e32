/** Room for so many 16-bit figures, in an array that many share: an array for each past would cost more than what is in it. */
export interface Room {
  readonly codes: Uint16Array;
  readonly from: number;
  readonly length: number;
}

/** Memory for all pasts together. */
export interface CodePool {
  /** What is in use, in bytes. */
  readonly usedBytes: number;
  /** Null: there is no room for them. `share`: the part of the whole that may be used up for it. */
  take(length: number, share: number): Room | null;
  /** Takes it in any case: a past cannot be shorter. */
  need(length: number): Room;
  give(room: Room): void;
}

const bytesPerCode = 2;
/** Figures in one shared array: 256 KiB. */
const arrayCodes = 131_072;

export const createCodePool = (limitBytes: number): CodePool => {
  const free = new Map<number, Room[]>();
  let usedBytes = 0;

  const roomsOf = (length: number): Room[] => {
    const rooms = free.get(length) ?? [];
    free.set(length, rooms);
    if (rooms.length > 0) return rooms;
    const count = Math.max(1, Math.floor(arrayCodes / length));
    const codes = new Uint16Array(count * length);
    for (let index = count - 1; index >= 0; index -= 1) rooms.push({codes, from: index * length, length});
    return rooms;
  };
  const need = (length: number): Room => {
    const room = roomsOf(length).pop();
    if (room === undefined) throw new Error('there is always a room');
    usedBytes += length * bytesPerCode;
    return room;
  };

  return {
    get usedBytes() {
      return usedBytes;
    },
    take: (length, share) => (usedBytes + length * bytesPerCode > limitBytes * share ? null : need(length)),
    need,
    give(room) {
      usedBytes -= room.length * bytesPerCode;
      free.get(room.length)?.push(room);
    },
  };
};
