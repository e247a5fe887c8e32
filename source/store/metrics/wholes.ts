import {metricSources} from '../../domain/metrics/usage.ts';
import {createAdder, type Difference} from './adder.ts';
import type {Sum, Whole} from './metrics-store.ts';
import {fineStepMs} from './past.ts';
import type {Entry, Held, PastKeeper} from './subject.ts';

/** Sums over tasks and nodes, kept as their parts change. */
export interface Wholes {
  /** A part has other figures now; `isKnown`: it has any. */
  change(entry: Entry, difference: Difference, isKnown: boolean, at: {nowMs: number; everyMs: number}): void;
  sum(of: Whole): Sum | null;
  held(of: Whole): Held | null;
  /** For sums whose parts are gone for good. */
  forget(whole: Whole): void;
  clear(): void;
}

const keyOf = (whole: Whole): string => ('id' in whole ? `${whole.kind}:${whole.id}` : whole.kind);

const wholesOf = (entry: Entry): readonly Whole[] =>
  entry.kind === 'node'
    ? [{kind: 'nodes'}]
    : [{kind: 'service', id: entry.serviceId}, {kind: 'tasks-of-node', id: entry.nodeId}, {kind: 'tasks'}];

export const createWholes = (keeper: PastKeeper): Wholes => {
  const all = new Map<string, Held>();

  const heldOf = (whole: Whole): Held => {
    const known = all.get(keyOf(whole));
    if (known !== undefined) return known;
    const held: Held = {
      kind: whole.kind,
      adder: createAdder(),
      parts: new Set(),
      main: null,
      other: null,
      slot: Number.NEGATIVE_INFINITY,
    };
    all.set(keyOf(whole), held);
    return held;
  };
  /** With the first change in a new slot of time, what stood until then is written: each sum once a slot, spread over all arrivals. */
  const record = (held: Held, nowMs: number, everyMs: number) => {
    const slot = Math.floor(nowMs / fineStepMs);
    if (slot <= held.slot) return;
    held.slot = slot;
    if (held.parts.size > 0)
      keeper.put(held, held.kind, {atMs: slot * fineStepMs - 1, everyMs}, held.adder.usage());
  };

  return {
    change(entry, difference, isKnown, {nowMs, everyMs}) {
      entry.wholes ??= wholesOf(entry).map(heldOf);
      for (const held of entry.wholes) {
        record(held, nowMs, everyMs);
        held.adder.change(difference);
        if (isKnown) held.parts.add(entry);
        else held.parts.delete(entry);
      }
    },
    sum(of) {
      const held = all.get(keyOf(of));
      if (held === undefined || held.parts.size === 0) return null;
      const {adder} = held;
      let worst = 0;
      let atMs = Number.POSITIVE_INFINITY;
      for (const part of held.parts) {
        worst = Math.max(worst, metricSources.indexOf(part.source));
        atMs = Math.min(atMs, part.atMs);
      }
      return {
        usage: adder.usage(),
        known: {cpu: adder.known('cpuPercent'), memory: adder.known('memoryBytes')},
        source: metricSources[worst] ?? 'agent',
        atMs,
      };
    },
    held: of => all.get(keyOf(of)) ?? null,
    forget(whole) {
      const held = all.get(keyOf(whole));
      // Whoever still has a part in it goes on to add to it.
      if (held === undefined || held.parts.size > 0) return;
      keeper.close(held);
      all.delete(keyOf(whole));
    },
    clear() {
      for (const held of all.values()) keeper.close(held);
      all.clear();
    },
  };
};
