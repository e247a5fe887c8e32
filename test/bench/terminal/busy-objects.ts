/** So many of the services change in turn: enough that none changes twice between two lists. */
export const busyServices = 150;

/** As engines make them: 25 letters and digits. */
export const id = (kind: string, index: number): string => `${kind}${index.toString(36).padStart(24, '0')}`;

const since = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const stamps = (version: number) => ({
  Version: {Index: version},
  CreatedAt: since(0),
  UpdatedAt: since(version),
});

const image = (index: number) =>
  `registry.example/shop/web:1.${index % 7}@sha256:${'0123456789abcdef'.repeat(4)}`;
const labels = Object.fromEntries(
  Array.from({length: 12}, (_, index) => [`com.example.label-${index}`, `value ${index}, as long as most`]),
);

/** What a service wants of its tasks, and each task has: otherwise all of them were outdated. */
const template = (service: number) => ({
  ContainerSpec: {
    Image: image(service),
    Labels: labels,
    Env: ['NODE_ENV=production', 'PORT=8080'],
    Init: false,
  },
  Resources: {Limits: {NanoCPUs: 5e8, MemoryBytes: 2 ** 28}, Reservations: {}},
  Placement: {Platforms: [{Architecture: 'amd64', OS: 'linux'}]},
  Networks: [{Target: id('n', 1), Aliases: ['web']}],
  ForceUpdate: 0,
});

export const engineInfo = (nodes: number): object => ({
  Name: 'node-000',
  ServerVersion: '28.5.2',
  OperatingSystem: 'Debian GNU/Linux 12',
  OSType: 'linux',
  Architecture: 'x86_64',
  NCPU: 8,
  MemTotal: 2 ** 34,
  Swarm: {
    NodeID: id('m', 0),
    NodeAddr: '192.0.2.10',
    LocalNodeState: 'active',
    ControlAvailable: true,
    Error: '',
    RemoteManagers: [{NodeID: id('m', 0), Addr: '192.0.2.10:2377'}],
    Nodes: nodes,
    Managers: 1,
    Cluster: {ID: id('c', 0), ...stamps(1), Spec: {Name: 'default', Labels: {}}},
  },
});

export const nodeJson = (index: number, version: number): object => ({
  ID: id('m', index),
  ...stamps(version),
  Spec: {Labels: {}, Role: index === 0 ? 'manager' : 'worker', Availability: 'active'},
  Description: {
    Hostname: `node-${String(index).padStart(3, '0')}`,
    Platform: {Architecture: 'x86_64', OS: 'linux'},
    Resources: {NanoCPUs: 8e9, MemoryBytes: 2 ** 34},
    Engine: {EngineVersion: '28.5.2'},
  },
  Status: {State: 'ready', Addr: `192.0.2.${10 + (index % 200)}`},
  ...(index === 0 && {ManagerStatus: {Leader: true, Reachability: 'reachable', Addr: '192.0.2.10:2377'}}),
});

/** Its count of running tasks goes up and down with the version. */
export const serviceJson = (index: number, version: number): object => ({
  ID: id('s', index),
  ...stamps(version),
  Spec: {
    Name: `shop_web-${String(index).padStart(4, '0')}`,
    Labels: {'com.docker.stack.namespace': 'shop'},
    TaskTemplate: template(index),
    Mode: {Replicated: {Replicas: 10}},
    EndpointSpec: {Mode: 'vip'},
  },
  Endpoint: {Spec: {}},
  ServiceStatus: {RunningTasks: 10 - (version % 3 === 0 ? 1 : 0), DesiredTasks: 10, CompletedTasks: 0},
});

/** About 2 KB, as tasks with a network and a port have. Its state changes with the version. */
export const taskJson = (index: number, version: number): object => ({
  ID: id('t', index),
  ...stamps(version),
  Labels: {},
  Spec: template(Math.floor(index / 10)),
  ServiceID: id('s', Math.floor(index / 10)),
  Slot: (index % 10) + 1,
  NodeID: id('m', index % 5),
  Status: {
    Timestamp: since(version),
    State: version % 3 === 0 ? 'starting' : 'running',
    Message: 'started',
    ContainerStatus: {ContainerID: index.toString(16).padStart(64, '0'), PID: 1000 + index, ExitCode: 0},
    PortStatus: {},
  },
  DesiredState: 'running',
  NetworksAttachments: [
    {
      Network: {ID: id('n', 1), Spec: {Name: 'front', Labels: {}}},
      Addresses: [`10.0.${index >> 8}.${index & 255}/24`],
    },
  ],
});
