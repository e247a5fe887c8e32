import {createAlarm} from '../../domain/judgement/alarm.ts';
import {judgeService} from '../../domain/judgement/judge-service.ts';
import type {NodePressure} from '../../domain/judgement/rules/node-rules.ts';
import {isSettledSlot} from '../../domain/judgement/settled-slots.ts';
import {wasOutOfMemory} from '../../domain/metrics/task-facts.ts';
import type {Container, Service, Task} from '../../domain/model/index.ts';
import type {ServiceSummary} from '../../domain/summaries.ts';
import {slotOf} from '../../domain/task-lifecycle.ts';
import type {FactBook} from '../fact-book.ts';
import type {ClusterTables} from '../tables/cluster-tables.ts';
import {type Indexes, slotKey} from '../tables/indexes.ts';
import type {DerivedTable} from './derived-table.ts';
import type {Dirty} from './dirty.ts';
import type {DueTimes} from './due-times.ts';
import type {FindingBook} from './finding-book.ts';
import {createSlotBook, type SlotBook} from './slot-book.ts';

/** What every derivation of rows works with. */
export interface Workshop {
  readonly tables: ClusterTables;
  readonly indexes: Indexes;
  readonly dirty: Dirty;
  readonly due: DueTimes;
  readonly findings: FindingBook;
  /** Which full lists we have: nothing is said to be missing before. */
  readonly known: {
    tasks: boolean;
    nodes: boolean;
    /** Services all of whose tasks we have, while not all are known. */
    readonly tasksOf: Set<string>;
  };
  /** How full nodes are, where that was measured. */
  readonly pressures: Map<string, NodePressure>;
  /** What agents told of containers. */
  readonly facts: FactBook;
  /** Failed tasks whose slots are left empty, by service. */
  readonly abandoned: Map<string, ReadonlySet<string>>;
  /** Which slots are settled, by service. */
  readonly slotBooks: Map<string, SlotBook>;
  /** Told of each row made anew and of how many objects went into it, so that tests can count the work. */
  readonly onWork: (kind: string, inputs: number) => void;
}

/** Keys of things that are due. */
export const dueKey = (kind: 'service' | 'task' | 'node' | 'engine', id: string): string => `${kind}:${id}`;

/** The container of a task; the newest, should there be several. */
export function containerOfTask({tables, indexes}: Workshop, taskId: string): Container | undefined {
  let newest: Container | undefined;
  for (const id of indexes.containersByTask.of(taskId)) {
    const container = tables.containers.get(id);
    if (container === undefined) continue;
    if (newest === undefined || isNewer(container, newest)) newest = container;
  }
  return newest;
}

/** Of its container where the connected engine runs it, else as its node's agent told; undefined where nobody did. */
export const healthOfTask = (shop: Workshop, taskId: string): Pick<Container, 'health'> | undefined =>
  containerOfTask(shop, taskId) ?? shop.facts.get(taskId)?.health ?? undefined;

const isNewer = (a: Container, b: Container): boolean =>
  a.createdAtMs > b.createdAtMs || (a.createdAtMs === b.createdAtMs && a.id > b.id);

/** Makes the row of one service anew, its findings, and the marks on its abandoned tasks. */
export function deriveService(
  shop: Workshop,
  rows: DerivedTable<ServiceSummary>,
  id: string,
  nowMs: number,
): boolean {
  const {tables, indexes, known} = shop;
  const service = tables.services.get(id);
  if (service === undefined) {
    rows.set(id, undefined);
    shop.due.set(dueKey('service', id), null);
    markAbandoned(shop, id, []);
    shop.slotBooks.delete(id);
    shop.dirty.slots.delete(id);
    shop.dirty.allSlots.delete(id);
    return shop.findings.set(dueKey('service', id), []);
  }
  const alarm = createAlarm(nowMs);
  const book = bringUpToDate(shop, service);
  const tasks = [...book.open].flatMap(slot => tasksOfSlot(shop, id, slot));
  shop.onWork('service', tasks.length);
  const judgement = judgeService({
    service,
    tasks: tasks.sort(byId),
    settled: book,
    taskById: taskId => tables.tasks.get(taskId),
    lastChangeMs: () => lastChangeMs(tasksOf(shop, indexes.tasksByService.of(id))),
    nodeById: nodeId => tables.nodes.get(nodeId),
    containerByTask: taskId => healthOfTask(shop, taskId),
    wasOutOfMemory: taskId => wasOutOfMemory(shop.facts.get(taskId)),
    factsOf: shop.facts.get,
    tasksKnown: known.tasks || known.tasksOf.has(id),
    nodesKnown: known.nodes,
    alarm,
  });
  rows.set(id, judgement.summary);
  shop.due.set(dueKey('service', id), alarm.nextMs);
  markAbandoned(shop, id, judgement.abandoned);
  return shop.findings.set(dueKey('service', id), judgement.findings);
}

/** Looks again at the slots in which something changed; at all of them where the service itself did. */
function bringUpToDate(shop: Workshop, service: Service): SlotBook {
  const {dirty, slotBooks, tables, indexes} = shop;
  const {id} = service;
  const before = slotBooks.get(id);
  const book = before ?? createSlotBook();
  slotBooks.set(id, book);
  const isWhole = before === undefined || dirty.allSlots.has(id);
  const slots = isWhole
    ? new Set([...book.known, ...tasksOf(shop, indexes.tasksByService.of(id)).map(slotOf)])
    : (dirty.slots.get(id) ?? []);
  dirty.allSlots.delete(id);
  dirty.slots.delete(id);
  for (const slot of slots) {
    const tasks = tasksOfSlot(shop, id, slot);
    shop.onWork('slots', tasks.length);
    const isSettled = isSettledSlot(
      service,
      tasks,
      nodeId => tables.nodes.get(nodeId),
      taskId => healthOfTask(shop, taskId),
    );
    book.set(slot, tasks, isSettled);
  }
  return book;
}

const tasksOf = ({tables}: Workshop, ids: Iterable<string>): readonly Task[] =>
  [...ids].map(id => tables.tasks.get(id)).filter(task => task !== undefined);

const tasksOfSlot = (shop: Workshop, serviceId: string, slot: string): readonly Task[] =>
  tasksOf(shop, shop.indexes.tasksBySlot.of(slotKey(serviceId, slot)));

const lastChangeMs = (tasks: readonly Task[]): number =>
  tasks.reduce((latest, task) => Math.max(latest, task.updatedAtMs), 0);

/** In the order of their ids, so that what is told of the first of several does not depend on which came first. */
const byId = (a: Task, b: Task): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function markAbandoned({abandoned, dirty}: Workshop, serviceId: string, tasks: readonly Task[]): void {
  const before = abandoned.get(serviceId);
  if (before === undefined && tasks.length === 0) return;
  const after = new Set<string>(tasks.map(task => task.id));
  for (const id of before?.symmetricDifference(after) ?? after) dirty.tasks.add(id);
  if (after.size === 0) abandoned.delete(serviceId);
  else abandoned.set(serviceId, after);
}
