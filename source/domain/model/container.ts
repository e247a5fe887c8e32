import type {ContainerId, ServiceId, TaskId} from './ids.ts';

export type ContainerHealth = 'none' | 'starting' | 'healthy' | 'unhealthy';

/** A container of the connected engine. */
export interface Container {
  readonly id: ContainerId;
  readonly name: string;
  readonly image: string;
  /** `created | running | paused | restarting | removing | exited | dead`. */
  readonly state: string;
  /** The engine's phrase, e.g. `Up 3 hours (healthy)`. */
  readonly status: string;
  readonly health: ContainerHealth;
  readonly taskId: TaskId | null;
  readonly serviceId: ServiceId | null;
  readonly ports: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAtMs: number;
}
