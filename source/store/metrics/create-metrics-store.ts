import type {Metric} from '../../domain/metrics/metric.ts';
import {
  metricSources,
  type NodeUsage,
  type Sample,
  type Usage,
  usualEveryMs,
} from '../../domain/metrics/usage.ts';
import {createDifference, differ} from './adder.ts';
import {createCodePool} from './code-pool.ts';
import {createExpiry} from './expiry.ts';
import type {Current, MetricsStore, Points, Subject, TouchedMetrics} from './metrics-store.ts';
import {readPast} from './past.ts';
import {createPastKeeper, type Entry, type PastKeeper, type Pasts} from './subject.ts';
import {createWholes} from './wholes.ts';

/** All pasts together; beyond it the fine hour of each becomes shorter. */
const defaultLimitBytes = 64 * 1_024 * 1_024;
/** A figure is believed for so many intervals of its source. */
const intervals = 3;

/** An empty metrics store. */
export const createMetricsStore = (limitBytes = defaultLimitBytes): MetricsStore => {
  const pool = createCodePool(limitBytes);
  const keeper = createPastKeeper(pool);
  const tasks = new Map<string, Entry>();
  const nodes = new Map<string, Entry>();
  /** Tasks by node, to forget them with it. */
  const tasksOfNode = new Map<string, Set<Entry>>();
  const expiry = createExpiry<Entry>();
  const wholes = createWholes(keeper);
  const difference = createDifference();
  const listeners = new Set<(touched: TouchedMetrics) => void>();
  let version = 0;

  const entryOf = (sample: Sample): Entry => {
    const table = sample.kind === 'task' ? tasks : nodes;
    const known = table.get(sample.id);
    if (known !== undefined) return known;
    const isTask = sample.kind === 'task';
    const entry: Entry = {
      kind: sample.kind,
      id: sample.id,
      nodeId: isTask ? sample.nodeId : sample.id,
      serviceId: isTask ? sample.serviceId : '',
      usage: null,
      source: sample.source,
      atMs: 0,
      expiresAtMs: 0,
      isWatched: false,
      main: null,
      other: null,
      wholes: null,
    };
    table.set(sample.id, entry);
    if (isTask) {
      const siblings = tasksOfNode.get(sample.nodeId);
      if (siblings === undefined) tasksOfNode.set(sample.nodeId, new Set([entry]));
      else siblings.add(entry);
    }
    return entry;
  };

  /** Ends what is known of an entry; its past stays. */
  const end = (entry: Entry, nowMs: number, touched: Touching) => {
    if (entry.usage === null) return;
    wholes.change(entry, differ(difference, entry.usage, null), false, {nowMs, everyMs: 0});
    entry.usage = null;
    touched.add(entry);
  };
  const tell = (touching: Touching): TouchedMetrics => {
    const {touched} = touching;
    if (touched.tasks.size + touched.nodes.size > 0) {
      version += 1;
      for (const listener of listeners) listener(touched);
    }
    return touched;
  };
  const expireInto = (nowMs: number, touched: Touching) => {
    for (const entry of expiry.due(nowMs)) end(entry, nowMs, touched);
  };
  const takeOne = (sample: Sample, nowMs: number, touched: Touching) => {
    const everyMs = sample.everyMs ?? usualEveryMs[sample.source];
    const expiresAtMs = sample.atMs + everyMs * intervals;
    if (expiresAtMs <= nowMs) return;
    const entry = entryOf(sample);
    if (entry.usage !== null && !replaces(sample, entry, nowMs)) return;
    wholes.change(entry, differ(difference, entry.usage, sample.usage), true, {nowMs: sample.atMs, everyMs});
    entry.usage = sample.usage;
    entry.source = sample.source;
    entry.atMs = sample.atMs;
    keeper.put(entry, entry.kind, {atMs: sample.atMs, everyMs}, sample.usage);
    expiry.keep(entry, expiresAtMs);
    touched.add(entry);
  };
  const pastsOf = (of: Subject): Pasts | null => {
    if (of.kind === 'task') return tasks.get(of.id) ?? null;
    if (of.kind === 'node') return nodes.get(of.id) ?? null;
    return wholes.held(of);
  };

  return {
    take(samples, nowMs) {
      const touched = createTouching();
      expireInto(nowMs, touched);
      for (const sample of samples) takeOne(sample, nowMs, touched);
      return tell(touched);
    },
    expire(nowMs) {
      const touched = createTouching();
      expireInto(nowMs, touched);
      return tell(touched);
    },
    task: (id, nowMs) => current<Usage>(tasks.get(id), nowMs, usage => usage),
    node: (id, nowMs) => current<NodeUsage>(nodes.get(id), nowMs, usage => ('cpus' in usage ? usage : null)),
    sum: of => wholes.sum(of),
    sourceOf: of => wholes.held(of)?.parts.values().next().value?.source ?? null,
    points: (of, metric, window) => pointsIn(keeper, pastsOf(of), {of, metric, window}),
    forgetNode(id) {
      const touched = createTouching();
      for (const entry of [nodes.get(id), ...(tasksOfNode.get(id) ?? [])]) {
        if (entry !== undefined) end(entry, entry.atMs, touched);
      }
      return tell(touched);
    },
    endTasks(ids) {
      const touched = createTouching();
      for (const id of ids) {
        const entry = tasks.get(id);
        if (entry !== undefined) end(entry, entry.atMs, touched);
      }
      return tell(touched);
    },
    forgetTasks(ids) {
      const touched = createTouching();
      for (const id of ids) {
        const entry = tasks.get(id);
        if (entry === undefined) continue;
        end(entry, entry.atMs, touched);
        keeper.close(entry);
        tasks.delete(id);
        tasksOfNode.get(entry.nodeId)?.delete(entry);
      }
      tell(touched);
    },
    forgetGone(gone) {
      const touched = createTouching();
      for (const id of gone.services) wholes.forget({kind: 'service', id});
      for (const id of gone.nodes) {
        const entry = nodes.get(id);
        wholes.forget({kind: 'tasks-of-node', id});
        tasksOfNode.delete(id);
        if (entry === undefined) continue;
        end(entry, entry.atMs, touched);
        keeper.close(entry);
        nodes.delete(id);
      }
      tell(touched);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get version() {
      return version;
    },
    get size() {
      return {subjects: tasks.size + nodes.size, bytes: pool.usedBytes};
    },
    clear() {
      const touched = createTouching();
      for (const entry of [...tasks.values(), ...nodes.values()]) {
        end(entry, entry.atMs, touched);
        keeper.close(entry);
      }
      tasks.clear();
      nodes.clear();
      tasksOfNode.clear();
      wholes.clear();
      tell(touched);
    },
  };
};

/** A worse source is heard only when the better one has fallen silent; what is late by its own clock is not heard at all. */
const replaces = (sample: Sample, entry: Entry, nowMs: number): boolean => {
  // After the clock of this machine was set back, what came before it is of the future.
  if (entry.atMs > nowMs) return true;
  return (
    metricSources.indexOf(sample.source) <= metricSources.indexOf(entry.source) && sample.atMs >= entry.atMs
  );
};

const current = <Figures>(
  entry: Entry | undefined,
  nowMs: number,
  as: (usage: Usage | NodeUsage) => Figures | null,
): Current<Figures> | null => {
  if (entry === undefined || entry.usage === null || entry.expiresAtMs <= nowMs) return null;
  const usage = as(entry.usage);
  return usage === null ? null : {usage, source: entry.source, atMs: entry.atMs};
};

const pointsIn = (
  keeper: PastKeeper,
  pasts: Pasts | null,
  {
    of,
    metric,
    window,
  }: {
    readonly of: Subject;
    readonly metric: Metric;
    readonly window: {readonly nowMs: number; readonly forMs: number};
  },
): Points => {
  const [times, values, peaks]: [number[], number[], number[]] = [[], [], []];
  const kept = pasts === null ? null : keeper.find(pasts, of.kind, metric);
  if (kept !== null)
    readPast(kept.past, kept.index, window, (atMs, mean, peak) => {
      times.push(atMs);
      values.push(mean);
      peaks.push(peak);
    });
  return {
    timesMs: Float64Array.from(times),
    values: Float64Array.from(values),
    peaks: Float64Array.from(peaks),
  };
};

/** Gathers what one intake touches. */
interface Touching {
  readonly touched: TouchedMetrics;
  add(entry: Entry): void;
}

const createTouching = (): Touching => {
  const [tasks, nodes, services] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return {
    touched: {tasks, nodes, services},
    add(entry) {
      if (entry.kind === 'node') nodes.add(entry.id);
      else {
        tasks.add(entry.id);
        services.add(entry.serviceId);
      }
    },
  };
};
