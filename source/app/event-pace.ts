import type {Touched} from '../store/cluster-store.ts';

/** Nobody reads a list that moves thirty times a second, and painting it costs more than all the rest of a storm. */
const pauseMs = 250;

/**
 * What lists are told of a flush: of events at once after a pause, then some times a second. `onDue` is called with those
 * that waited.
 */
export const createEventPace = (parts: {
  readonly after: (ms: number, call: () => void) => void;
  readonly onDue: (touched: Touched) => void;
}): ((touched: Touched) => Touched) => {
  let isPausing = false;
  let hasWaiting = false;
  const pause = () => {
    isPausing = true;
    parts.after(pauseMs, end);
  };
  const end = () => {
    isPausing = false;
    if (!hasWaiting) return;
    hasWaiting = false;
    pause();
    parts.onDue({tables: {}, derived: {}, other: new Set(['events'])});
  };
  return touched => {
    // Another swarm's events must not be seen under the new one's name.
    if (!touched.other.has('events') || touched.other.has('connection')) return touched;
    if (!isPausing) {
      pause();
      return touched;
    }
    hasWaiting = true;
    const other = new Set(touched.other);
    other.delete('events');
    return {...touched, other};
  };
};
