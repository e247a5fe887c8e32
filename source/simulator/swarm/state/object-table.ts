/** Objects of one kind, found by id, by name, or by the beginning of an id that no other has. */
export interface ObjectTable<Item extends {readonly id: string}> {
  readonly size: number;
  get(id: string): Item | null;
  byName(name: string): Item | null;
  /** By id, then by name, then by the beginning of the id, as every engine call takes them. */
  find(ref: string): Item | 'none' | 'ambiguous';
  add(item: Item, name: string): void;
  rename(item: Item, from: string, to: string): void;
  remove(item: Item, name: string): void;
  values(): IterableIterator<Item>;
}

export const createObjectTable = <Item extends {readonly id: string}>(): ObjectTable<Item> => {
  const items = new Map<string, Item>();
  // Two nodes may have one hostname: one that left and came back is a second entry.
  const names = new Map<string, Item[]>();

  const forget = (item: Item, name: string) => {
    const rest = (names.get(name) ?? []).filter(other => other !== item);
    if (rest.length === 0) names.delete(name);
    else names.set(name, rest);
  };
  const remember = (item: Item, name: string) => {
    if (name !== '') names.set(name, [...(names.get(name) ?? []), item]);
  };

  return {
    get size() {
      return items.size;
    },
    get: id => items.get(id) ?? null,
    byName: name => names.get(name)?.[0] ?? null,
    find(ref) {
      const exact = items.get(ref);
      if (exact !== undefined) return exact;
      const named = names.get(ref) ?? [];
      if (named.length > 1) return 'ambiguous';
      if (named[0] !== undefined) return named[0];
      if (ref === '') return 'none';
      let found: Item | null = null;
      for (const item of items.values()) {
        if (!item.id.startsWith(ref)) continue;
        if (found !== null) return 'ambiguous';
        found = item;
      }
      return found ?? 'none';
    },
    add(item, name) {
      items.set(item.id, item);
      remember(item, name);
    },
    rename(item, from, to) {
      forget(item, from);
      remember(item, to);
    },
    remove(item, name) {
      items.delete(item.id);
      forget(item, name);
    },
    values: () => items.values(),
  };
};
