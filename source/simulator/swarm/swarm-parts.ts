import type {TaskRunner} from './agent/task-runner.ts';
import type {KeptObjects} from './control/kept-objects.ts';
import type {Networks} from './control/networks.ts';
import type {Nodes} from './control/nodes.ts';
import type {Services} from './control/services.ts';
import type {ClusterRecord} from './engine/cluster-record.ts';
import type {Leadership} from './raft/leadership.ts';
import type {Tasks} from './state/change-task.ts';
import type {NodeRecord} from './state/records.ts';
import type {SwarmState} from './state/swarm-state.ts';

/** The working parts of one swarm, as the views of its engines and the generators need them. */
export interface SwarmParts {
  readonly state: SwarmState;
  readonly tasks: Tasks;
  readonly leadership: Leadership;
  readonly runner: TaskRunner;
  readonly cluster: ClusterRecord;
  readonly services: Services;
  readonly nodes: Nodes;
  readonly networks: Networks;
  readonly secrets: KeptObjects;
  readonly configs: KeptObjects;
  /** How far a node's clock is off. */
  skewMs(node: NodeRecord): number;
  onListening(node: NodeRecord, listener: (isListening: boolean) => void): () => void;
}
