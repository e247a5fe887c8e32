/** What a part of a spec may be. */
export type Shape =
  | ScalarShape
  | {readonly kind: 'any'}
  | {readonly kind: 'list'; readonly of: Shape}
  | {readonly kind: 'map'; readonly of: Shape}
  | {readonly kind: 'record'; readonly fields: Readonly<Record<string, Shape>>};

/** A single value. `words`: one of these. */
export type ScalarShape =
  | {readonly kind: 'text'}
  | {readonly kind: 'number'}
  | {readonly kind: 'count'}
  | {readonly kind: 'flag'}
  | {readonly kind: 'words'; readonly words: readonly string[]};

const text: Shape = {kind: 'text'};
const number: Shape = {kind: 'number'};
const count: Shape = {kind: 'count'};
const flag: Shape = {kind: 'flag'};
const any: Shape = {kind: 'any'};
const words = (...each: readonly string[]): Shape => ({kind: 'words', words: each});
const list = (of: Shape): Shape => ({kind: 'list', of});
const map = (of: Shape): Shape => ({kind: 'map', of});
const record = (fields: Readonly<Record<string, Shape>>): Shape => ({kind: 'record', fields});

const policy = record({
  Parallelism: count,
  Delay: count,
  FailureAction: words('pause', 'continue', 'rollback'),
  Monitor: count,
  MaxFailureRatio: number,
  Order: words('stop-first', 'start-first'),
});

const container = record({
  Image: text,
  Labels: map(text),
  Command: list(text),
  Args: list(text),
  Hostname: text,
  Env: list(text),
  Dir: text,
  User: text,
  Groups: list(text),
  Privileges: any,
  Init: flag,
  StopSignal: text,
  TTY: flag,
  OpenStdin: flag,
  ReadOnly: flag,
  Mounts: list(any),
  StopGracePeriod: count,
  Healthcheck: record({
    Test: list(text),
    Interval: count,
    Timeout: count,
    StartPeriod: count,
    StartInterval: count,
    Retries: count,
  }),
  Hosts: list(text),
  DNSConfig: record({Nameservers: list(text), Search: list(text), Options: list(text)}),
  Secrets: list(any),
  Configs: list(any),
  Isolation: text,
  Sysctls: map(text),
  CapabilityAdd: list(text),
  CapabilityDrop: list(text),
  Ulimits: list(record({Name: text, Soft: number, Hard: number})),
  OomScoreAdj: number,
});

const networks = list(record({Target: text, Aliases: list(text), DriverOpts: map(text)}));

const template = record({
  ContainerSpec: container,
  PluginSpec: any,
  NetworkAttachmentSpec: any,
  Resources: record({
    Limits: record({NanoCPUs: count, MemoryBytes: count, Pids: count}),
    Reservations: record({NanoCPUs: count, MemoryBytes: count, GenericResources: list(any)}),
    SwapBytes: number,
    MemorySwappiness: number,
  }),
  RestartPolicy: record({
    Condition: words('none', 'on-failure', 'any'),
    Delay: count,
    MaxAttempts: count,
    Window: count,
  }),
  Placement: record({
    Constraints: list(text),
    Preferences: list(record({Spread: record({SpreadDescriptor: text})})),
    MaxReplicas: count,
    Platforms: list(record({Architecture: text, OS: text})),
  }),
  Networks: networks,
  LogDriver: record({Name: text, Options: map(text)}),
  ForceUpdate: count,
  Runtime: text,
});

/** The spec of a service, as the engine's API has it. The engine drops fields that it does not know without a word. */
export const serviceShape: Shape = record({
  Name: text,
  Labels: map(text),
  TaskTemplate: template,
  Mode: record({
    Replicated: record({Replicas: count}),
    Global: record({}),
    ReplicatedJob: record({MaxConcurrent: count, TotalCompletions: count}),
    GlobalJob: record({}),
  }),
  UpdateConfig: policy,
  RollbackConfig: policy,
  Networks: networks,
  EndpointSpec: record({
    Mode: words('vip', 'dnsrr'),
    Ports: list(
      record({
        Name: text,
        Protocol: words('tcp', 'udp', 'sctp'),
        TargetPort: count,
        PublishedPort: count,
        PublishMode: words('ingress', 'host'),
      }),
    ),
  }),
});
