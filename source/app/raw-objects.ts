import type {Cluster} from '../cluster/cluster.ts';
import type {ObjectRef} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/** Fetches what a page shows of an object beyond the store, again whenever the object has changed. */
export interface RawObjects {
  /** Null while it loads; an Error when it cannot be had and never was. */
  get(object: ObjectRef): unknown;
  /** Asks again for everything that is looked at from now on. */
  refresh(): void;
  /** Forgets everything, e.g. when another engine is connected. */
  clear(): void;
}

/** What an answer was asked for: another one has to be asked for when any of it differs. */
type Basis = readonly unknown[];

interface Entry {
  basis: Basis;
  raw: unknown;
  failedMs: number;
}

const kept = 20;
/** What failed is asked for again when it is looked at so much later. */
const tryAgainMs = 5_000;

export const createRawObjects = (
  cluster: Cluster,
  onLoaded: () => void,
  nowMs: () => number = () => performance.now(),
): RawObjects => {
  const entries = new Map<string, Entry>();

  const load = async (key: string, object: Exclude<ObjectRef['kind'], 'stack'>, id: string, entry: Entry) => {
    const {basis} = entry;
    const isWanted = () => entries.get(key) === entry && entry.basis === basis;
    try {
      const value = await cluster.inspect(object, id, AbortSignal.timeout(10_000));
      if (isWanted()) entry.raw = value;
    } catch (error) {
      if (!isWanted()) return;
      entry.failedMs = nowMs();
      if (entry.raw === null || entry.raw instanceof Error) entry.raw = error;
    }
    onLoaded();
  };
  const isDue = ({raw, failedMs}: Entry) => raw instanceof Error && nowMs() - failedMs >= tryAgainMs;

  return {
    get(object) {
      if (object.kind === 'stack') return null;
      const key = `${object.kind}:${object.id}`;
      const basis = basisOf(cluster.store, object);
      const before = entries.get(key);
      if (before !== undefined && isEqual(before.basis, basis) && !isDue(before)) return before.raw;
      const entry: Entry = before ?? {basis, raw: null, failedMs: 0};
      entry.basis = basis;
      entry.failedMs = nowMs();
      entries.delete(key);
      entries.set(key, entry);
      for (const oldest of [...entries.keys()].slice(0, Math.max(0, entries.size - kept)))
        entries.delete(oldest);
      void load(key, object.kind, object.id, entry);
      return entry.raw;
    },
    refresh() {
      for (const entry of entries.values()) entry.basis = [];
    },
    clear() {
      entries.clear();
    },
  };
};

const isEqual = (a: Basis, b: Basis): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index]);

/** Differs whenever the object does, and when the engine comes back after it was gone. */
const basisOf = (store: ClusterStore, object: ObjectRef): Basis => {
  const {phase} = store.connection;
  switch (object.kind) {
    case 'node':
      return [phase, store.table('nodes').get(object.id)?.version];
    case 'service':
      return [phase, store.table('services').get(object.id)?.version];
    case 'task':
      return [phase, store.table('tasks').get(object.id)?.version];
    case 'secret':
      return [phase, store.table('secrets').get(object.id)?.version];
    case 'config':
      return [phase, store.table('configs').get(object.id)?.version];
    case 'container':
      return [phase, store.table('containers').get(object.id)?.status];
    // They have no versions, but the table keeps the same object for as long as nothing differs.
    case 'network':
      return [phase, store.table('networks').get(object.id)];
    case 'volume':
      return [phase, store.table('volumes').get(object.id)];
    case 'stack':
      return [phase];
  }
};
