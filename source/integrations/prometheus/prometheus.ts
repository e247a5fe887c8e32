import type {Observation} from '../../domain/health/observation.ts';
import type {History} from '../../domain/metrics/history.ts';
import type {ClusterView, Integration, Timer} from '../integration.ts';
import {pauseFor} from '../pause.ts';
import {createClient, type PrometheusClient} from './client.ts';
import {findPrometheus} from './find-prometheus.ts';
import {nameQuery, nodeQueries, rangeQuery, taskQueries} from './queries.ts';
import {type Answers, nodeSamples, nodesByInstance, taskSamples} from './samples.ts';

/** Exporters are usually read so often. */
const everyMs = 15_000;

/** A Prometheus that knows what containers and nodes use: as a source of figures now, and of their past. */
export const createPrometheus = (parts: {
  readonly timer: Timer;
  /** An address that a person has set; empty: looked for in the swarm. */
  readonly url: string;
  readonly everyMs?: number;
}): Integration & {readonly history: (cluster: ClusterView) => History | null} => {
  let instances: ReadonlyMap<string, string> = new Map();
  const find = (cluster: ClusterView) => (parts.url === '' ? findPrometheus(cluster) : parts.url);
  return {
    id: 'prometheus',
    name: 'Prometheus',
    detect: cluster => withoutSecret(find(cluster)),
    async *observe(cluster, signal) {
      while (!signal.aborted) {
        const url = find(cluster);
        if (url === null) return;
        const client = createClient(url);
        const found = await readAll(client, cluster, signal, parts.timer);
        instances = found.instances;
        yield* found.observations;
        await pauseFor(parts.timer, parts.everyMs ?? everyMs, signal);
      }
    },
    history(cluster) {
      const url = find(cluster);
      return url === null ? null : historyOf(createClient(url), id => instanceOf(instances, id));
    },
  };
};

/** One reading of everything; throws where Prometheus does not answer. */
async function readAll(
  client: PrometheusClient,
  cluster: ClusterView,
  signal: AbortSignal,
  {now}: Timer,
): Promise<{
  readonly observations: readonly Observation[];
  readonly instances: ReadonlyMap<string, string>;
}> {
  const tasks = await answersTo(client, taskQueries(), signal);
  const nodes = await answersTo(client, nodeQueries(), signal);
  const instances = nodesByInstance(await client.instant(nameQuery, signal), cluster);
  const nowMs = now();
  const samples = [...taskSamples(tasks, cluster, nowMs), ...nodeSamples(nodes, instances, nowMs)];
  const reason = samples.length > 0 ? '' : 'it knows nothing of the tasks and nodes of this swarm';
  return {
    instances,
    observations: [
      {kind: 'samples', samples},
      {
        ...{kind: 'source', id: 'prometheus', name: `Prometheus at ${client.url}`, reason, atMs: nowMs},
        state: samples.length > 0 ? 'healthy' : 'degraded',
      },
    ],
  };
}

/** One after another: a Prometheus has other work, too. */
async function answersTo(
  client: PrometheusClient,
  queries: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answers> {
  const answers: Record<string, Awaited<ReturnType<PrometheusClient['instant']>>> = {};
  for (const [name, query] of Object.entries(queries)) answers[name] = await client.instant(query, signal);
  return answers;
}

const instanceOf = (instances: ReadonlyMap<string, string>, nodeId: string): string | null =>
  [...instances].find(([, id]) => id === nodeId)?.[0] ?? null;

const historyOf = (client: PrometheusClient, instance: (nodeId: string) => string | null): History => ({
  name: `Prometheus at ${client.url}`,
  async range(of, metric, {fromMs, toMs, stepMs}, signal) {
    const count = Math.max(0, Math.floor((toMs - fromMs) / stepMs) + 1);
    const timesMs = Float64Array.from({length: count}, (_, index) => fromMs + index * stepMs);
    const values = new Float64Array(count).fill(Number.NaN);
    const query = rangeQuery(of, metric, stepMs, instance);
    if (query === null || count === 0) return {timesMs, values};
    const [series] = await client.range(query, {fromMs, toMs, stepMs}, signal);
    for (const [seconds, value] of series?.points ?? []) {
      const index = Math.round((seconds * 1_000 - fromMs) / stepMs);
      if (index >= 0 && index < count) values[index] = value;
    }
    return {timesMs, values};
  },
});

/** An address as it may be shown. */
function withoutSecret(url: string | null): string | null {
  return url === null ? null : url.replace(/\/\/[^/@]*@/, '//');
}
