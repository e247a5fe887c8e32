import type {ObjectRef} from '../model/object-ref.ts';

/** What an entry is about, in the order in which a filter offers them. */
export const timelineKinds = [
  'task',
  'node',
  'rollout',
  'health',
  'scale',
  'action',
  'alert',
  'logs',
  'event',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Least first. `good`: something came right that may have been wrong before. */
export const timelineSeverities = ['info', 'good', 'warning', 'critical'] as const;
export type TimelineSeverity = (typeof timelineSeverities)[number];

/** An object that an entry is about, under the name that it had then: it may be gone when the entry is read. */
export type TimelineObject = ObjectRef;

/** Where an entry comes from: an event of the engine, a list that differs from the one before, or ourselves. */
export type TimelineSource = 'event' | 'list' | 'agent' | 'journal' | 'logs' | 'alert';

/** One thing that happened in a swarm. */
export interface TimelineEntry {
  /** The same whoever saw it and however often, so that it is kept once. */
  readonly id: string;
  /** Milliseconds since the epoch, by the clock of the machine that told it. */
  readonly timeMs: number;
  readonly kind: TimelineKind;
  readonly severity: TimelineSeverity;
  /** The one that it is about first, then those that it belongs to. */
  readonly objects: readonly TimelineObject[];
  /** What happened, in a few words: `web.3 failed`. */
  readonly title: string;
  /** Why, or between what; may be empty. */
  readonly detail: string;
  readonly source: TimelineSource;
  /** How many alike stand in this one entry; 1 for most. */
  readonly count: number;
  /** Nobody looked when it happened: it was told by what was found afterwards. */
  readonly isLate: boolean;
}

/** What is known of something that has one value at a time, such as the state of a node. */
export interface Fact {
  /** E.g. `node:<id>:state`. */
  readonly key: string;
  readonly value: string;
}

/** That value became another one; `before` is null where nobody knew. */
export interface Change {
  readonly key: string;
  readonly before: string | null;
  readonly after: string;
}

/** An entry on its way to where it is kept. */
export interface NewEntry extends TimelineEntry {
  /** Several sources tell one change at slightly different times: it is news only where the value last kept is another one. */
  readonly change?: Change;
}

/** Order of entries in time; those of one millisecond have one too. */
export const compareEntries = (
  a: Pick<TimelineEntry, 'timeMs' | 'id'>,
  b: Pick<TimelineEntry, 'timeMs' | 'id'>,
): number => a.timeMs - b.timeMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Whether an entry is at least that bad. */
export const isAtLeast = (severity: TimelineSeverity, least: TimelineSeverity): boolean =>
  timelineSeverities.indexOf(severity) >= timelineSeverities.indexOf(least);
