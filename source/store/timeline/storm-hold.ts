import type {Fact, NewEntry} from '../../domain/timeline/entry.ts';
import {changesWithin, fewestAlike, gather, mostAlike, secondOf} from '../../domain/timeline/gather.ts';
import type {Happening} from '../../domain/timeline/happening.ts';

/** What is of one second comes with several lists. */
const holdMs = 1_000;
/** So many entries that stand for many are remembered, so that what comes late is added to them. */
const mostRemembered = 500;

/** Until so many were alike in so many seconds, they are told one by one; then a storm stays one until it is over. */
const budget = 60;
const budgetSeconds = 30;

/** Holds what happened for a moment, so that many alike become one entry. */
export interface StormHold {
  hold(happening: Happening, nowMs: number): void;
  /** The entries of what was held for long enough. */
  take(nowMs: number): readonly NewEntry[];
  /** When there is something to take; null: nothing is held. */
  readonly dueMs: number | null;
  /** The entries of all that is held. */
  takeAll(): readonly NewEntry[];
  /** The same by parts, the longest held first. */
  takeParts(): Iterable<readonly NewEntry[]>;
}

interface Held {
  readonly sinceMs: number;
  readonly happenings: Happening[];
}

/** `settle` learns the values that changed by what is not told alone. */
export const createStormHold = (settle: (fact: Fact) => void): StormHold => {
  /** By what is alike and the second; the longest held first. */
  const buckets = new Map<string, Held>();
  const told = new Map<string, number>();
  const allowances = createAllowances();

  const release = (key: string, {happenings}: Held): readonly NewEntry[] => {
    buckets.delete(key);
    const allowance = allowances(happenings[0]);
    const entries = gather({happenings, told, most: allowance.most});
    allowance.use(happenings.length);
    for (const {key: known, after} of changesWithin(happenings, entries)) settle({key: known, value: after});
    for (const {id, count} of entries) if (count > 1) told.set(id, count);
    for (const id of told.keys()) {
      if (told.size <= mostRemembered) break;
      told.delete(id);
    }
    return entries;
  };
  return {
    hold(happening, nowMs) {
      const key = `${happening.alike.key}:${secondOf(happening.atMs)}`;
      const held = buckets.get(key);
      if (held === undefined) buckets.set(key, {sinceMs: nowMs, happenings: [happening]});
      else held.happenings.push(happening);
    },
    take: nowMs =>
      [...buckets]
        .filter(([, {sinceMs}]) => nowMs - sinceMs >= holdMs)
        .flatMap(([key, held]) => release(key, held)),
    get dueMs() {
      for (const {sinceMs} of buckets.values()) return sinceMs + holdMs;
      return null;
    },
    takeAll: () => [...buckets].flatMap(([key, held]) => release(key, held)),
    *takeParts() {
      for (const [key, held] of buckets) yield release(key, held);
    },
  };
};

/** How many alike may be told one by one, by how many were within the seconds around. */
const createAllowances = () => {
  const used = new Map<string, {second: number; count: number}[]>();
  return (happening: Happening | undefined): {readonly most: number; use(count: number): void} => {
    if (happening === undefined) return {most: mostAlike, use: () => undefined};
    const second = secondOf(happening.atMs);
    const key = happening.alike.key;
    const near = (used.get(key) ?? []).filter(each => Math.abs(each.second - second) < budgetSeconds);
    used.set(key, near);
    const spent = near.reduce((sum, {count}) => sum + count, 0);
    return {
      most: Math.min(mostAlike, Math.max(fewestAlike, budget - spent)),
      use(count) {
        if (count > 0) near.push({second, count});
      },
    };
  };
};
