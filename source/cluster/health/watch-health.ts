import {faultInWords} from '../../domain/fault-words.ts';
import type {Observation} from '../../domain/health/observation.ts';
import type {History} from '../../domain/metrics/history.ts';
import type {Sample} from '../../domain/metrics/usage.ts';
import type {ClusterView, Integration, Timer} from '../../integrations/integration.ts';
import {createProbes} from '../../integrations/probes/probes.ts';
import {type TryProbe, tryProbe} from '../../integrations/probes/try-probe.ts';
import {createPrometheus} from '../../integrations/prometheus/prometheus.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {HealthBook} from '../../store/health/health-book.ts';
import {allProbes} from '../../store/health/read-health.ts';
import {clusterView} from './cluster-view.ts';

/** Which sources beside the engine a person wants. */
export interface HealthSettings {
  /** Whether probes that services declare are run from here. */
  readonly probes: boolean;
  /** Empty: looked for in the swarm, if that is wanted. */
  readonly prometheusUrl: string;
  readonly findPrometheus: boolean;
}

/** The sources of health and figures beside the engine, watched for as long as the cluster is open. */
export interface HealthWatch {
  /** Whether somebody looks at what probes tell: they do not run for nobody. */
  setProbing(isWanted: boolean): void;
  /** Why declared probes do not run; null when they do. */
  readonly whyNoProbes: string | null;
  /** A longer past than our own; null: nobody has kept one. */
  readonly history: History | null;
  stop(): void;
}

export interface HealthWatchParts {
  readonly store: ClusterStore;
  readonly book: HealthBook;
  readonly take: (samples: readonly Sample[]) => void;
  readonly clock: Timer;
  readonly random: () => number;
  readonly settings: HealthSettings;
  readonly tryProbe?: TryProbe;
}

/** How often it is looked whether a source has come, or is back. */
const lookMs = 10_000;

export const watchHealth = (parts: HealthWatchParts): HealthWatch => {
  const {store, clock, settings} = parts;
  const view = clusterView(store);
  const probes = createProbes({timer: clock, random: parts.random, tryProbe: parts.tryProbe ?? tryProbe});
  const prometheus = createPrometheus({timer: clock, url: settings.prometheusUrl});
  const isAsked = settings.prometheusUrl !== '' || settings.findPrometheus;
  const running = new Map<string, AbortController>();
  let isProbing = false;
  let cancel: (() => void) | null = null;

  const begin = (integration: Integration) => {
    if (running.has(integration.id) || integration.detect(view) === null) return;
    const ending = new AbortController();
    running.set(integration.id, ending);
    void hear(parts, integration, view, ending.signal).finally(() => {
      if (running.get(integration.id) === ending) running.delete(integration.id);
    });
  };
  const end = ({id}: Integration) => {
    running.get(id)?.abort();
    running.delete(id);
  };
  const look = () => {
    if (isAsked) begin(prometheus);
    if (isProbing && settings.probes) begin(probes);
    cancel = clock.after(lookMs, look);
  };
  cancel = clock.after(0, look);
  return {
    setProbing(isWanted) {
      if (isWanted === isProbing) return;
      isProbing = isWanted;
      if (isWanted && settings.probes) begin(probes);
      else {
        end(probes);
        // What nobody tries any more is not known.
        parts.book.keepProbes(() => false);
      }
    },
    get whyNoProbes() {
      return settings.probes ? null : 'the setting health.probes runs them from here';
    },
    get history() {
      return isAsked ? prometheus.history(view) : null;
    },
    stop() {
      cancel?.();
      end(probes);
      end(prometheus);
    },
  };
};

/** Takes what an integration tells, until it ends. One that breaks is lost, and nothing else is. */
async function hear(
  {store, book, take, clock}: HealthWatchParts,
  integration: Integration,
  view: ClusterView,
  signal: AbortSignal,
): Promise<void> {
  const about = (serviceId: string, name: string) => {
    const probe = allProbes(store).probes.find(each => each.serviceId === serviceId && each.name === name);
    return probe === undefined ? null : {serviceName: probe.serviceName, threshold: probe.threshold};
  };
  const told = (seen: Observation) => {
    if (seen.kind === 'samples') take(seen.samples);
    else book.observe([seen], about);
  };
  try {
    for await (const seen of integration.observe(view, signal)) {
      if (signal.aborted) return;
      told(seen);
    }
    book.forgetSource(integration.id);
  } catch (error) {
    if (signal.aborted) return;
    const where = integration.detect(view);
    const name = where === null ? integration.name : `${integration.name} at ${where}`;
    const reason = faultInWords(error);
    told({kind: 'source', id: integration.id, name, state: 'unknown', reason, atMs: clock.now()});
  }
}
