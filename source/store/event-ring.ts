import type {EngineEvent} from '../domain/model/index.ts';

/** Events kept: enough for hours of an ordinary swarm. */
export const eventLimit = 2_000;

/** The newest events, oldest first. */
export interface EventRing {
  append(events: readonly EngineEvent[]): void;
  readonly list: readonly EngineEvent[];
  clear(): void;
}

export function createEventRing(limit: number = eventLimit): EventRing {
  let kept: EngineEvent[] = [];
  let list: readonly EngineEvent[] | null = [];
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
