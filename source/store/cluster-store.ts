import type {Connection} from '../domain/connection.ts';
import type {Freshness, Source} from '../domain/freshness.ts';
import type {ContainerFact} from '../domain/metrics/container-fact.ts';
import type {TaskFacts} from '../domain/metrics/task-facts.ts';
import type {Container, EngineEvent, EngineInfo} from '../domain/model/index.ts';
import type {
  Finding,
  NodeSummary,
  Quorum,
  ServiceSummary,
  StackSummary,
  TaskSummary,
} from '../domain/summaries.ts';
import type {Change, TableName, Tables} from './changes.ts';
import type {ClusterTotals} from './totals.ts';

/** A table as readers see it. Objects that did not change keep their reference. */
export interface Table<Value> {
  readonly size: number;
  get(id: string): Value | undefined;
  values(): IterableIterator<Value>;
}

/** What the store can be read for beside its tables: rows derived from them, kept up to date row by row. */
export interface Derived {
  readonly services: ServiceSummary;
  readonly nodes: NodeSummary;
  readonly tasks: TaskSummary;
  readonly stacks: StackSummary;
}
export type DerivedName = keyof Derived;

/** What services refer to. */
export type UsedKind = 'network' | 'secret' | 'config' | 'volume';

/** What one flush touched: ids by table and by derived table. Absent name: nothing. */
export interface Touched {
  readonly tables: {readonly [Name in TableName]?: ReadonlySet<string>};
  readonly derived: {readonly [Name in DerivedName]?: ReadonlySet<string>};
  /** Findings, quorum, freshness (kind or reason), connection, engine info, events, or what agents told changed. */
  readonly other: ReadonlySet<
    'findings' | 'freshness' | 'connection' | 'engine' | 'events' | 'facts' | 'timeline'
  >;
}

/**
 * What we believe of the cluster now. Written by `applyChanges` alone; the result does not depend on how changes were
 * batched. The cost of a change does not grow with the cluster.
 */
export interface ClusterStore {
  /** Applies all changes, brings derived rows up to date as of `nowMs`, and tells listeners once. */
  applyChanges(changes: readonly Change[], nowMs: number): Touched;
  /** Re-judges what depends on time alone (failures grow old). Cheap when nothing is due. */
  tick(nowMs: number): Touched;
  /** When `tick` has something to do next; null when never. */
  nextTickMs(): number | null;
  onChange(listener: (touched: Touched) => void): () => void;
  /** Grows by one with every flush that touched something. */
  readonly version: number;
  table<Name extends TableName>(name: Name): Table<Tables[Name]>;
  derived<Name extends DerivedName>(name: Name): Table<Derived[Name]>;
  /** Ids of tasks by their service, node or stack; of services by stack. */
  taskIdsOfService(id: string): ReadonlySet<string>;
  taskIdsOfNode(id: string): ReadonlySet<string>;
  serviceIdsOfStack(name: string): ReadonlySet<string>;
  /** Ids of networks, secrets, configs or volumes that carry the stack's label. */
  idsOfStack(kind: UsedKind, name: string): ReadonlySet<string>;
  /** Ids of the services whose spec names the object. */
  usedBy(kind: UsedKind, id: string): ReadonlySet<string>;
  /** What agents told of the container of a task. */
  factsOfTask(id: string): TaskFacts | undefined;
  /** The container of a task, where the connected engine runs it. */
  containerOfTask(id: string): Container | undefined;
  /** Kept up to date row by row; the same reference until a figure changes. */
  readonly totals: ClusterTotals;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Since when a finding was seen here without a break, by its key: it is at least so old. Null: it is none now. */
  seenSinceMs(key: string): number | null;
  /** Null when no node list was had. */
  readonly quorum: Quorum | null;
  readonly connection: Connection;
  readonly engineInfo: EngineInfo | null;
  freshness(source: Source): Freshness;
  /** Newest last; bounded. */
  readonly events: readonly EngineEvent[];
  /** What agents told of containers that was new, newest last; bounded. */
  readonly containerFacts: readonly ContainerFact[];
}
