import type {ContainerId, NodeId, ServiceId, TaskId} from './ids.ts';
import type {Reservation} from './reservation.ts';

export type TaskState =
  | 'new'
  | 'allocated'
  | 'pending'
  | 'assigned'
  | 'accepted'
  | 'preparing'
  | 'ready'
  | 'starting'
  | 'running'
  | 'complete'
  | 'shutdown'
  | 'failed'
  | 'rejected'
  | 'remove'
  | 'orphaned';

/** One slot's attempt to run a container. The wire has 1–3 KB a task; only this is kept. */
export interface Task {
  readonly id: TaskId;
  readonly version: number;
  readonly serviceId: ServiceId;
  /** 0 for tasks of global services. */
  readonly slot: number;
  /** Null while no node was found. */
  readonly nodeId: NodeId | null;
  readonly desiredState: TaskState;
  readonly state: TaskState;
  readonly message: string;
  /** The engine's reason (`Status.Err`); empty when there is none. */
  readonly error: string;
  /** Null while the container has not ended. */
  readonly exitCode: number | null;
  /** Null before a container exists. */
  readonly containerId: ContainerId | null;
  readonly image: string;
  readonly specKey: string;
  readonly reservation: Reservation;
  readonly jobIteration: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** The worker's clock at the last change of state. Set anew after partitions: not "running since". */
  readonly stateSinceMs: number;
}
