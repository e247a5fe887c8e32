/** Ids that were told lately: of two generations the older one is forgotten when the newer one is full. */
export interface RecentIds {
  /** Whether it is new; it is not the next time. */
  add(id: string): boolean;
}

export const createRecentIds = (perGeneration: number): RecentIds => {
  let newer = new Set<string>();
  let older = new Set<string>();
  return {
    add(id) {
      if (newer.has(id) || older.has(id)) return false;
      newer.add(id);
      if (newer.size >= perGeneration) {
        older = newer;
        newer = new Set();
      }
      return true;
    },
  };
};
