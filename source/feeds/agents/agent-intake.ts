import {isAgentService} from '../../domain/agent-service.ts';
import type {Freshness} from '../../domain/freshness.ts';
import type {AgentReport} from '../../domain/metrics/agent-report.ts';
import type {ContainerFact} from '../../domain/metrics/container-fact.ts';
import type {Sample} from '../../domain/metrics/usage.ts';
import type {LogLine, ServiceId} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ChangeQueue} from '../change-queue.ts';
import type {Clock} from '../clock.ts';
import {createBackoff} from '../link/backoff.ts';
import {followLog} from '../logs/follow-log.ts';
import {createRepeater} from '../pace/repeat.ts';
import {isOfNow, reportIn, samplesOf} from './agent-lines.ts';
import {createVoices} from './voices.ts';

/** What the agents of all nodes tell, for as long as it is listened. */
export interface AgentIntake {
  /** Lines taken, and lines that were none of an agent. */
  readonly counts: {readonly lines: number; readonly ignored: number};
  stop(): void;
}

export interface AgentIntakeParts {
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
  readonly random: () => number;
  /** The engine connected now; null while there is none. */
  readonly engine: () => Engine | null;
  readonly take: (samples: readonly Sample[]) => void;
  /** A container of this service has started, ended or changed its health. */
  readonly stir: (serviceId: string) => void;
  /** A node has told its own time. */
  readonly toldTime?: (nodeId: string, itsMs: number) => void;
}

/** Of each agent: what still matters is told again with every tenth tick, so that this reaches back to it. */
const tail = 15;
const lookMs = 1_000;
/** A stream over which nobody has spoken for so long is opened anew: its manager may have lost the others. */
const deafMs = 15_000;
/** Where some are missing it is opened anew more seldom: most often they are silent indeed. */
const partlyDeafMs = 60_000;
const undeployed: Freshness = {
  kind: 'unavailable',
  reason: 'no agent is deployed: medianest agent deploy',
};

/** Finds the agent's service, reads its log through all changes of managers, and hands on what it says. */
export const startAgentIntake = (parts: AgentIntakeParts): AgentIntake => {
  const {store, queue, clock} = parts;
  const counts = {lines: 0, ignored: 0};
  let voices = createVoices(clock.now());
  let listening: {readonly id: ServiceId; readonly ending: AbortController} | null = null;
  let openedMs = clock.elapsed();
  /** The newest line of each node: a log that is opened anew begins with lines that were had. */
  const newest = new Map<string, AgentReport>();

  const tellFacts = (facts: readonly ContainerFact[]) => {
    const news = facts.filter(fact => isNews(store, fact));
    if (news.length === 0) return;
    queue.push([{kind: 'facts', facts: news}]);
    for (const id of new Set(news.map(({serviceId}) => serviceId))) parts.stir(id);
  };
  const takeReport = (report: AgentReport, samples: Sample[]) => {
    const nowMs = clock.now();
    tellFacts(report.facts);
    const last = newest.get(report.nodeId);
    if (last !== undefined && !isAfter(report, last)) return;
    newest.set(report.nodeId, report);
    parts.toldTime?.(report.nodeId, report.atMs);
    if (!isOfNow(report, nowMs)) return;
    voices.heard(report, nowMs);
    for (const sample of samplesOf(report, nowMs)) samples.push(sample);
  };
  const onLines = (lines: readonly LogLine[]) => {
    const samples: Sample[] = [];
    for (const line of lines) {
      const report = reportIn(line);
      counts.lines += 1;
      if (report === null) counts.ignored += 1;
      else takeReport(report, samples);
    }
    if (samples.length > 0) parts.take(samples);
    tellFreshness();
  };

  const tellFreshness = () => {
    const known = store.freshness('services').kind;
    const freshness: Freshness | null =
      listening === null
        ? known === 'live'
          ? undeployed
          : null
        : voices.freshness(store.table('nodes').values(), clock.now());
    if (freshness === null || isSameWords(store.freshness('agents'), freshness)) return;
    queue.push([{kind: 'freshness', sources: ['agents'], freshness}]);
  };
  const leave = () => {
    listening?.ending.abort();
    listening = null;
    newest.clear();
    voices = createVoices(clock.now());
  };
  const listen = (id: ServiceId) => {
    const ending = new AbortController();
    listening = {id, ending};
    openedMs = clock.elapsed();
    void followLog({
      ...parts,
      subject: {kind: 'service', id},
      range: {tail, follow: true},
      backoff: createBackoff({firstMs: 250, capMs: 5_000, jitter: 0.3}, parts.random),
      signal: ending.signal,
      onLines,
      onBroken: tellFreshness,
      isOver: () => false,
    });
  };
  const findService = () => {
    const found = [...store.table('services').values()].find(isAgentService)?.id ?? null;
    if (found !== (listening?.id ?? null)) {
      leave();
      if (found !== null) listen(found);
    }
    if (listening === null) tellFreshness();
  };
  const missesSome = () => {
    const freshness = store.freshness('agents');
    return freshness.kind === 'stale' && clock.now() - freshness.sinceMs >= deafMs;
  };
  const look = () => {
    tellFreshness();
    const spokenMs = voices.lastMs === null ? Number.POSITIVE_INFINITY : clock.now() - voices.lastMs;
    const openMs = clock.elapsed() - openedMs;
    const isDeaf = openMs >= deafMs && spokenMs >= deafMs;
    if (listening === null || !(isDeaf || (openMs >= partlyDeafMs && missesSome()))) return;
    const {id, ending} = listening;
    ending.abort();
    listen(id);
  };

  const stopFollowing = store.onChange(({tables, other}) => {
    if (tables.services !== undefined) findService();
    else if (other.has('freshness') && listening === null) tellFreshness();
  });
  const repeater = createRepeater(clock, () => lookMs, look);
  repeater.rearm();
  findService();
  return {
    counts,
    stop() {
      stopFollowing();
      repeater.stop();
      leave();
    },
  };
};

/** An agent that was started anew counts its lines from 0, at a later time. */
const isAfter = (report: AgentReport, last: AgentReport): boolean =>
  report.atMs > last.atMs || (report.atMs === last.atMs && report.sequence > last.sequence);

/** Whether the store does not know it yet; facts are told again and again while they matter. */
const isNews = (store: ClusterStore, {taskId, atMs, what}: ContainerFact): boolean => {
  const known = store.factsOfTask(taskId);
  if (known === undefined) return true;
  const knownMs = {
    started: known.startedAtMs,
    oom: known.oomAtMs,
    health: known.health?.atMs ?? null,
    died: known.death?.atMs ?? null,
  }[what.kind];
  return knownMs === null || atMs > knownMs;
};

/** Being confirmed once more is no news. */
const isSameWords = (before: Freshness, after: Freshness): boolean =>
  before.kind === after.kind &&
  ('reason' in before ? before.reason : '') === ('reason' in after ? after.reason : '');
