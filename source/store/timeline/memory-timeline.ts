import {compareEntries, isAtLeast, type NewEntry, type TimelineEntry} from '../../domain/timeline/entry.ts';
import {gapsBetween} from './gaps.ts';
import type {TimelineQuery, TimelineSpan, TimelineStore} from './timeline-store.ts';

/** Entries kept where there is no file: hours of an ordinary swarm. */
const defaultLimit = 5_000;

/** Keeps a timeline for as long as the program runs; `reason` says why not longer. */
export const createMemoryTimeline = (reason: string, limit = defaultLimit): TimelineStore => {
  /** In the order in which they came; `first` is the place of the oldest that is kept. */
  let kept: TimelineEntry[] = [];
  let first = 0;
  const byId = new Map<string, TimelineEntry>();
  const facts = new Map<string, string>();
  const spans = new Map<string, TimelineSpan>();

  const isNews = ({id, count, change}: NewEntry): boolean => {
    const before = byId.get(id);
    if (before !== undefined) return count > before.count;
    if (change === undefined) return true;
    if (facts.get(change.key) === change.after) return false;
    facts.set(change.key, change.after);
    return true;
  };
  const prune = () => {
    if (kept.length <= 2 * limit) return;
    const gone = kept.slice(0, kept.length - limit);
    for (const entry of gone) if (byId.get(entry.id) === entry) byId.delete(entry.id);
    kept = kept.slice(-limit);
    first += gone.length;
  };

  return {
    async add(entries) {
      const news: TimelineEntry[] = [];
      for (const entry of entries) {
        if (!isNews(entry)) continue;
        const {change: _, ...plain} = entry;
        byId.set(plain.id, plain);
        kept.push(plain);
        news.push(plain);
      }
      prune();
      return news;
    },
    async read(query) {
      const fitting = [...byId.values()].filter(entry => matchesQuery(entry, query));
      return fitting.sort((a, b) => compareEntries(b, a)).slice(0, query.limit);
    },
    async arrivals(cursor, most) {
      if (cursor === null) return {came: [], cursor: first + kept.length};
      const from = Math.max(0, cursor - first);
      const came = kept.slice(from, from + most);
      return {came, cursor: first + from + came.length};
    },
    facts: async () => new Map(facts),
    async settle(known) {
      for (const {key, value} of known) facts.set(key, value);
    },
    async cover(recorder, span) {
      spans.set(recorder, span);
    },
    async coveredUntil() {
      const ends = [...spans.values()].map(({toMs}) => toMs);
      return ends.length === 0 ? null : Math.max(...ends);
    },
    gaps: async within => gapsBetween([...spans.values()], within),
    keeping: {kind: 'memory', reason},
    close() {
      kept = [];
      byId.clear();
    },
  };
};

/** Whether an entry is one of those that are asked for. */
const matchesQuery = (entry: TimelineEntry, query: Omit<TimelineQuery, 'limit'>): boolean => {
  const {sinceMs, untilMs, object, kinds, least, before} = query;
  return (
    (sinceMs === undefined || entry.timeMs >= sinceMs) &&
    (untilMs === undefined || entry.timeMs <= untilMs) &&
    (object === undefined || entry.objects.some(({kind, id}) => kind === object.kind && id === object.id)) &&
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (least === undefined || isAtLeast(entry.severity, least)) &&
    (before === undefined || compareEntries(entry, before) < 0)
  );
};
