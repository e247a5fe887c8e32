/** How many bytes all pasts may take together. */
export interface MemoryBudget {
  readonly usedBytes: number;
  /** False: there is no room for them. `share`: the part of the whole that may be used up for it. */
  take(bytes: number, share: number): boolean;
  /** Takes them in any case: a past cannot be shorter. */
  need(bytes: number): void;
  give(bytes: number): void;
}

export const createMemoryBudget = (limitBytes: number): MemoryBudget => {
  let usedBytes = 0;
  return {
    get usedBytes() {
      return usedBytes;
    },
    take(bytes, share) {
      if (usedBytes + bytes > limitBytes * share) return false;
      usedBytes += bytes;
      return true;
    },
    need(bytes) {
      usedBytes += bytes;
    },
    give(bytes) {
      usedBytes -= bytes;
    },
  };
};
