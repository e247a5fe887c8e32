import type {Cluster} from '../cluster/cluster.ts';
import type {ObjectRef} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

/** Fetches what a page shows of an object beyond the store, again whenever the object has changed. */
export interface RawObjects {
  /** Null while it loads; an Error when it cannot be had and never was. */
  get(object: ObjectRef): unknown;
  /** Forgets everything, e.g. when another engine is connected. */
  clear(): void;
}

interface Entry {
  version: string;
  raw: unknown;
}

const kept = 20;

export const createRawObjects = (cluster: Cluster, onLoaded: () => void): RawObjects => {
  const entries = new Map<string, Entry>();

  const load = async (key: string, object: Exclude<ObjectRef['kind'], 'stack'>, id: string, entry: Entry) => {
    const {version} = entry;
    try {
      const value = await cluster.inspect(object, id, AbortSignal.timeout(10_000));
      if (entries.get(key) === entry && entry.version === version) entry.raw = value;
    } catch (error) {
      if (entries.get(key) !== entry || entry.version !== version) return;
      entry.raw ??= error;
    }
    onLoaded();
  };

  return {
    get(object) {
      if (object.kind === 'stack') return null;
      const key = `${object.kind}:${object.id}`;
      const version = versionOf(cluster.store, object);
      const before = entries.get(key);
      if (before !== undefined && before.version === version) return before.raw;
      const entry: Entry = before ?? {version, raw: null};
      entry.version = version;
      entries.delete(key);
      entries.set(key, entry);
      for (const oldest of [...entries.keys()].slice(0, Math.max(0, entries.size - kept)))
        entries.delete(oldest);
      void load(key, object.kind, object.id, entry);
      return entry.raw;
    },
    clear() {
      entries.clear();
    },
  };
};

/** Changes whenever the object does, and when the engine comes back after it was gone. */
const versionOf = (store: ClusterStore, object: ObjectRef): string => {
  const {phase} = store.connection;
  switch (object.kind) {
    case 'node':
      return `${phase}:${store.table('nodes').get(object.id)?.version}`;
    case 'service':
      return `${phase}:${store.table('services').get(object.id)?.version}`;
    case 'task':
      return `${phase}:${store.table('tasks').get(object.id)?.version}`;
    case 'secret':
      return `${phase}:${store.table('secrets').get(object.id)?.version}`;
    case 'config':
      return `${phase}:${store.table('configs').get(object.id)?.version}`;
    case 'container':
      return `${phase}:${store.table('containers').get(object.id)?.status}`;
    case 'network':
    case 'volume':
    case 'stack':
      return phase;
  }
};
