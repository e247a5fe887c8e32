import type {Connection} from '../domain/connection.ts';
import type {Freshness, Source} from '../domain/freshness.ts';
import type {NodePressure} from '../domain/judgement/rules/node-rules.ts';
import type {ContainerFact} from '../domain/metrics/container-fact.ts';
import type {
  Config,
  Container,
  EngineEvent,
  EngineInfo,
  Network,
  Node,
  NodeId,
  Secret,
  Service,
  ServiceId,
  Task,
  TaskId,
  Volume,
} from '../domain/model/index.ts';

/** The tables of the cluster store, each keyed by its objects' identity (`id`, volumes by `name`). */
export interface Tables {
  readonly nodes: Node;
  readonly services: Service;
  readonly tasks: Task;
  readonly networks: Network;
  readonly secrets: Secret;
  readonly configs: Config;
  readonly volumes: Volume;
  readonly containers: Container;
}
export type TableName = keyof Tables;

type TableChange = {
  [Name in TableName]:
    | {readonly kind: 'put'; readonly table: Name; readonly values: readonly Tables[Name][]}
    | {readonly kind: 'remove'; readonly table: Name; readonly ids: readonly string[]}
    /** What a full list says of some objects: unlike what is put it is believed where the version is lower. */
    | {readonly kind: 'list'; readonly table: Name; readonly values: readonly Tables[Name][]}
    /** A full re-list: what is not among the values is gone, and a lower version replaces a higher one. */
    | {readonly kind: 'replace'; readonly table: Name; readonly values: readonly Tables[Name][]};
}[TableName];

/** Everything that a feed can tell the store. */
export type Change =
  | TableChange
  /**
   * A narrow re-list: within the named services or nodes, or of the named ids, tasks not among the values are gone.
   * Of the named services all tasks are known then.
   */
  | {
      readonly kind: 'replace-tasks';
      readonly within:
        | {readonly services: readonly ServiceId[]}
        | {readonly nodes: readonly NodeId[]}
        | {readonly ids: readonly TaskId[]};
      readonly values: readonly Task[];
    }
  | {readonly kind: 'freshness'; readonly sources: readonly Source[]; readonly freshness: Freshness}
  | {readonly kind: 'connection'; readonly connection: Connection}
  | {readonly kind: 'engine'; readonly info: EngineInfo | null}
  /** How full nodes are, as far as that is worth judging; null: not measured, or no more. */
  | {
      readonly kind: 'pressure';
      readonly nodes: readonly {readonly id: string; readonly pressure: NodePressure | null}[];
    }
  | {readonly kind: 'events'; readonly events: readonly EngineEvent[]}
  /** What agents told of containers; the newest of each sort is kept for each task. */
  | {readonly kind: 'facts'; readonly facts: readonly ContainerFact[]}
  /** Another swarm: forget everything. */
  | {readonly kind: 'clear'};
