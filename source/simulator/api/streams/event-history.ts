import type {Filters, SimulatedEngine} from '../../simulated-engine.ts';
import type {WireEvent} from '../../wire/event.ts';

/** So many events an engine keeps for those who ask for what was. */
const keptEvents = 256;

/** The events of one engine: the last of them, and all that follow. */
export interface EventHistory {
  /** Oldest first. */
  kept(): readonly WireEvent[];
  onEvent(listener: (event: WireEvent) => void): () => void;
  /** As a daemon does that starts anew. */
  forget(): void;
  close(): void;
}

export const createEventHistory = (engine: SimulatedEngine): EventHistory => {
  const events: WireEvent[] = [];
  const listeners = new Set<(event: WireEvent) => void>();
  const stop = engine.onEvent(event => {
    events.push(event);
    if (events.length > keptEvents) events.shift();
    for (const listener of listeners) listener(event);
  });
  return {
    kept: () => events,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forget() {
      events.length = 0;
    },
    close: stop,
  };
};

const tests: Readonly<Record<string, (event: WireEvent, wanted: string) => boolean>> = {
  type: (event, wanted) => event.Type === wanted,
  scope: (event, wanted) => event.scope === wanted,
  event: (event, wanted) => event.Action === wanted || event.Action.startsWith(`${wanted}:`),
};

const kinds: readonly string[] = [
  'container',
  'image',
  'volume',
  'network',
  'node',
  'service',
  'secret',
  'config',
];

/** Kinds of objects are filters too: `{"service": ["web"]}`, by id or name. */
const isAbout = (event: WireEvent, kind: string, wanted: string): boolean =>
  event.Type === kind && (event.Actor.ID.startsWith(wanted) || event.Actor.Attributes['name'] === wanted);

const hasLabel = (event: WireEvent, wanted: string): boolean => {
  const at = wanted.indexOf('=');
  if (at < 0) return Object.hasOwn(event.Actor.Attributes, wanted);
  return event.Actor.Attributes[wanted.slice(0, at)] === wanted.slice(at + 1);
};

/** Whether an event passes the filters of `GET /events`; names that are not known let everything pass, as the engine does. */
export const passesEventFilters = (event: WireEvent, filters: Filters): boolean => {
  for (const [name, wanted] of filters) {
    if (wanted.length === 0) continue;
    const test = tests[name];
    if (test === undefined && name !== 'label' && !kinds.includes(name)) continue;
    const passes = wanted.some(value => {
      if (name === 'label') return hasLabel(event, value);
      return test === undefined ? isAbout(event, name, value) : test(event, value);
    });
    if (!passes) return false;
  }
  return true;
};
