/** Events kept: enough for hours of an ordinary swarm. */
export const eventLimit = 2_000;

/** The newest events, oldest first. */
export interface EventRing<Event> {
  append(events: readonly Event[]): void;
  readonly list: readonly Event[];
  clear(): void;
}

export function createEventRing<Event>(limit: number = eventLimit): EventRing<Event> {
  let kept: Event[] = [];
  let list: readonly Event[] | null = [];
  return {
    append(events) {
      for (const event of events.slice(-limit)) kept.push(event);
      // Cut only now and then, so that an event does not cost a copy of all.
      if (kept.length > 2 * limit) kept = kept.slice(-limit);
      list = null;
    },
    get list() {
      list ??= kept.slice(-limit);
      return list;
    },
    clear() {
      kept = [];
      list = [];
    },
  };
}
