import {skewsOf} from '../../domain/health/clock-skew.ts';
import {type Latency, latencyOf} from '../../domain/health/latency.ts';
import type {Observation, SourceState} from '../../domain/health/observation.ts';
import {afterTry, type ProbeState} from '../../domain/health/probes/probe-state.ts';

/** What the tiers of health know beside the cluster store; written by feeds and integrations alone. */
export interface HealthBook {
  /** An answer of the connected engine, and how long it took. */
  answered(answer: {readonly tookMs: number; readonly dateMs: number | null}, nowMs: number): void;
  /** A node has told its own time. */
  toldTime(nodeId: string, itsMs: number, nowMs: number): void;
  observe(observations: readonly Observation[], about: ProbeAbout): void;
  /** A source that is not there any more. */
  forgetSource(id: string): void;
  /** Of probes and addresses that are not tried any more nothing is known. */
  keepProbes(isTried: (state: ProbeState) => boolean): void;
  /** Null: nothing has been asked for a while. */
  latency(nowMs: number): Latency | null;
  /** How far clocks are ahead, by node; `engineNode` is the one that the answers come from. */
  skews(nowMs: number, engineNode: string | null): ReadonlyMap<string, number>;
  readonly probes: readonly ProbeState[];
  readonly sources: readonly SourceState[];
  onChange(listener: () => void): () => void;
  /** Grows by one with every change that can be seen. */
  readonly version: number;
  /** Another swarm: forgets everything. */
  clear(): void;
}

/** Name of the service of a probe, and how many tries in a row it takes. */
type ProbeAbout = (
  serviceId: string,
  probe: string,
) => {readonly serviceName: string; readonly threshold: number} | null;

/** Enough for a median that one slow list does not move. */
const calls = 20;
/** Older answers say nothing of now. */
const oldMs = 120_000;
/** So many reports of a node are looked at for the one that came fastest; fewer may all be of a log's past. */
const reports = {most: 40, least: 20};

interface Report {
  /** How much later it came than it says. */
  readonly delayMs: number | null;
  readonly atMs: number;
}

const recentDelays = (reports: readonly Report[], nowMs: number): readonly number[] =>
  reports.flatMap(({delayMs, atMs}) => (delayMs === null || nowMs - atMs > oldMs ? [] : [delayMs]));

export function createHealthBook(): HealthBook {
  const answers: (Report & {readonly tookMs: number})[] = [];
  const clocks = new Map<string, Report[]>();
  const probes = new Map<string, ProbeState>();
  const sources = new Map<string, SourceState>();
  const listeners = new Set<() => void>();
  let version = 0;

  const changed = () => {
    version += 1;
    for (const listener of [...listeners]) listener();
  };
  const tried = (seen: Extract<Observation, {kind: 'probe'}>, about: ProbeAbout): boolean => {
    const known = about(seen.serviceId, seen.probe);
    if (known === null) return false;
    const {kind: _, ...rest} = seen;
    const key = `${seen.serviceId}/${seen.probe}/${seen.target}`;
    probes.set(key, afterTry(probes.get(key) ?? null, {...rest, ...known}));
    return true;
  };
  const told = (source: SourceState): boolean => {
    const before = sources.get(source.id);
    // Since when, not when last: only another state has another time.
    const isSame = before !== undefined && before.state === source.state;
    sources.set(source.id, isSame ? {...source, atMs: before.atMs} : source);
    return !isSame || before.reason !== source.reason;
  };

  return {
    answered({tookMs, dateMs}, nowMs) {
      // The header tells whole seconds: half of one is what it left out, and half of the way was there.
      const delayMs = dateMs === null ? null : nowMs - tookMs / 2 - (dateMs + 500);
      answers.push({tookMs, delayMs, atMs: nowMs});
      if (answers.length > calls) answers.shift();
    },
    toldTime(nodeId, itsMs, nowMs) {
      const told = clocks.get(nodeId) ?? [];
      const own = told.filter(({atMs}) => nowMs - atMs <= oldMs);
      const [last] = own.slice(-1);
      // A log that is opened again tells what was told before.
      if (last !== undefined && itsMs <= last.atMs - (last.delayMs ?? 0)) return;
      own.push({delayMs: nowMs - itsMs, atMs: nowMs});
      if (own.length > reports.most) own.shift();
      clocks.set(nodeId, own);
    },
    observe(observations, about) {
      let isNews = false;
      for (const seen of observations) {
        if (seen.kind === 'probe') isNews = tried(seen, about) || isNews;
        else if (seen.kind === 'source') isNews = told(seen) || isNews;
      }
      if (isNews) changed();
    },
    forgetSource(id) {
      if (sources.delete(id)) changed();
    },
    keepProbes(isTried) {
      const gone = [...probes].filter(([, state]) => !isTried(state));
      for (const [key] of gone) probes.delete(key);
      if (gone.length > 0) changed();
    },
    latency(nowMs) {
      const recent = answers.filter(({atMs}) => nowMs - atMs <= oldMs);
      return latencyOf(
        recent.map(({tookMs}) => tookMs),
        recent.at(-1)?.atMs ?? 0,
      );
    },
    skews(nowMs, engineNode) {
      const told: [string, number][] = [];
      for (const [id, own] of clocks) {
        const delays = recentDelays(own, nowMs);
        if (delays.length >= reports.least) told.push([id, Math.min(...delays)]);
      }
      // An agent tells it more exactly than a header.
      if (engineNode !== null && !told.some(([id]) => id === engineNode)) {
        const delays = recentDelays(answers, nowMs).toSorted((a, b) => a - b);
        const middle = delays[Math.floor(delays.length / 2)];
        if (middle !== undefined) told.push([engineNode, middle]);
      }
      return skewsOf(new Map(told));
    },
    get probes() {
      return [...probes.values()];
    },
    get sources() {
      return [...sources.values()];
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get version() {
      return version;
    },
    clear() {
      answers.length = 0;
      clocks.clear();
      probes.clear();
      sources.clear();
      changed();
    },
  };
}
