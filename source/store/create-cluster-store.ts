import type {Freshness} from '../domain/freshness.ts';
import type {Change} from './changes.ts';
import {type ClusterFacts, createClusterFacts} from './cluster-facts.ts';
import type {ClusterStore, Touched} from './cluster-store.ts';
import {containerOfTask, type Workshop} from './derive/derive-services.ts';
import {createDerivedRows, type DerivedRows} from './derive/derived-rows.ts';
import {nothingDirty} from './derive/dirty.ts';
import {createDueTimes} from './derive/due-times.ts';
import {createFindingBook} from './derive/finding-book.ts';
import {createFactBook} from './fact-book.ts';
import {isSame} from './same.ts';
import {applyTableChange, replaceTasks} from './tables/apply-change.ts';
import {createClusterTables} from './tables/cluster-tables.ts';
import {createIndexes} from './tables/indexes.ts';
import {createTouchLog, type TouchLog, untouched} from './touch-log.ts';

/** Timers cannot wait for longer than 24 days, and a machine's clock may be wrong by more. */
const longestWaitMs = 3_600_000;

/** Makes an empty store. `onWork` is told of each derived row made and of how many objects went into it. */
export function createClusterStore(nowMs: number, onWork: Workshop['onWork'] = () => {}): ClusterStore {
  const log = createTouchLog();
  const shop = createWorkshop(log, onWork);
  const rows = createDerivedRows(shop, log);
  const facts = createClusterFacts(shop, log, nowMs);
  const listeners = new Set<(touched: Touched) => void>();
  let lastMs = nowMs;
  let version = 0;

  const flush = (now: number): Touched => {
    lastMs = now;
    shop.findings.begin(now);
    rows.markDue(now);
    rows.derive(now);
    facts.derive(now);
    const touched = log.take((name, id) => shop.tables[name].get(id));
    if (touched === null) return untouched;
    version += 1;
    for (const listener of [...listeners]) listener(touched);
    return touched;
  };
  const writing: Pick<ClusterStore, 'applyChanges' | 'tick' | 'nextTickMs' | 'onChange'> = {
    applyChanges(changes, now) {
      for (const change of changes) applyChange({shop, rows, facts}, change, now);
      return flush(now);
    },
    tick: flush,
    nextTickMs() {
      const next = shop.due.nextMs;
      return next === null ? null : Math.min(next, lastMs + longestWaitMs);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return readableStore({shop, rows, facts}, writing, () => version);
}

interface Parts {
  readonly shop: Workshop;
  readonly rows: DerivedRows;
  readonly facts: ClusterFacts;
}

function createWorkshop(log: TouchLog, onWork: Workshop['onWork']): Workshop {
  const indexes = createIndexes();
  const dirty = nothingDirty();
  return {
    tables: createClusterTables(indexes, dirty, log.table),
    indexes,
    dirty,
    due: createDueTimes(),
    findings: createFindingBook(),
    known: {tasks: false, nodes: false, tasksOf: new Set()},
    pressures: new Map(),
    facts: createFactBook(),
    abandoned: new Map(),
    slotBooks: new Map(),
    onWork,
  };
}

function applyChange({shop, rows, facts}: Parts, change: Change, nowMs: number): void {
  const learn = (source: string) => {
    if ((source !== 'tasks' && source !== 'nodes') || shop.known[source]) return;
    shop.known[source] = true;
    if (source === 'tasks') rows.markServices(id => !shop.known.tasksOf.has(id));
    // Of all nodes together no other service needs to know more than of its own.
    else rows.markServices(id => shop.tables.services.get(id)?.mode.kind === 'global');
    if (source === 'tasks') shop.known.tasksOf.clear();
  };
  switch (change.kind) {
    case 'put':
    case 'list':
    case 'remove':
      return applyTableChange(shop.tables, change);
    case 'replace':
      applyTableChange(shop.tables, change);
      return learn(change.table);
    case 'replace-tasks':
      replaceTasks(shop.tables.tasks, shop.indexes, change);
      if ('services' in change.within) learnTasksOf(shop, change.within.services);
      return;
    case 'freshness':
      facts.setFreshness(change.sources, change.freshness);
      if (wasHad(change.freshness)) change.sources.forEach(learn);
      return;
    case 'connection':
      return facts.setConnection(change.connection);
    case 'engine':
      return facts.setEngineInfo(change.info);
    case 'pressure':
      return setPressures(shop, change.nodes);
    case 'facts':
      return facts.addFacts(change.facts);
    case 'events':
      return facts.addEvents(change.events);
    case 'clear':
      for (const table of Object.values(shop.tables)) table.replace([]);
      shop.known.tasks = false;
      shop.known.nodes = false;
      shop.known.tasksOf.clear();
      shop.pressures.clear();
      shop.facts.clear();
      return facts.clear(nowMs);
  }
}

function setPressures(
  {pressures, dirty}: Workshop,
  nodes: Extract<Change, {kind: 'pressure'}>['nodes'],
): void {
  for (const {id, pressure} of nodes) {
    if (isSame(pressures.get(id) ?? null, pressure)) continue;
    dirty.nodes.add(id);
    if (pressure === null) pressures.delete(id);
    else pressures.set(id, pressure);
  }
}

/** Lets a long list be judged service by service: 20,000 of them at once would hold the screen for a tenth of a second. */
function learnTasksOf({known, dirty}: Workshop, services: readonly string[]): void {
  if (known.tasks) return;
  for (const id of services) {
    known.tasksOf.add(id);
    dirty.services.add(id);
  }
}

/** Of a source that is stale we have had a full list, of one that is lost not. */
const wasHad = (freshness: Freshness): boolean => freshness.kind === 'live' || freshness.kind === 'stale';

function readableStore(
  {shop, rows, facts}: Parts,
  writing: Pick<ClusterStore, 'applyChanges' | 'tick' | 'nextTickMs' | 'onChange'>,
  version: () => number,
): ClusterStore {
  const {tables, indexes} = shop;
  return {
    ...writing,
    get version() {
      return version();
    },
    table: name => tables[name],
    derived: name => rows.tables[name],
    taskIdsOfService: id => indexes.tasksByService.of(id),
    taskIdsOfNode: id => indexes.tasksByNode.of(id),
    serviceIdsOfStack: name => indexes.servicesByStack.of(name),
    idsOfStack: (kind, name) => indexes.byStack[kind].of(name),
    usedBy: (kind, id) => indexes.usedBy[kind].of(id),
    containerOfTask: id => containerOfTask(shop, id),
    factsOfTask: id => shop.facts.get(id),
    get totals() {
      return rows.totals;
    },
    get findings() {
      return shop.findings.list;
    },
    seenSinceMs: key => shop.findings.seenSinceMs(key),
    get quorum() {
      return rows.quorum;
    },
    get connection() {
      return facts.connection;
    },
    get engineInfo() {
      return facts.engineInfo;
    },
    freshness: source => facts.freshness(source),
    get events() {
      return facts.events;
    },
    get containerFacts() {
      return facts.containerFacts;
    },
  };
}
