import type {EngineEvent} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Arrivals} from '../pane.ts';
import {eventKey} from './event-words.ts';

/** Equal events within one millisecond cannot be told apart; the first stands for all. */
export function* distinctEvents(store: ClusterStore): Iterable<EngineEvent> {
  const seen = new Map<number, EngineEvent[]>();
  for (const event of store.events) {
    const sameTime = seen.get(event.timeMs);
    if (sameTime === undefined) seen.set(event.timeMs, [event]);
    // In a storm keys of thousands of events a frame would cost more than the frame.
    else if (sameTime.some(other => eventKey(other) === eventKey(event))) continue;
    else sameTime.push(event);
    yield event;
  }
}

/** Tells with each call which events came and which were dropped for them; null when nothing is left of those before. */
export const followEvents = (store: ClusterStore): (() => Arrivals<EngineEvent> | null) => {
  let events = store.events;
  // Of events that cannot be told apart the last one to be dropped takes the row with it.
  const isGone = (event: EngineEvent): boolean =>
    !events.some(other => other.timeMs === event.timeMs && eventKey(other) === eventKey(event));
  return () => {
    const before = events;
    events = store.events;
    const last = before.at(-1);
    const kept = last === undefined ? 0 : events.lastIndexOf(last) + 1;
    if (kept === 0) return null;
    const dropped = before.slice(0, before.length - kept);
    return {came: events.slice(kept), went: dropped.filter(isGone).map(eventKey)};
  };
};
