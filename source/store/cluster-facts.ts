import type {Connection} from '../domain/connection.ts';
import type {Freshness, Source} from '../domain/freshness.ts';
import {createAlarm} from '../domain/judgement/alarm.ts';
import {judgeEngine} from '../domain/judgement/judge-swarm.ts';
import type {ContainerFact} from '../domain/metrics/container-fact.ts';
import {outOfMemoryIn} from '../domain/metrics/event-facts.ts';
import type {EngineEvent, EngineInfo} from '../domain/model/index.ts';
import {dueKey, type Workshop} from './derive/derive-services.ts';
import {markSlot} from './derive/dirty.ts';
import {createEventRing} from './event-ring.ts';
import {createFreshnessBook} from './freshness-book.ts';
import {isSame} from './same.ts';
import type {TouchLog} from './touch-log.ts';

/** What the store knows beside its tables: the link, the connected engine, its events, how fresh each source is. */
export interface ClusterFacts {
  readonly connection: Connection;
  readonly engineInfo: EngineInfo | null;
  readonly events: readonly EngineEvent[];
  /** What agents told of containers, newest last. */
  readonly containerFacts: readonly ContainerFact[];
  freshness(source: Source): Freshness;
  setConnection(connection: Connection): void;
  setEngineInfo(info: EngineInfo | null): void;
  setFreshness(sources: readonly Source[], freshness: Freshness): void;
  addEvents(events: readonly EngineEvent[]): void;
  /** What agents told of containers: their tasks are judged anew. */
  addFacts(facts: readonly ContainerFact[]): void;
  /** Judges what the engine tells of itself, where that is due. */
  derive(nowMs: number): void;
  /** Forgets all but the connection. */
  clear(nowMs: number): void;
}

/** Enough for whoever reads them with each flush. */
const factLimit = 500;

export function createClusterFacts(shop: Workshop, log: TouchLog, createdMs: number): ClusterFacts {
  const ring = createEventRing<EngineEvent>();
  const told = createEventRing<ContainerFact>(factLimit);
  const book = createFreshnessBook(createdMs);
  let connection = unconnected(createdMs);
  let engineInfo: EngineInfo | null = null;

  const setEngineInfo = (info: EngineInfo | null) => {
    if (isSame(engineInfo, info)) return;
    engineInfo = info;
    log.other('engine');
    shop.dirty.engine = true;
  };
  const addFacts = (facts: readonly ContainerFact[]) => {
    for (const fact of facts) {
      if (!shop.facts.add(fact)) continue;
      told.append([fact]);
      log.other('facts');
      const task = shop.tables.tasks.get(fact.taskId);
      if (task === undefined) continue;
      shop.dirty.tasks.add(task.id);
      markSlot(shop.dirty, task);
    }
  };
  return {
    get connection() {
      return connection;
    },
    get engineInfo() {
      return engineInfo;
    },
    get events() {
      return ring.list;
    },
    get containerFacts() {
      return told.list;
    },
    freshness: source => book.get(source),
    setConnection(next) {
      if (isSame(connection, next)) return;
      connection = next;
      log.other('connection');
    },
    setEngineInfo,
    derive(nowMs) {
      if (!shop.dirty.engine) return;
      shop.dirty.engine = false;
      const alarm = createAlarm(nowMs);
      const findings = engineInfo === null ? [] : judgeEngine(engineInfo, alarm);
      shop.due.set(dueKey('engine', ''), alarm.nextMs);
      if (shop.findings.set('engine', findings)) log.other('findings');
    },
    setFreshness(sources, freshness) {
      for (const source of sources) if (book.set(source, freshness)) log.other('freshness');
    },
    addEvents(events) {
      if (events.length === 0) return;
      ring.append(events);
      log.other('events');
      addFacts(events.map(outOfMemoryIn).filter(fact => fact !== null));
    },
    addFacts,
    clear(nowMs) {
      setEngineInfo(null);
      if (ring.list.length > 0) log.other('events');
      ring.clear();
      told.clear();
      if (book.reset(nowMs)) log.other('freshness');
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
