import type {
  Config,
  Container,
  EngineInfo,
  Network,
  Node,
  Secret,
  Service,
  Task,
  Volume,
} from '../../source/domain/model/index.ts';
import type {Change} from '../../source/store/changes.ts';
import type {ClusterStore} from '../../source/store/cluster-store.ts';
import {createClusterStore} from '../../source/store/create-cluster-store.ts';
import {nodeId, serviceId, taskId} from './ids.ts';
import {aManager, aNode, anEngineInfo, aService, aTask, nowMs} from './objects.ts';

/** A cluster under construction; each `with…` gives a new one. Nodes are named `node-1`, `node-2`, … with ids `n1`, `n2`, …. */
export interface ClusterBuilder {
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  readonly tasks: readonly Task[];
  withManagers(count: number): ClusterBuilder;
  withWorkers(count: number): ClusterBuilder;
  withNode(node: Node): ClusterBuilder;
  /** Changes a node that is there, found by its hostname. */
  withNodeChanged(hostname: string, part: Partial<Node>): ClusterBuilder;
  /** A service whose replicas all run, spread over the nodes: ids `<name>-id` and `<name>-1`, `<name>-2`, …. */
  withService(name: string, replicas?: number, part?: Partial<Service>): ClusterBuilder;
  /** Changes a task that is there, found by its id. */
  withTaskChanged(id: string, part: Partial<Task>): ClusterBuilder;
  with(more: Partial<Objects>): ClusterBuilder;
  /** As a feed would tell it: full lists, all sources live. */
  changes(): readonly Change[];
  /** A store that was told all of it. */
  store(): ClusterStore;
}

interface Objects {
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  readonly tasks: readonly Task[];
  readonly networks: readonly Network[];
  readonly secrets: readonly Secret[];
  readonly configs: readonly Config[];
  readonly volumes: readonly Volume[];
  readonly containers: readonly Container[];
  readonly info: EngineInfo;
}

const empty: Objects = {
  nodes: [],
  services: [],
  tasks: [],
  networks: [],
  secrets: [],
  configs: [],
  volumes: [],
  containers: [],
  info: anEngineInfo(),
};

export const aCluster = (): ClusterBuilder => build(empty);

function build(objects: Objects): ClusterBuilder {
  const and = (part: Partial<Objects>) => build({...objects, ...part});
  const withNodes = (count: number, make: (part: Partial<Node>, index: number) => Node) => {
    const first = objects.nodes.length + 1;
    const added = Array.from({length: count}, (_, index) => {
      const number = first + index;
      const names = {id: nodeId(`n${number}`), hostname: `node-${number}`, address: `10.0.0.${number}`};
      return make(names, index);
    });
    return and({nodes: [...objects.nodes, ...added]});
  };
  return {
    nodes: objects.nodes,
    services: objects.services,
    tasks: objects.tasks,
    withManagers: count =>
      withNodes(count, (part, index) =>
        aManager(part, {
          leader: index === 0 && !objects.nodes.some(node => node.manager?.leader),
          address: `${part.address}:2377`,
        }),
      ),
    withWorkers: count => withNodes(count, part => aNode(part)),
    withNode: node => and({nodes: [...objects.nodes, node]}),
    withNodeChanged: (hostname, part) =>
      and({nodes: objects.nodes.map(node => (node.hostname === hostname ? {...node, ...part} : node))}),
    withService(name, replicas = 1, part = {}) {
      const service = aService({
        id: serviceId(`${name}-id`),
        name,
        mode: {kind: 'replicated', replicas},
        ...part,
      });
      const tasks = Array.from({length: replicas}, (_, index) =>
        aTask({
          id: taskId(`${name}-${index + 1}`),
          serviceId: service.id,
          slot: index + 1,
          nodeId: objects.nodes[index % Math.max(1, objects.nodes.length)]?.id ?? null,
          specKey: service.specKey,
        }),
      );
      return and({services: [...objects.services, service], tasks: [...objects.tasks, ...tasks]});
    },
    withTaskChanged: (id, part) =>
      and({tasks: objects.tasks.map(task => (task.id === id ? {...task, ...part} : task))}),
    with: and,
    changes: () => changesOf(objects),
    store() {
      const store = createClusterStore(nowMs);
      store.applyChanges(changesOf(objects), nowMs);
      return store;
    },
  };
}

function changesOf(objects: Objects): readonly Change[] {
  return [
    {kind: 'engine', info: objects.info},
    {kind: 'replace', table: 'nodes', values: objects.nodes},
    {kind: 'replace', table: 'services', values: objects.services},
    {kind: 'replace', table: 'tasks', values: objects.tasks},
    {kind: 'replace', table: 'networks', values: objects.networks},
    {kind: 'replace', table: 'secrets', values: objects.secrets},
    {kind: 'replace', table: 'configs', values: objects.configs},
    {kind: 'replace', table: 'volumes', values: objects.volumes},
    {kind: 'replace', table: 'containers', values: objects.containers},
    {
      kind: 'freshness',
      sources: [
        'engine',
        'events',
        'nodes',
        'services',
        'tasks',
        'networks',
        'secrets',
        'configs',
        'volumes',
        'containers',
      ],
      freshness: {kind: 'live', asOfMs: nowMs},
    },
  ];
}
