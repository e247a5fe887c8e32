import type {EngineEvent, Node, Service, Task} from '../../source/domain/model/index.ts';
import {aCluster, type ClusterBuilder} from './cluster.ts';
import {
  configId,
  containerId,
  networkId,
  nodeId,
  secretId,
  serviceId,
  stackName,
  taskId,
  volumeName,
} from './ids.ts';
import {
  aConfig,
  aContainer,
  aFailedTask,
  aManager,
  aNetwork,
  aNode,
  anEvent,
  anUpdate,
  aPendingTask,
  aSecret,
  aTask,
  aVolume,
  minuteMs,
  nowMs,
} from './objects.ts';

const hourMs = 60 * minuteMs;
const inStack = (name: string) => ({stack: stackName(name), labels: {'com.docker.stack.namespace': name}});

const nodes: readonly Node[] = [
  aManager({id: nodeId('m1'), hostname: 'manager-1', address: '10.0.0.1'}, {leader: true}),
  aManager({id: nodeId('m2'), hostname: 'manager-2', address: '10.0.0.2', availability: 'drain'}),
  aManager(
    {
      id: nodeId('m3'),
      hostname: 'manager-3',
      address: '10.0.0.3',
      state: 'unknown',
      message: 'node is not yet known',
    },
    {reachability: 'unreachable'},
  ),
  aNode({id: nodeId('w1'), hostname: 'worker-1', address: '10.0.0.11', labels: {disk: 'ssd', zone: 'a'}}),
  aNode({
    id: nodeId('w2'),
    hostname: 'worker-2',
    address: '10.0.0.12',
    state: 'down',
    message: 'heartbeat failure',
  }),
  aNode({
    id: nodeId('w3'),
    hostname: 'ip-172-31-255-254.eu-central-1.compute.internal.example.org',
    address: '172.31.255.254',
    engineVersion: '20.10.24',
    architecture: 'aarch64',
    nanoCpus: 64e9,
    memoryBytes: 256 * 1024 ** 3,
  }),
  aNode({id: nodeId('w4'), hostname: '北京-节点-四', address: '10.0.0.14', availability: 'pause'}),
];

/** A service whose tasks run on the given nodes, one each. */
const running = (name: string, on: readonly string[]): readonly Task[] =>
  on.map((node, index) =>
    aTask({
      id: taskId(`${name}${index + 1}`),
      serviceId: serviceId(name),
      slot: index + 1,
      nodeId: nodeId(node),
      stateSinceMs: nowMs - 3 * hourMs,
    }),
  );

const service = (id: string, name: string, replicas: number, part: Partial<Service> = {}) => ({
  name,
  replicas,
  part: {...part, id: serviceId(id)},
});

const services = (cluster: ClusterBuilder): ClusterBuilder =>
  [
    service('web', 'shop_web', 3, {
      ...inStack('shop'),
      image: 'registry.example.org/shop/web:2.14.0',
      ports: [
        {protocol: 'tcp', target: 80, published: 80, mode: 'ingress'},
        {protocol: 'tcp', target: 443, published: 443, mode: 'ingress'},
      ],
      networks: [networkId('front')],
      configs: [configId('nginx')],
      hasHealthcheck: true,
      update: anUpdate({state: 'updating', startedAtMs: nowMs - 2 * minuteMs}),
    }),
    service('pay', 'shop_pay', 2, {
      ...inStack('shop'),
      image: 'registry.example.org/shop/pay:1.9.1',
      networks: [networkId('front'), networkId('back')],
      secrets: [secretId('key')],
      update: anUpdate({
        state: 'rollback_completed',
        message: 'rollback completed',
        startedAtMs: nowMs - 9 * minuteMs,
        completedAtMs: nowMs - 7 * minuteMs,
      }),
    }),
    service('db', 'shop_db', 1, {
      ...inStack('shop'),
      image: 'postgres:16',
      networks: [networkId('back')],
      volumes: [volumeName('shop_data')],
      constraints: ['node.labels.disk==nvme'],
    }),
    service('long', 'a-stack-with-quite-a-long-name_and-a-service-with-an-even-longer-one', 1, {
      ...inStack('a-stack-with-quite-a-long-name'),
      image: 'registry.example.org:5000/a/deep/path/to/an/image/with-a-long-name:2026.11.23-rc.1',
    }),
    service('wide', '監視_エージェント-🚀', 2, {...inStack('監視'), image: 'agent:最新'}),
    service('idle', 'idle', 0, {image: 'app:1'}),
  ].reduce((all, {name, replicas, part}) => all.withService(name, replicas, part), cluster);

const tasks: readonly Task[] = [
  ...running('web', ['m1', 'w1', 'w3']),
  ...running('pay', ['w1']),
  aFailedTask(90_000, {
    id: taskId('pay2a'),
    serviceId: serviceId('pay'),
    slot: 2,
    nodeId: nodeId('w3'),
    exitCode: 137,
    error: 'task: non-zero exit (137)',
  }),
  aFailedTask(40_000, {
    id: taskId('pay2b'),
    serviceId: serviceId('pay'),
    slot: 2,
    nodeId: nodeId('w1'),
    exitCode: 1,
    error: 'starting container failed: failed to create task for container: no such file “config.yml”',
  }),
  aTask({
    id: taskId('pay2'),
    serviceId: serviceId('pay'),
    slot: 2,
    nodeId: nodeId('w1'),
    state: 'starting',
    message: 'starting',
    stateSinceMs: nowMs - 5_000,
  }),
  aPendingTask({
    id: taskId('db1'),
    serviceId: serviceId('db'),
    error: 'no suitable node (scheduling constraints not satisfied on 6 nodes)',
  }),
  ...running('long', ['w3']),
  ...running('wide', ['w4', 'w2']),
];

