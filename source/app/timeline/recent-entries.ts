import type {SwarmTimeline} from '../../cluster/timeline/swarm-timeline.ts';
import type {TimelineEntry} from '../../domain/timeline/entry.ts';
import type {ObjectRef} from '../../panes/pane.ts';

/** So many stand under an object. */
const shown = 6;
/** Objects that are remembered: those on the screen and some that were. */
const kept = 12;

/** The newest entries of the objects that are looked at. */
export interface RecentEntries {
  /** Newest first; none while they are read for the first time. */
  of(object: ObjectRef): readonly TimelineEntry[];
  close(): void;
}

interface Known {
  entries: readonly TimelineEntry[];
  isOld: boolean;
}

export const createRecentEntries = (
  timeline: Pick<SwarmTimeline, 'store' | 'onNews'>,
  onChange: () => void,
): RecentEntries => {
  const known = new Map<string, Known>();

  const load = async (key: string, {kind, id}: ObjectRef, entry: Known) => {
    const {store} = timeline;
    if (store === null) return;
    entry.isOld = false;
    const entries = await store.read({object: {kind, id}, limit: shown});
    if (known.get(key) !== entry) return;
    const isSame =
      entries.length === entry.entries.length && entries.every((one, at) => one.id === entry.entries[at]?.id);
    entry.entries = entries;
    if (!isSame) onChange();
  };
  const stop = timeline.onNews(news => {
    if (news === null) {
      known.clear();
      return onChange();
    }
    let isOld = false;
    for (const {objects} of news)
      for (const {kind, id} of objects) {
        const entry = known.get(`${kind}:${id}`);
        if (entry === undefined) continue;
        entry.isOld = true;
        isOld = true;
      }
    // They are read again when the page is drawn again.
    if (isOld) onChange();
  });
  return {
    of(object) {
      const key = `${object.kind}:${object.id}`;
      const entry = known.get(key) ?? {entries: [], isOld: true};
      known.delete(key);
      known.set(key, entry);
      for (const oldest of known.keys()) {
        if (known.size <= kept) break;
        known.delete(oldest);
      }
      if (entry.isOld) void load(key, object, entry);
      return entry.entries;
    },
    close() {
      stop();
      known.clear();
    },
  };
};
