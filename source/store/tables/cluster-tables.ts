import type {Container, Node, Service, Task} from '../../domain/model/index.ts';
import type {TableName, Tables} from '../changes.ts';
import type {UsedKind} from '../cluster-store.ts';
import {type Dirty, markSlot} from '../derive/dirty.ts';
import {type Indexes, stacksOf} from './indexes.ts';
import {createStoredTable, type StoredTable} from './stored-table.ts';

export type ClusterTables = {readonly [Name in TableName]: StoredTable<Tables[Name]>};

type Touch = (name: TableName, id: string, before: unknown) => void;

const versionOf = (value: {readonly version: number}): number => value.version;
const noVersion = (): number => 0;
const idOf = (value: {readonly id: string}): string => value.id;

/**
 * The tables, wired so that each difference brings the indexes up to date and marks the derived rows that depend on it:
 * a node's state touches its tasks and their services, a container's health its task and its service.
 */
export function createClusterTables(indexes: Indexes, dirty: Dirty, touch: Touch): ClusterTables {
  const tasks = createStoredTable<Task>({
    idOf,
    versionOf,
    onChange(id, before, after) {
      touch('tasks', id, before);
      indexes.task(id, before, after);
      markTask(dirty, id, before, after);
    },
  });
  const services = createStoredTable<Service>({
    idOf,
    versionOf,
    onChange(id, before, after) {
      touch('services', id, before);
      indexes.service(id, before, after);
      dirty.services.add(id);
      for (const stack of stacksOf(before, after)) dirty.stacks.add(stack);
      if (slotsSee(before) !== slotsSee(after)) dirty.allSlots.add(id);
      if (tasksSee(before) !== tasksSee(after)) addAll(dirty.tasks, indexes.tasksByService.of(id));
    },
  });
  const markTasksOfNode = (id: string) => {
    for (const taskId of indexes.tasksByNode.of(id)) {
      dirty.tasks.add(taskId);
      const task = tasks.get(taskId);
      if (task !== undefined) markSlot(dirty, task);
    }
  };
  const nodes = createStoredTable<Node>({
    idOf,
    versionOf,
    onChange(id, before, after) {
      touch('nodes', id, before);
      indexes.node(id, before, after);
      dirty.swarm = true;
      for (const hostname of [before?.hostname, after?.hostname]) {
        if (hostname !== undefined) addAll(dirty.nodes, indexes.nodesByHostname.of(hostname));
      }
      dirty.nodes.add(id);
      if (servicesSee(before) !== servicesSee(after)) markTasksOfNode(id);
    },
  });
  const containers = createStoredTable<Container>({
    idOf,
    versionOf: noVersion,
    onChange(id, before, after) {
      touch('containers', id, before);
      indexes.container(id, before, after);
      if (before?.health === after?.health && before?.taskId === after?.taskId) return;
      for (const taskId of [before?.taskId, after?.taskId]) {
        if (taskId === null || taskId === undefined) continue;
        dirty.tasks.add(taskId);
        const task = tasks.get(taskId);
        if (task !== undefined) markSlot(dirty, task);
      }
    },
  });
  const stacked = <Name extends 'networks' | 'secrets' | 'configs' | 'volumes'>(
    name: Name,
    kind: UsedKind,
    rules: {idOf: (value: Tables[Name]) => string; versionOf: (value: Tables[Name]) => number},
  ) =>
    createStoredTable<Tables[Name]>({
      ...rules,
      onChange(id, before, after) {
        touch(name, id, before);
        indexes.byStack[kind].move(id, before?.stack, after?.stack);
        for (const stack of stacksOf(before, after)) dirty.stacks.add(stack);
      },
    });
  return {
    nodes,
    services,
    tasks,
    containers,
    networks: stacked('networks', 'network', {idOf, versionOf: noVersion}),
    secrets: stacked('secrets', 'secret', {idOf, versionOf}),
    configs: stacked('configs', 'config', {idOf, versionOf}),
    volumes: stacked('volumes', 'volume', {idOf: volume => volume.name, versionOf: noVersion}),
  };
}

function markTask(dirty: Dirty, id: string, before: Task | undefined, after: Task | undefined): void {
  dirty.tasks.add(id);
  for (const task of [before, after]) {
    if (task === undefined) continue;
    markSlot(dirty, task);
    if (task.nodeId !== null) dirty.nodes.add(task.nodeId);
  }
}

/** What a slot is judged by. */
const slotsSee = (service: Service | undefined): string =>
  service === undefined ? '' : `${service.specKey} ${service.mode.kind} ${service.jobIteration}`;

/** What a task's row takes from its service. */
const tasksSee = (service: Service | undefined): string =>
  service === undefined
    ? ''
    : `${service.name} ${service.specKey} ${service.mode.kind} ${service.jobIteration}`;

/** What tasks and services take from a node. */
const servicesSee = (node: Node | undefined): string =>
  node === undefined ? '' : `${node.hostname} ${node.state} ${node.availability}`;

function addAll(set: Set<string>, ids: Iterable<string>): void {
  for (const id of ids) set.add(id);
}
