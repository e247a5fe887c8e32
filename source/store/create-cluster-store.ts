import type {Connection} from '../domain/connection.ts';
import type {Freshness, Source} from '../domain/freshness.ts';
import {judgeEngine} from '../domain/judge-swarm.ts';
import type {EngineInfo} from '../domain/model/index.ts';
import type {Quorum} from '../domain/summaries.ts';
import {applyTableChange, replaceTasks} from './apply-change.ts';
import type {Change} from './changes.ts';
import type {ClusterStore, Touched} from './cluster-store.ts';
import {createClusterTables} from './cluster-tables.ts';
import {containerOfTask, type Workshop} from './derive-services.ts';
import {createDerivedRows} from './derived-rows.ts';
import {nothingDirty} from './dirty.ts';
import {createDueTimes} from './due-times.ts';
import {createEventRing} from './event-ring.ts';
import {createFindingBook} from './finding-book.ts';
import {createFreshnessBook} from './freshness-book.ts';
import {createIndexes} from './indexes.ts';
import {isSame} from './same.ts';
import {createTouchLog, untouched} from './touch-log.ts';

/** Timers cannot wait for longer than 24 days, and a machine's clock may be wrong by more. */
const longestWaitMs = 3_600_000;

/** Makes an empty store. `onWork` is told of each derived row made and of how many objects went into it. */
export function createClusterStore(nowMs: number, onWork: Workshop['onWork'] = () => {}): ClusterStore {
  const log = createTouchLog();
  const dirty = nothingDirty();
  const indexes = createIndexes();
  const tables = createClusterTables(indexes, dirty, log.table);
  const shop: Workshop = {
    tables,
    indexes,
    dirty,
    due: createDueTimes(),
    findings: createFindingBook(),
    known: {tasks: false, nodes: false},
    abandoned: new Map(),
    onWork,
  };
  const rows = createDerivedRows(shop, log);
  const events = createEventRing();
  const freshness = createFreshnessBook(nowMs);
  const listeners = new Set<(touched: Touched) => void>();
  let connection: Connection = unconnected(nowMs);
  let engineInfo: EngineInfo | null = null;
  let lastMs = nowMs;
  let version = 0;

  const learn = (source: 'tasks' | 'nodes') => {
    if (shop.known[source]) return;
    shop.known[source] = true;
    rows.markAllServices();
  };
  const setEngineInfo = (info: EngineInfo | null) => {
    if (isSame(engineInfo, info)) return;
    engineInfo = info;
    log.other('engine');
    const findings = info === null ? [] : judgeEngine(info.name, info.membership);
    if (shop.findings.set('engine', findings)) log.other('findings');
  };
  const setFreshness = (sources: readonly Source[], next: Freshness) => {
    for (const source of sources) {
      if (freshness.set(source, next)) log.other('freshness');
      if ((source === 'tasks' || source === 'nodes') && (next.kind === 'live' || next.kind === 'stale'))
        learn(source);
    }
  };
  const clear = (now: number) => {
    for (const table of Object.values(tables)) table.replace([]);
    shop.known.tasks = false;
    shop.known.nodes = false;
    setEngineInfo(null);
    if (events.list.length > 0) log.other('events');
    events.clear();
    if (freshness.reset(now)) log.other('freshness');
  };
  const apply = (change: Change, now: number) => {
    switch (change.kind) {
      case 'put':
      case 'remove':
      case 'replace':
        applyTableChange(tables, change);
        if (change.kind === 'replace' && (change.table === 'tasks' || change.table === 'nodes'))
          learn(change.table);
        return;
      case 'replace-tasks':
        return replaceTasks(tables.tasks, indexes, change);
      case 'freshness':
        return setFreshness(change.sources, change.freshness);
      case 'connection':
        if (isSame(connection, change.connection)) return;
        connection = change.connection;
        log.other('connection');
        return;
      case 'engine':
        return setEngineInfo(change.info);
      case 'events':
        if (change.events.length === 0) return;
        events.append(change.events);
        log.other('events');
        return;
      case 'clear':
        return clear(now);
    }
  };
  const flush = (now: number): Touched => {
    lastMs = now;
    rows.markDue(now);
    rows.derive(now);
    const touched = log.take((name, id) => tables[name].get(id));
    if (touched === null) return untouched;
    version += 1;
    for (const listener of [...listeners]) listener(touched);
    return touched;
  };

  return {
    applyChanges(changes, now) {
      for (const change of changes) apply(change, now);
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
    get version() {
      return version;
    },
    table: name => tables[name],
    derived: name => rows.tables[name],
    taskIdsOfService: id => indexes.tasksByService.of(id),
    taskIdsOfNode: id => indexes.tasksByNode.of(id),
    serviceIdsOfStack: name => indexes.servicesByStack.of(name),
    idsOfStack: (kind, name) => indexes.byStack[kind].of(name),
    usedBy: (kind, id) => indexes.usedBy[kind].of(id),
    containerOfTask: id => containerOfTask(shop, id),
    get totals() {
      return rows.totals;
    },
    get findings() {
      return shop.findings.list;
    },
    get quorum(): Quorum | null {
      return rows.quorum;
    },
    get connection() {
      return connection;
    },
    get engineInfo() {
      return engineInfo;
    },
    freshness: source => freshness.get(source),
    get events() {
      return events.list;
    },
  };
}

const unconnected = (nowMs: number): Connection => ({
  context: '',
  host: '',
  why: '',
  phase: 'connecting',
  sinceMs: nowMs,
  membership: null,
  trouble: null,
  attempt: 0,
  nextAttemptMs: null,
  moved: null,
});
