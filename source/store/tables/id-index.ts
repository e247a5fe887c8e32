/** Which ids belong to a key: tasks to a service, services to a stack. */
export interface IdIndex {
  of(key: string): ReadonlySet<string>;
  add(key: string, id: string): void;
  remove(key: string, id: string): void;
  /** Moves an id from one key to another; null: none. */
  move(id: string, from: string | null | undefined, to: string | null | undefined): void;
}

/**
 * A key with one id has no set: most slots have one task, and an own set for each of 100,000 would take 24 MB. Ids are
 * strings, so that the two cannot be taken for each other.
 */
export function createIdIndex(): IdIndex {
  const known = new Map<string, string | Set<string>>();
  const none: ReadonlySet<string> = new Set();
  const add = (key: string, id: string) => {
    const before = known.get(key);
    if (before === undefined) known.set(key, id);
    else if (typeof before !== 'string') before.add(id);
    else if (before !== id) known.set(key, new Set([before, id]));
  };
  const remove = (key: string, id: string) => {
    const before = known.get(key);
    if (before === id) known.delete(key);
    if (before === undefined || typeof before === 'string') return;
    before.delete(id);
    const [last] = before;
    if (last === undefined) known.delete(key);
    else if (before.size === 1) known.set(key, last);
  };
  const of = (key: string): ReadonlySet<string> => {
    const ids = known.get(key) ?? none;
    return typeof ids === 'string' ? new Set([ids]) : ids;
  };
  return {
    of,
    add,
    remove,
    move(id, from, to) {
      if (from === to) return;
      if (from !== null && from !== undefined) remove(from, id);
      if (to !== null && to !== undefined) add(to, id);
    },
  };
}
