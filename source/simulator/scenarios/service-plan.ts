/** What a story says of a service; the rest is as a stack file would leave it. */
export interface ServicePlan {
  /** With its stack: `shop_web`. */
  readonly name: string;
  readonly image: string;
  /** Default 1; `global` for one on every node that will take it. */
  readonly replicas?: number | 'global' | {readonly completions: number};
  readonly constraints?: readonly string[];
  readonly limitMegabytes?: number;
  readonly reserve?: {readonly cpus?: number; readonly megabytes?: number};
  /** Published port and the container's own. */
  readonly ports?: readonly (readonly [published: number, target: number])[];
  readonly networks?: readonly string[];
  /** Named volumes with the folder that each is mounted on. */
  readonly volumes?: readonly (readonly [name: string, target: string])[];
  readonly secrets?: readonly string[];
  readonly configs?: readonly string[];
  readonly env?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** The path that its health check asks for; without one it has no check. */
  readonly healthPath?: string;
  readonly update?: {
    readonly parallelism: number;
    readonly monitorSeconds: number;
    readonly onFailure: 'pause' | 'rollback' | 'continue';
    readonly order?: 'start-first' | 'stop-first';
  };
  /** How the containers behave, in the words of the label `sim.behaviour`. */
  readonly behaviour?: string;
}

export interface ObjectIds {
  network(name: string): string;
  secret(name: string): string;
  config(name: string): string;
}

const secondNs = 1_000_000_000;
const megabyte = 1024 ** 2;

/** The spec as `docker stack deploy` would send it. */
export const specOf = (plan: ServicePlan, ids: ObjectIds): object => {
  const stack = plan.name.split('_')[0] ?? plan.name;
  const labels = {'com.docker.stack.namespace': stack};
  return {
    Name: plan.name,
    Labels: {'com.docker.stack.image': plan.image, ...labels, ...plan.labels},
    TaskTemplate: {
      ContainerSpec: containerOf(plan, labels, ids),
      Resources: resourcesOf(plan),
      RestartPolicy: {Condition: isJob(plan) ? 'none' : 'any', Delay: 5 * secondNs, MaxAttempts: 0},
      Placement: {...(plan.constraints && {Constraints: plan.constraints})},
      Networks: (plan.networks ?? []).map(name => ({
        Target: ids.network(name),
        Aliases: [plan.name.slice(stack.length + 1)],
      })),
    },
    Mode: modeOf(plan),
    ...(plan.update && {UpdateConfig: updateOf(plan.update), RollbackConfig: rollback}),
    EndpointSpec: {
      Mode: 'vip',
      ...(plan.ports && {
        Ports: plan.ports.map(([published, target]) => ({
          Protocol: 'tcp',
          TargetPort: target,
          PublishedPort: published,
          PublishMode: 'ingress',
        })),
      }),
    },
  };
};

const containerOf = (
  plan: ServicePlan,
  labels: Readonly<Record<string, string>>,
  ids: ObjectIds,
): object => ({
  Image: plan.image,
  Labels: {...labels, ...(plan.behaviour && {'sim.behaviour': plan.behaviour})},
  ...(plan.env && {Env: plan.env}),
  ...(plan.healthPath && {
    Healthcheck: {
      Test: ['CMD-SHELL', `wget -qO- http://localhost${plan.healthPath} || exit 1`],
      Interval: secondNs,
      Timeout: secondNs,
      Retries: 3,
    },
  }),
  ...(plan.volumes && {
    Mounts: plan.volumes.map(([name, target]) => ({
      Type: 'volume',
      Source: `${labels['com.docker.stack.namespace']}_${name}`,
      Target: target,
    })),
  }),
  ...(plan.secrets && {
    Secrets: plan.secrets.map(name => ({
      File: {Name: name, UID: '0', GID: '0', Mode: 0o444},
      SecretID: ids.secret(name),
      SecretName: name,
    })),
  }),
  ...(plan.configs && {
    Configs: plan.configs.map(name => ({
      File: {Name: `/etc/${name}`, UID: '0', GID: '0', Mode: 0o444},
      ConfigID: ids.config(name),
      ConfigName: name,
    })),
  }),
});

const resourcesOf = ({limitMegabytes, reserve}: ServicePlan): object => ({
  ...(limitMegabytes && {Limits: {MemoryBytes: limitMegabytes * megabyte}}),
  ...(reserve && {
    Reservations: {
      ...(reserve.cpus && {NanoCPUs: reserve.cpus * secondNs}),
      ...(reserve.megabytes && {MemoryBytes: reserve.megabytes * megabyte}),
    },
  }),
});

const isJob = ({replicas}: ServicePlan): boolean => typeof replicas === 'object';

const modeOf = ({replicas = 1}: ServicePlan): object => {
  if (replicas === 'global') return {Global: {}};
  if (typeof replicas === 'number') return {Replicated: {Replicas: replicas}};
  return {ReplicatedJob: {MaxConcurrent: replicas.completions, TotalCompletions: replicas.completions}};
};

const updateOf = ({
  parallelism,
  monitorSeconds,
  onFailure,
  order,
}: NonNullable<ServicePlan['update']>): object => ({
  Parallelism: parallelism,
  Monitor: monitorSeconds * secondNs,
  FailureAction: onFailure,
  MaxFailureRatio: 0,
  Order: order ?? 'start-first',
});

const rollback = {
  Parallelism: 2,
  Monitor: secondNs,
  FailureAction: 'pause',
  MaxFailureRatio: 0,
  Order: 'stop-first',
};
