import type {ProbeTarget} from '../../domain/health/probes/targets.ts';
import {probeTargets} from '../../integrations/probes/probes.ts';
import type {TryProbe} from '../../integrations/probes/try-probe.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {HealthBook} from '../../store/health/health-book.ts';
import {clusterView} from './cluster-view.ts';

const atOnce = 4;
/** Between two tries of one address that did not pass. */
const betweenMs = 500;

/** Tries every declared probe until it passes, or as often in a row as its threshold says; then its state is known. */
export async function tryProbes(parts: {
  readonly store: ClusterStore;
  readonly book: Pick<HealthBook, 'observe'>;
  readonly tryProbe: TryProbe;
  readonly pause: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}): Promise<void> {
  const {store, book, signal, nowMs} = parts;
  const left = [...probeTargets(clusterView(store))];
  const settle = async ({probe, address}: ProbeTarget) => {
    for (let tries = 0; tries < probe.threshold && !signal.aborted; tries += 1) {
      if (tries > 0) await parts.pause(betweenMs);
      const outcome = await parts.tryProbe(probe, address, signal);
      // What was cut off says nothing of the endpoint.
      if (signal.aborted) return;
      const {serviceId, serviceName, name, threshold} = probe;
      const seen = {kind: 'probe', serviceId, probe: name, target: address, atMs: nowMs(), outcome} as const;
      book.observe([seen], () => ({serviceName, threshold}));
      if (outcome.kind === 'passed') return;
    }
  };
  const lane = async () => {
    for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift())
      await settle(next);
  };
  await Promise.all(Array.from({length: atOnce}, lane));
}
