import {isDiskFull} from '../../domain/judgement/rules/failure-rules.ts';
import type {Container, Node, Service, StackName, Task} from '../../domain/model/index.ts';
import {slotOf} from '../../domain/task-lifecycle.ts';
import type {UsedKind} from '../cluster-store.ts';
import {createIdIndex, type IdIndex} from './id-index.ts';

/** Tasks of a node as they count there. */
interface NodeCounts {
  readonly running: number;
  readonly wanted: number;
}

/** Who belongs to whom, kept up to date by each difference in the tables. */
export interface Indexes {
  readonly tasksByService: IdIndex;
  readonly tasksByNode: IdIndex;
  /** By `slotKey`. */
  readonly tasksBySlot: IdIndex;
  /** Tasks that found no disk space, by node. */
  readonly diskFaultsByNode: IdIndex;
  readonly servicesByStack: IdIndex;
  readonly byStack: Readonly<Record<UsedKind, IdIndex>>;
  readonly usedBy: Readonly<Record<UsedKind, IdIndex>>;
  readonly containersByTask: IdIndex;
  readonly nodesByHostname: IdIndex;
  readonly managers: ReadonlySet<string>;
  /** Nodes that are not down, by engine version. */
  readonly engineVersions: ReadonlyMap<string, number>;
  countsOfNode(id: string): NodeCounts;
  task(id: string, before: Task | undefined, after: Task | undefined): void;
  service(id: string, before: Service | undefined, after: Service | undefined): void;
  node(id: string, before: Node | undefined, after: Node | undefined): void;
  container(id: string, before: Container | undefined, after: Container | undefined): void;
}

const indexPerKind = (): Readonly<Record<UsedKind, IdIndex>> => ({
  network: createIdIndex(),
  secret: createIdIndex(),
  config: createIdIndex(),
  volume: createIdIndex(),
});

const noCounts: NodeCounts = {running: 0, wanted: 0};

export function createIndexes(): Indexes {
  const [tasksByService, tasksByNode, tasksBySlot] = [createIdIndex(), createIdIndex(), createIdIndex()];
  const [servicesByStack, containersByTask, nodesByHostname] = [
    createIdIndex(),
    createIdIndex(),
    createIdIndex(),
  ];
  const diskFaultsByNode = createIdIndex();
  const usedBy = indexPerKind();
  const managers = new Set<string>();
  const engineVersions = new Map<string, number>();
  const nodeCounts = new Map<string, NodeCounts>();

  const count = (task: Task | undefined, sign: 1 | -1) => {
    if (task === undefined || task.nodeId === null) return;
    const {running, wanted} = nodeCounts.get(task.nodeId) ?? noCounts;
    const next = {
      running: running + (task.state === 'running' ? sign : 0),
      wanted: wanted + (task.desiredState === 'running' ? sign : 0),
    };
    if (next.running === 0 && next.wanted === 0) nodeCounts.delete(task.nodeId);
    else nodeCounts.set(task.nodeId, next);
  };
  const countVersion = (node: Node | undefined, sign: 1 | -1) => {
    if (node === undefined || node.state === 'down') return;
    const next = (engineVersions.get(node.engineVersion) ?? 0) + sign;
    if (next === 0) engineVersions.delete(node.engineVersion);
    else engineVersions.set(node.engineVersion, next);
  };
  const use = (index: IdIndex, id: string, before: readonly string[], after: readonly string[]) => {
    if (before === after) return;
    for (const used of before) index.remove(used, id);
    for (const used of after) index.add(used, id);
  };

  return {
    tasksByService,
    tasksByNode,
    tasksBySlot,
    diskFaultsByNode,
    servicesByStack,
    byStack: indexPerKind(),
    usedBy,
    containersByTask,
    nodesByHostname,
    managers,
    engineVersions,
    countsOfNode: id => nodeCounts.get(id) ?? noCounts,
    task(id, before, after) {
      tasksByService.move(id, before?.serviceId, after?.serviceId);
      tasksByNode.move(id, before?.nodeId, after?.nodeId);
      tasksBySlot.move(id, slotKeyOf(before), slotKeyOf(after));
      diskFaultsByNode.move(id, diskFaultNode(before), diskFaultNode(after));
      count(before, -1);
      count(after, 1);
    },
    service(id, before, after) {
      servicesByStack.move(id, before?.stack, after?.stack);
      use(usedBy.network, id, before?.networks ?? [], after?.networks ?? []);
      use(usedBy.secret, id, before?.secrets ?? [], after?.secrets ?? []);
      use(usedBy.config, id, before?.configs ?? [], after?.configs ?? []);
      use(usedBy.volume, id, before?.volumes ?? [], after?.volumes ?? []);
    },
    node(id, before, after) {
      nodesByHostname.move(id, before?.hostname, after?.hostname);
      if (after?.manager === null || after === undefined) managers.delete(id);
      else managers.add(id);
      countVersion(before, -1);
      countVersion(after, 1);
    },
    container(id, before, after) {
      containersByTask.move(id, before?.taskId, after?.taskId);
    },
  };
}

const diskFaultNode = (task: Task | undefined): string | null =>
  task !== undefined && isDiskFull(task) ? task.nodeId : null;

/** Key of a slot of a service. */
export const slotKey = (serviceId: string, slot: string): string => `${serviceId}/${slot}`;

const slotKeyOf = (task: Task | undefined): string | undefined =>
  task === undefined ? undefined : slotKey(task.serviceId, slotOf(task));

/** Names of the stacks that a difference concerns. */
export const stacksOf = (
  before: {readonly stack: StackName | null} | undefined,
  after: {readonly stack: StackName | null} | undefined,
): readonly StackName[] => {
  const [old, now] = [before?.stack ?? null, after?.stack ?? null];
  return [old, old === now ? null : now].filter(stack => stack !== null);
};
