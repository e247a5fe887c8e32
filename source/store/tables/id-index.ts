/** Which ids belong to a key: tasks to a service, services to a stack. */
export interface IdIndex {
  of(key: string): ReadonlySet<string>;
  add(key: string, id: string): void;
  remove(key: string, id: string): void;
  /** Moves an id from one key to another; null: none. */
  move(id: string, from: string | null | undefined, to: string | null | undefined): void;
}

export function createIdIndex(): IdIndex {
  const sets = new Map<string, Set<string>>();
  const none: ReadonlySet<string> = new Set();
  const add = (key: string, id: string) => {
    const set = sets.get(key);
    if (set === undefined) sets.set(key, new Set([id]));
    else set.add(id);
  };
  const remove = (key: string, id: string) => {
    const set = sets.get(key);
    set?.delete(id);
    if (set?.size === 0) sets.delete(key);
  };
  return {
    of: key => sets.get(key) ?? none,
    add,
    remove,
    move(id, from, to) {
      if (from === to) return;
      if (from !== null && from !== undefined) remove(from, id);
      if (to !== null && to !== undefined) add(to, id);
    },
  };
}
