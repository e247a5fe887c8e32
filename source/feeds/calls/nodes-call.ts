import type {Node, NodeId} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {Change} from '../../store/changes.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {type Clock, pause} from '../clock.ts';
import type {Call, CallRunner} from './call-runner.ts';
import type {Intake} from './list-calls.ts';
import {gatherTasks} from './task-list-calls.ts';

/** More nodes than this at once are cheaper to follow with one list of every task. */
const narrowLimit = 20;
/** Tasks that are not told for so long must not keep the nodes from being shown. */
const longestWaitMs = 1_000;

/** Nodes that went down, came back or changed their availability: what we know of their tasks is from before. */
const shiftedNodes = (store: ClusterStore, listed: readonly Node[]): readonly Node[] =>
  listed.filter(node => {
    const before = store.table('nodes').get(node.id);
    if (before === undefined) return false;
    return (before.state === 'down') !== (node.state === 'down') || before.availability !== node.availability;
  });

interface NodesParts {
  readonly engine: Engine;
  readonly store: ClusterStore;
  readonly intake: Intake;
  readonly runner: CallRunner;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly listAllTasks: () => Promise<void>;
  /** A service whose tasks will be replaced, or stopped. */
  readonly stir: (serviceId: string) => void;
}

/** The list of all nodes. */
export const nodesCall = (parts: NodesParts): Call => ({
  key: 'nodes',
  what: 'nodes',
  sources: ['nodes'],
  concerns: ['nodes'],
  async ask(signal) {
    const nodes = await parts.engine.listNodes({}, signal);
    if (parts.store.table('nodes').size === 0) await takeInFirst(nodes, parts.intake);
    return withTasks(parts, nodes, {kind: 'replace', table: 'nodes', values: nodes});
  },
});

/** With a node come the rows of its tasks, if those have been told before: so many rows go into one flush. */
const rowsPerFlush = 250;

/** All but the last part of the nodes of a swarm that is met for the first time. */
const takeInFirst = async (nodes: readonly Node[], {store, push, breathe}: Intake): Promise<void> => {
  let part: Node[] = [];
  let rows = 0;
  for (const node of nodes) {
    if (rows >= rowsPerFlush) {
      push([{kind: 'put', table: 'nodes', values: part}]);
      part = [];
      rows = 0;
      await breathe();
    }
    part.push(node);
    rows += 1 + store.taskIdsOfNode(node.id).size;
  }
};

/** The named nodes. Shares its lane with the full list. */
export const someNodesCall = (parts: NodesParts, take: () => readonly string[]): Call => ({
  key: 'nodes',
  what: 'named nodes',
  sources: [],
  concerns: ['nodes'],
  async ask(signal) {
    const ids = take();
    if (ids.length === 0) return [];
    const nodes = await parts.engine.listNodes(ids.length > narrowLimit ? {} : {ids}, signal);
    const found = new Set<string>(nodes.map(node => node.id));
    const gone: Change = {kind: 'remove', table: 'nodes', ids: ids.filter(id => !found.has(id))};
    return [gone, ...(await withTasks(parts, nodes, {kind: 'put', table: 'nodes', values: nodes}))];
  },
});

/**
 * Nodes together with the tasks of those that have shifted. A node that is back would otherwise make tasks count as
 * running that the swarm gave up while it was away.
 */
const withTasks = async (
  parts: NodesParts,
  nodes: readonly Node[],
  change: Change,
): Promise<readonly Change[]> => {
  const {engine, store, runner} = parts;
  const shifted = shiftedNodes(store, nodes);
  if (shifted.length === 0) return [change];
  const ids = shifted.map(node => node.id);
  const told =
    ids.length > narrowLimit ? parts.listAllTasks() : runner.run(tasksOfNodesCall(engine, ids, change));
  await Promise.race([told, pause(parts.clock, longestWaitMs, parts.signal)]);
  for (const service of servicesOn(store, ids)) parts.stir(service);
  return [change];
};

/** The tasks of some nodes, shown in one go with the nodes themselves. Shares its lane with the other task lists. */
const tasksOfNodesCall = (engine: Engine, nodes: readonly NodeId[], change: Change): Call => ({
  key: 'tasks',
  what: `tasks on ${nodes.join()}`,
  sources: [],
  concerns: ['tasks'],
  async ask(signal, progress) {
    const tasks = await gatherTasks(engine, {nodes}, signal, progress);
    return [change, {kind: 'replace-tasks', within: {nodes}, values: tasks}];
  },
});

const servicesOn = (store: ClusterStore, nodes: readonly NodeId[]): ReadonlySet<string> => {
  const services = new Set<string>();
  for (const node of nodes)
    for (const id of store.taskIdsOfNode(node)) {
      const service = store.table('tasks').get(id)?.serviceId;
      if (service !== undefined) services.add(service);
    }
  return services;
};
