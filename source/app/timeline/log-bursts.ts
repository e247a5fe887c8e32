import type {Cluster} from '../../cluster/cluster.ts';
import type {SwarmTimeline} from '../../cluster/timeline/swarm-timeline.ts';
import type {NewEntry} from '../../domain/timeline/entry.ts';
import {objectsOfService} from '../../domain/timeline/objects.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {createBurstWatch, type LogBurst} from '../../store/logs/burst-watch.ts';

/** Reads logs as before, and tells the timeline where a service that is followed begins to write far more than usual. */
export const tellingBursts = (
  {store, readLogs}: Pick<Cluster, 'store' | 'readLogs'>,
  timeline: Pick<SwarmTimeline, 'add'>,
): Cluster['readLogs'] => {
  const watch = createBurstWatch();
  return (wish, range, listener) =>
    readLogs(
      wish,
      range,
      range.follow === true
        ? {
            ...listener,
            onLines(lines) {
              const bursts = watch.take(lines);
              if (bursts.length > 0) timeline.add(bursts.map(burst => burstEntry(burst, store)));
              listener.onLines(lines);
            },
          }
        : listener,
    );
};

const burstEntry = ({serviceId, atMs, minute, lines, usual}: LogBurst, store: ClusterStore): NewEntry => {
  const service = store.table('services').get(serviceId);
  const name = service?.name ?? serviceId.slice(0, 12);
  return {
    id: `logs:${serviceId}:${minute}`,
    timeMs: atMs,
    kind: 'logs',
    severity: 'warning',
    objects: service === undefined ? [{kind: 'service', id: serviceId, name}] : objectsOfService(service),
    title: `${name} writes far more than usual`,
    detail: `${lines} lines within a minute, usually ${usual}`,
    source: 'logs',
    count: 1,
    isLate: false,
  };
};
