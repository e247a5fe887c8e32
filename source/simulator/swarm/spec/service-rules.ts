import type {JsonText} from '../../wire/json.ts';
import type {Behaviour} from '../agent/behaviour.ts';
import type {Constraint} from './constraints.ts';
import type {HealthRules} from './health-rules.ts';

export type ModeRules =
  | {readonly kind: 'replicated'; readonly replicas: number}
  | {readonly kind: 'global'}
  | {readonly kind: 'replicated-job'; readonly maxConcurrent: number; readonly totalCompletions: number}
  | {readonly kind: 'global-job'};

export interface UpdateRules {
  /** 0 for all at once. */
  readonly parallelism: number;
  readonly delayMs: number;
  readonly failureAction: 'pause' | 'continue' | 'rollback';
  readonly monitorMs: number;
  readonly maxFailureRatio: number;
  readonly order: 'stop-first' | 'start-first';
}

export interface RestartRules {
  readonly condition: 'none' | 'on-failure' | 'any';
  readonly delayMs: number;
  /** 0 for no limit. */
  readonly maxAttempts: number;
  readonly windowMs: number;
}

export interface PortRules {
  readonly protocol: string;
  readonly target: number;
  readonly published: number;
  readonly mode: 'ingress' | 'host';
}

/** What the tasks of one version of a service share. */
export interface TaskTemplate {
  /** `Spec` of each task, as the API sends it. */
  readonly text: JsonText;
  /** Tasks of another key are replaced by an update; placement is not part of it. */
  readonly key: string;
  readonly image: string;
  readonly env: ReadonlyMap<string, string>;
  readonly constraints: readonly Constraint[];
  /** `node.labels.zone`, … of the spread preferences, outermost first. */
  readonly spreadOver: readonly string[];
  readonly maxReplicas: number;
  readonly platforms: readonly {readonly os: string; readonly architecture: string}[];
  readonly reservedNanoCpus: number;
  readonly reservedMemoryBytes: number;
  readonly limitNanoCpus: number;
  readonly limitMemoryBytes: number;
  readonly restart: RestartRules;
  readonly stopGraceMs: number;
  readonly health: HealthRules | null;
  readonly networks: readonly string[];
  readonly secrets: readonly string[];
  readonly configs: readonly string[];
  readonly volumes: readonly {readonly name: string; readonly driver: string}[];
  readonly plugins: readonly string[];
  /** `tcp/8080`. */
  readonly hostPorts: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly behaviour: Behaviour;
}

/** What the swarm reads in a service's spec. */
export interface ServiceRules {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly mode: ModeRules;
  readonly template: TaskTemplate;
  readonly update: UpdateRules;
  readonly rollback: UpdateRules;
  readonly ports: readonly PortRules[];
  readonly endpointMode: 'vip' | 'dnsrr';
}

export const isJob = (mode: ModeRules): boolean =>
  mode.kind === 'replicated-job' || mode.kind === 'global-job';

export const isGlobal = (mode: ModeRules): boolean => mode.kind === 'global' || mode.kind === 'global-job';
