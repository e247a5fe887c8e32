import type {Node, Service, Task} from '../model/index.ts';
import type {Change, NewEntry, TimelineKind, TimelineObject, TimelineSeverity} from './entry.ts';

/** What several happenings have in common, so that many of one second can be told in one entry. */
export interface Alike {
  /** E.g. `task-failed`. */
  readonly key: string;
  readonly kind: TimelineKind;
  readonly severity: TimelineSeverity;
  /** With the number before them and the name of the service between them: `12 tasks of web failed`. */
  readonly noun: string;
  readonly verb: string;
}

/** Something that happened, before it is known whether it is told alone or with its like. */
export interface Happening {
  readonly alike: Alike;
  /** What it is gathered under, such as the service of a task; null: nothing smaller than the swarm. */
  readonly under: TimelineObject | null;
  /** What it is about, where that is none of many under one name. */
  readonly about?: TimelineObject;
  /** Tells it from its like. */
  readonly id: string;
  readonly atMs: number;
  /** The value that changed with it. */
  readonly change?: Change;
  /** Its own entry; words are made only for those that are told alone. */
  readonly entry: () => NewEntry;
}

/** One thing about an object that has one value at a time, and when it came to have it. */
export interface Sample {
  /** E.g. `node:<id>:state`. */
  readonly key: string;
  readonly value: string;
  readonly atMs: number;
}

/** What words are made of: the swarm as it is known at the moment. */
export interface TimelineView {
  service(id: string): Service | undefined;
  node(id: string): Node | undefined;
  task(id: string): Task | undefined;
  tasksOfService(id: string): Iterable<Task>;
}

/** An id as the docker CLI shortens it. */
export const shortId = (id: string): string => id.slice(0, 12);