const event = (agoMs: number, part: Partial<EngineEvent>): EngineEvent =>
  anEvent({timeMs: nowMs - agoMs, ...part});

/** Newest last, as a feed tells them. */
export const shopEvents: readonly EngineEvent[] = [
  event(70 * minuteMs, {
    type: 'network',
    action: 'create',
    id: 'back',
    attributes: {name: 'shop_back', type: 'overlay'},
  }),
  event(9 * minuteMs, {
    action: 'update',
    id: 'pay',
    attributes: {name: 'shop_pay', 'updatestate.new': 'rollback_started', 'updatestate.old': 'updating'},
  }),
  event(4 * minuteMs, {
    type: 'node',
    action: 'update',
    id: 'w2',
    attributes: {name: 'worker-2', 'state.new': 'down', 'state.old': 'ready'},
  }),
  event(90_000, {
    type: 'container',
    action: 'die',
    id: 'c9',
    scope: 'local',
    attributes: {name: 'shop_pay.2.pay2a', exitCode: '137', 'com.docker.swarm.service.name': 'shop_pay'},
  }),
  event(20_000, {action: 'create', id: 'wide', attributes: {name: '監視_エージェント-🚀'}}),
];

/** A swarm in which much is wrong and much is well, with names that are long, wide and foreign. */
export const aTroubledShop = (): ClusterBuilder => {
  const withNodes = nodes.reduce((cluster, node) => cluster.withNode(node), aCluster());
  return services(withNodes).with({
    tasks,
    networks: [
      aNetwork({id: networkId('ingress'), name: 'ingress', ingress: true}),
      aNetwork({id: networkId('front'), name: 'shop_front', ...inStack('shop'), attachable: true}),
      aNetwork({
        id: networkId('back'),
        name: 'shop_back',
        ...inStack('shop'),
        internal: true,
        encrypted: true,
      }),
      aNetwork({
        id: networkId('bridge'),
        name: 'bridge',
        driver: 'bridge',
        scope: 'local',
        subnets: ['172.17.0.0/16'],
      }),
    ],
    secrets: [
      aSecret({id: secretId('key'), name: 'shop_payment-provider-signing-key', ...inStack('shop')}),
      aSecret({id: secretId('old'), name: 'forgotten', createdAtMs: nowMs - 400 * 24 * hourMs}),
    ],
    configs: [aConfig({id: configId('nginx'), name: 'shop_nginx.conf', ...inStack('shop'), bytes: 2048})],
    volumes: [
      aVolume({name: volumeName('shop_data'), ...inStack('shop')}),
      aVolume({
        name: volumeName('6f2a9c1be0d84fb0a2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071829'),
        driver: 'nfs',
        scope: 'global',
      }),
    ],
    containers: [
      aContainer({
        name: 'shop_web.1.web1',
        image: 'registry.example.org/shop/web:2.14.0',
        taskId: taskId('web1'),
        serviceId: serviceId('web'),
        status: 'Up 3 hours (healthy)',
        health: 'healthy',
        ports: ['80/tcp'],
      }),
      aContainer({
        id: containerId('c2'),
        name: 'shop_pay.2.pay2a',
        state: 'exited',
        status: 'Exited (137) 2 minutes ago',
        taskId: taskId('pay2a'),
        serviceId: serviceId('pay'),
      }),
      aContainer({
        id: containerId('c3'),
        name: 'node-exporter',
        image: 'prom/node-exporter:latest',
        status: 'Up 2 weeks (unhealthy)',
        health: 'unhealthy',
        taskId: null,
        serviceId: null,
        ports: ['0.0.0.0:9100->9100/tcp', '[::]:9100->9100/tcp'],
      }),
    ],
  });
};

/** What the engine answers when `shop_pay` is inspected. */
export const rawPay = {
  ID: 'pay',
  Version: {Index: 1204},
  CreatedAt: '2026-11-20T08:00:00Z',
  UpdatedAt: '2026-11-23T11:53:00Z',
  Spec: {
    Name: 'shop_pay',
    Labels: {
      'com.docker.stack.namespace': 'shop',
      'traefik.http.routers.pay.rule': 'Host(`pay.example.org`)',
    },
    TaskTemplate: {
      ContainerSpec: {
        Image: 'registry.example.org/shop/pay:1.9.1@sha256:0123456789abcdef',
        Args: ['--listen', ':8080', '--token', 'hunter2'],
        Env: ['MODE=prod', 'DB_PASSWORD=hunter2', 'GREETING=你好，世界'],
        Secrets: [{SecretName: 'shop_payment-provider-signing-key', File: {Name: 'key.pem'}}],
        Healthcheck: {Test: ['CMD-SHELL', 'wget -q -O- localhost:8080/health'], Interval: 10e9, Retries: 3},
      },
      Resources: {Limits: {NanoCPUs: 5e8, MemoryBytes: 256 * 1024 ** 2}},
      RestartPolicy: {Condition: 'any', Delay: 5e9},
      Networks: [{Target: 'front', Aliases: ['pay']}, {Target: 'back'}],
    },
    Mode: {Replicated: {Replicas: 2}},
    UpdateConfig: {
      Parallelism: 1,
      Delay: 10e9,
      Monitor: 30e9,
      FailureAction: 'rollback',
      Order: 'start-first',
    },
  },
};
