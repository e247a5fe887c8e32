import type {Source} from '../domain/freshness.ts';
import type {LogWindow} from '../domain/logs/log-window.ts';
import type {LogWish} from '../domain/logs/log-wish.ts';
import type {ObjectKind, ObjectRef} from '../domain/model/object-ref.ts';
import {type Level, severity} from '../domain/verdict.ts';
import type {ClusterStore, Touched} from '../store/cluster-store.ts';
import type {TouchedMetrics} from '../store/metrics/metrics-store.ts';
import type {Column} from '../ui/column.ts';
import type {Line} from '../ui/span.ts';
import type {Tone} from '../ui/tones.ts';

export const listPaneIds = [
  'nodes',
  'services',
  'tasks',
  'stacks',
  'containers',
  'networks',
  'volumes',
  'secrets',
  'configs',
  'events',
  'timeline',
  'contexts',
  'journal',
] as const;
export type ListPaneId = (typeof listPaneIds)[number];

/** What a list is narrowed to when it was opened from another object: the tasks of a service, the services of a stack. */
export interface Scope {
  readonly kind: ObjectKind;
  readonly id: string;
  /** For the breadcrumbs. */
  readonly name: string;
}

/** Where a key leads: a list, perhaps narrowed, or a view of one object. */
export type Place =
  | {readonly kind: 'overview'}
  | {readonly kind: 'list'; readonly pane: ListPaneId; readonly scope: Scope | null}
  | {readonly kind: 'describe' | 'yaml' | 'used-by' | 'why' | 'rollout'; readonly object: ObjectRef}
  /** Health in tiers, of the swarm or of one object. */
  | {readonly kind: 'health'; readonly object: HealthSubject | null}
  /** Logs, under the name of what they are of. */
  | {
      readonly kind: 'logs';
      readonly wish: LogWish;
      readonly name: string;
      /** Only what was written around a moment; absent: the newest lines. */
      readonly around?: LogWindow;
    }
  /** Charts of some objects beside each other; of none: of the whole swarm. */
  | {readonly kind: 'metrics'; readonly objects: readonly ObjectRef[]}
  /** One action of the journal. */
  | {readonly kind: 'record'; readonly id: string; readonly title: string};

export type {ObjectKind, ObjectRef};

/** What health is told of beside the swarm. */
export interface HealthSubject {
  readonly kind: 'service' | 'node' | 'stack';
  readonly id: string;
  readonly name: string;
}

/** Rows of a list as the pane wants them read from the store. */
export interface RowSource<Row> {
  /** Every row, in no order. */
  all(store: ClusterStore): Iterable<Row>;
  get(store: ClusterStore, key: string): Row | undefined;
  /** Keys of rows that a flush touched; null: all of them. */
  touched(touched: Touched): ReadonlySet<string> | null | undefined;
  /**
   * Of rows that come and go, and never change: begins to tell with each call what came and went since the one before;
   * null: everything may be another. Called when all of them were touched.
   */
  follow?(store: ClusterStore): () => Arrivals<Row> | null;
}

/** Rows that came, and keys of those that went. */
export interface Arrivals<Row> {
  readonly came: readonly Row[];
  readonly went: readonly string[];
}

/** A list of objects as data: what it shows, how it sorts, where Enter leads. */
export interface ListPane<Row> {
  readonly id: ListPaneId;
  /** E.g. `Services`. */
  readonly title: string;
  /** Kind of object a row stands for; null: rows cannot be described (events). */
  readonly objectKind: ObjectKind | null;
  /** The object that a row is about, where rows are about objects of several kinds. */
  readonly objectOf?: (row: Row) => ObjectRef | null;
  readonly rows: RowSource<Row>;
  readonly key: (row: Row) => string;
  /** The name that the docker CLI would show. */
  readonly name: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** The same columns, where what they show depends on the scope. */
  readonly columnsIn?: (scope: Scope | null) => readonly Column<Row>[];
  readonly defaultSort: {readonly id: string; readonly descending: boolean};
  /** What `/` searches. */
  readonly text: (row: Row) => readonly string[];
  readonly labels: (row: Row) => Readonly<Record<string, string>>;
  /** Tone of the whole row when it needs attention, e.g. a failing service. */
  readonly tone?: (row: Row) => Tone | undefined;
  /** Whether a row is not as it should be, for the view of faults only; absent: the pane knows no faults. */
  readonly isFault?: (row: Row) => boolean;
  /** Whether a row belongs to the part of the list that a word names, such as a kind; absent: there are no such parts. */
  readonly fits?: (row: Row, word: string) => boolean;
  /** Whose freshness the title shows. */
  readonly sources: readonly Source[];
  /** Whether a row belongs to a scope; a scope kind that the pane does not know keeps nothing. */
  readonly inScope: (row: Row, scope: Scope, store: ClusterStore) => boolean;
  /** Keys of the only rows that can belong to a scope, where the store knows them; null or absent: any row can. */
  readonly idsIn?: (scope: Scope, store: ClusterStore) => Iterable<string> | null;
  /** Where Enter leads. */
  readonly open: (row: Row) => Place;
  /** Service and node whose tasks the row depends on, so that they are checked most often while it is shown. */
  readonly watches?: (row: Row) => {readonly service?: string; readonly node?: string};
  /** Columns whose cells are figures, which change without the row, and the keys of the rows that an intake of figures touched. */
  readonly figures?: {
    readonly columns: readonly string[];
    readonly touched: (touched: TouchedMetrics) => ReadonlySet<string>;
  };
  /** What an empty list means and what to do next; `filtered` when the filter hides everything. */
  readonly empty: (state: {readonly filtered: boolean; readonly scope: Scope | null}) => string;
}

/** A readable page about one object, made of the store's rows and the engine's own JSON (null while it loads). */
export type Describe = (input: {
  readonly object: ObjectRef;
  readonly store: ClusterStore;
  readonly raw: unknown;
  readonly nowMs: number;
}) => readonly Line[];

/** Whether a verdict is one that the view of faults shows: worse than being on its way. */
export const isFaulty = (level: Level): boolean => severity[level] > severity.progress;
