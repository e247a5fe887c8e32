import type {JsonRecord} from '../../source/actions/spec/json.ts';
import type {Node, Task} from '../../source/domain/model/index.ts';
import {type ActionSwarm, anActionSwarm, type Held} from './action-swarm.ts';
import type {ClusterBuilder} from './cluster.ts';
import {nodeId, taskId} from './ids.ts';

/** A swarm in which every change is true at once: the feeds tell of nodes and tasks as they are then. */
export const anObedientSwarm = (cluster: ClusterBuilder, otherManagers = 1): ActionSwarm => {
  const actions = anActionSwarm(cluster, {}, otherManagers);
  const {store, clock} = actions;
  const put = (...changes: Parameters<typeof store.applyChanges>[0]) =>
    void store.applyChanges(changes, clock.now());
  const nodes = () => [...store.table('nodes').values()];

  const moveTasks = () => {
    const gone = (id: string | null) => nodes().find(node => node.id === id)?.availability !== 'active';
    const home = nodes().find(({availability, state}) => availability === 'active' && state === 'ready');
    for (const service of store.table('services').values()) {
      if (service.mode.kind !== 'replicated') continue;
      const live = () =>
        [...store.taskIdsOfService(service.id)]
          .flatMap(id => store.table('tasks').get(id) ?? [])
          .filter(({desiredState}) => desiredState === 'running');
      const drained = live().filter(({nodeId: at}) =>
        nodes().some(({id, availability}) => id === at && availability === 'drain'),
      );
      const surplus = live()
        .filter(task => !drained.includes(task))
        .slice(service.mode.replicas);
      put({kind: 'put', table: 'tasks', values: [...drained, ...surplus].map(stopped)});
      const [pattern] = [...store.taskIdsOfService(service.id)].flatMap(
        id => store.table('tasks').get(id) ?? [],
      );
      for (let slot = live().length; pattern && home && slot < service.mode.replicas; slot += 1) {
        const id = taskId(`${service.name}-new-${store.table('tasks').size}`);
        const at = gone(home.id) ? null : home.id;
        put({
          kind: 'put',
          table: 'tasks',
          values: [{...pattern, id, nodeId: at, ...running, slot: slot + 1}],
        });
      }
    }
  };
  const obey = (id: string, held: Held | null) => {
    if (held === null) return put({kind: 'remove', table: 'nodes', ids: [nodeId(id)]});
    const node = store.table('nodes').get(id);
    const service = store.table('services').get(id);
    if (node !== undefined) put({kind: 'put', table: 'nodes', values: elected(nodes(), nodeAs(node, held))});
    if (service !== undefined) {
      const mode = {kind: 'replicated', replicas: replicasIn(held.spec)} as const;
      put({kind: 'put', table: 'services', values: [{...service, version: held.version, mode}]});
    }
    moveTasks();
  };
  actions.onWrite(obey);
  return actions;
};

const running = {state: 'running', desiredState: 'running'} as const;
const stopped = (task: Task): Task => ({
  ...task,
  version: task.version + 1,
  state: 'shutdown',
  desiredState: 'shutdown',
});

const replicasIn = (spec: JsonRecord): number =>
  (spec['Mode'] as {Replicated: {Replicas: number}}).Replicated.Replicas;

const nodeAs = (node: Node, {spec, version}: Held): Node => ({
  ...node,
  version,
  availability: spec['Availability'] as Node['availability'],
  role: spec['Role'] as Node['role'],
  manager:
    spec['Role'] === 'manager'
      ? (node.manager ?? {leader: false, reachability: 'reachable', address: ''})
      : null,
});

/** Where the leader has gone, the first of the others leads. */
const elected = (nodes: readonly Node[], changed: Node): readonly Node[] => {
  const now = nodes.map(node => (node.id === changed.id ? changed : node));
  if (now.some(({manager}) => manager?.leader)) return [changed];
  const [first] = now.filter(({manager}) => manager?.reachability === 'reachable');
  return first?.manager == null
    ? [changed]
    : [...(first.id === changed.id ? [] : [changed]), {...first, manager: {...first.manager, leader: true}}];
};
