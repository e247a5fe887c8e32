/** What a test says of a service; everything else is the engine's default. */
export interface ServiceOptions {
  readonly image: string;
  readonly name: string;
  /** Default 1; `global` for one task per node; `completions` makes a job that ends after so many. */
  readonly replicas?: number | 'global' | {readonly completions: number};
  readonly env?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly constraints?: readonly string[];
  /** Megabytes. */
  readonly memoryLimit?: number;
  /** Processors that it may take. */
  readonly cpuLimit?: number;
  /** Processors to reserve; more than a node has leaves tasks pending. */
  readonly cpuReservation?: number;
  /** Seconds; how long an update watches a new task, and what it does when that fails. */
  readonly update?: {
    readonly monitorSeconds: number;
    readonly onFailure: 'pause' | 'continue' | 'rollback';
    readonly order?: 'start-first' | 'stop-first';
    readonly parallelism?: number;
    readonly delaySeconds?: number;
  };
}

const second = 1_000_000_000;

/** The body of `POST /services/create`. Names resolve by DNS round robin: virtual IPs need a kernel with IPVS. */
export function serviceSpec(options: ServiceOptions): object {
  const update = options.update && {
    Parallelism: options.update.parallelism ?? 1,
    Delay: (options.update.delaySeconds ?? 0) * second,
    Monitor: options.update.monitorSeconds * second,
    FailureAction: options.update.onFailure,
    MaxFailureRatio: 0,
    Order: options.update.order ?? 'stop-first',
  };
  return {
    Name: options.name,
    Labels: options.labels ?? {},
    TaskTemplate: {
      ContainerSpec: {Image: options.image, Env: options.env ?? []},
      // An engine restarts a job's task whatever its exit code, unless it is told not to.
      ...(typeof options.replicas === 'object' && {RestartPolicy: {Condition: 'none'}}),
      ...(options.constraints && {Placement: {Constraints: options.constraints}}),
      Resources: {
        ...((options.memoryLimit || options.cpuLimit) && {
          Limits: {
            ...(options.memoryLimit && {MemoryBytes: options.memoryLimit * 1024 * 1024}),
            ...(options.cpuLimit && {NanoCPUs: options.cpuLimit * second}),
          },
        }),
        ...(options.cpuReservation && {Reservations: {NanoCPUs: options.cpuReservation * second}}),
      },
    },
    Mode: modeOf(options.replicas ?? 1),
    EndpointSpec: {Mode: 'dnsrr'},
    ...(update && {UpdateConfig: update, RollbackConfig: {...update, FailureAction: 'pause'}}),
  };
}

function modeOf(replicas: NonNullable<ServiceOptions['replicas']>): object {
  if (replicas === 'global') return {Global: {}};
  if (typeof replicas === 'number') return {Replicated: {Replicas: replicas}};
  return {ReplicatedJob: {MaxConcurrent: replicas.completions, TotalCompletions: replicas.completions}};
}
