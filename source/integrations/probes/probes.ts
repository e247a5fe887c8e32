import type {Observation} from '../../domain/health/observation.ts';
import {declaredProbes} from '../../domain/health/probes/declaration.ts';
import {type ProbeTarget, targetsOf} from '../../domain/health/probes/targets.ts';
import {createChannel} from '../channel.ts';
import type {ClusterView, Integration, Timer} from '../integration.ts';
import {pauseFor} from '../pause.ts';
import type {TryProbe} from './try-probe.ts';

/** What probes may cost, whatever services declare. */
const bounds = {atOnce: 4, perSecond: 10, targets: 200};
/** Services and tasks come and go meanwhile. */
const longestPauseMs = 1_000;

/** Probes that services declare by their labels, run from here. */
export const createProbes = (parts: {
  readonly timer: Timer;
  readonly random: () => number;
  readonly tryProbe: TryProbe;
}): Integration => ({
  id: 'probes',
  name: 'probes',
  detect: cluster => (probeTargets(cluster).length > 0 ? 'from here' : null),
  observe: (cluster, signal) => runProbes(parts, cluster, signal),
});

/** Every address that there is to try now. */
export function probeTargets(cluster: ClusterView): readonly ProbeTarget[] {
  const all: ProbeTarget[] = [];
  for (const service of cluster.services()) {
    for (const probe of declaredProbes(service).probes) {
      const targets = targetsOf(probe, service, cluster.tasksOf(service.id), cluster.nodeById);
      if (typeof targets !== 'string') all.push(...targets);
    }
  }
  return all.slice(0, bounds.targets);
}

const keyOf = ({probe, address}: ProbeTarget): string => `${probe.serviceId}/${probe.name}/${address}`;

async function* runProbes(
  {timer, random, tryProbe}: Parameters<typeof createProbes>[0],
  cluster: ClusterView,
  signal: AbortSignal,
): AsyncGenerator<Observation> {
  const seen = createChannel<Observation>();
  const dueMs = new Map<string, number>();
  const open = new Set<string>();

  const start = (target: ProbeTarget) => {
    const {probe, address} = target;
    const key = keyOf(target);
    open.add(key);
    // Never all in the same moment, however long they run.
    dueMs.set(key, timer.now() + probe.intervalMs * (0.9 + 0.2 * random()));
    void tryProbe(probe, address, signal).then(outcome => {
      open.delete(key);
      if (signal.aborted) return;
      const about = {serviceId: probe.serviceId, probe: probe.name, target: address, atMs: timer.now()};
      seen.push({kind: 'probe', ...about, outcome});
    });
  };
  const next = (): ProbeTarget | number => {
    const targets = probeTargets(cluster);
    const keys = new Set(targets.map(keyOf));
    for (const key of dueMs.keys()) if (!keys.has(key)) dueMs.delete(key);
    let soonest: ProbeTarget | null = null;
    let soonestMs = timer.now() + longestPauseMs;
    for (const target of targets) {
      const key = keyOf(target);
      const due =
        dueMs.get(key) ?? timer.now() + random() * Math.min(longestPauseMs, target.probe.intervalMs);
      dueMs.set(key, due);
      if (open.has(key) || due >= soonestMs) continue;
      soonest = target;
      soonestMs = due;
    }
    return soonest !== null && soonestMs <= timer.now() && open.size < bounds.atOnce
      ? soonest
      : Math.max(1_000 / bounds.perSecond, Math.min(longestPauseMs, soonestMs - timer.now()));
  };
  const schedule = async () => {
    while (!signal.aborted) {
      const what = next();
      if (typeof what !== 'number') start(what);
      await pauseFor(timer, typeof what === 'number' ? what : 1_000 / bounds.perSecond, signal);
    }
    seen.end();
  };
  void schedule();
  yield* seen;
}
