import type {NewEntry, TimelineEntry, TimelineObject} from '../../source/domain/timeline/entry.ts';
import {createMemoryTimeline} from '../../source/store/timeline/memory-timeline.ts';
import type {TimelineStore} from '../../source/store/timeline/timeline-store.ts';
import {serviceId} from './ids.ts';

export const theService: TimelineObject = {kind: 'service', id: serviceId('web'), name: 'web'};

/** An entry that tells of a failed task, changed where a test says so. */
export const anEntry = (part: Partial<NewEntry> = {}): NewEntry => ({
  id: 'task:t1:failed',
  timeMs: 1_795_000_000_000,
  kind: 'task',
  severity: 'critical',
  objects: [{kind: 'task', id: 't1', name: 'web.1'}, theService],
  title: 'web.1 failed',
  detail: 'exit 3, on worker-1',
  source: 'list',
  count: 1,
  isLate: false,
  ...part,
});

/** So many entries, a second apart, oldest first. */
export const entries = (count: number, part: (index: number) => Partial<NewEntry> = () => ({})) =>
  Array.from({length: count}, (_, index) =>
    anEntry({
      id: `entry-${String(index).padStart(6, '0')}`,
      timeMs: 1_795_000_000_000 + index * 1_000,
      ...part(index),
    }),
  );

/** In memory, as if it were a file. */
const aKeptTimeline = (): TimelineStore => ({
  ...createMemoryTimeline(''),
  keeping: {kind: 'file', path: '/state/timeline/cluster.sqlite'},
});

/** A timeline that a test adds to, as if a recorder wrote it. */
export const aSwarmTimeline = async (
  first: readonly NewEntry[] = [],
  store: TimelineStore = aKeptTimeline(),
) => {
  await store.add(first);
  const listeners = new Set<(news: readonly TimelineEntry[] | null) => void>();
  return {
    store,
    add(more: readonly NewEntry[]) {
      void store.add(more).then(news => {
        for (const listener of listeners) listener(news);
      });
    },
    onNews(listener: (news: readonly TimelineEntry[] | null) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => undefined,
  };
};
