/** Knows what is too old without looking at all that is young. */
export interface Expiry<Item> {
  /** The item is alive until `atMs`, which only ever moves on. */
  keep(item: Item, atMs: number): void;
  /** Those whose time is over. */
  due(nowMs: number): Item[];
}

const slotMs = 1_000;

/**
 * Items lie in buckets of a second each. One whose time has moved on meanwhile is laid into a later bucket when its own comes
 * up, so that a figure which arrives every two seconds costs a step every six.
 */
export const createExpiry = <Item extends {expiresAtMs: number; isWatched: boolean}>(): Expiry<Item> => {
  const buckets = new Map<number, Item[]>();
  let nextSlot = Number.NEGATIVE_INFINITY;

  const lay = (item: Item) => {
    const slot = Math.max(nextSlot, Math.ceil(item.expiresAtMs / slotMs));
    const bucket = buckets.get(slot);
    if (bucket === undefined) buckets.set(slot, [item]);
    else bucket.push(item);
  };

  return {
    keep(item, atMs) {
      item.expiresAtMs = atMs;
      if (item.isWatched) return;
      item.isWatched = true;
      lay(item);
    },
    due(nowMs) {
      const upTo = Math.floor(nowMs / slotMs);
      const over: Item[] = [];
      const ripe = [...buckets.keys()].filter(slot => slot <= upTo);
      nextSlot = Math.max(nextSlot, upTo + 1);
      for (const slot of ripe) {
        const bucket = buckets.get(slot) ?? [];
        buckets.delete(slot);
        for (const item of bucket) {
          if (item.expiresAtMs > nowMs) lay(item);
          else {
            item.isWatched = false;
            over.push(item);
          }
        }
      }
      return over;
    },
  };
};
