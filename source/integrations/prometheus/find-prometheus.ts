import type {ClusterView} from '../integration.ts';

/** The port that Prometheus listens on by itself. */
const usualPort = 9090;

/** Where a Prometheus of the swarm can be asked: a service of its image that publishes a port. Null: there is none. */
export function findPrometheus(cluster: ClusterView): string | null {
  for (const service of cluster.services()) {
    if (!/(^|\/)prometheus(:|@|$)/.test(service.image)) continue;
    const port = service.ports.find(({target}) => target === usualPort) ?? service.ports[0];
    if (port === undefined || port.published === 0) continue;
    const own = [...cluster.tasksOf(service.id)].filter(({state}) => state === 'running');
    for (const {nodeId} of own) {
      const node = nodeId === null ? undefined : cluster.nodeById(nodeId);
      if (node?.state !== 'ready' || node.address === '') continue;
      const host = node.address.includes(':') ? `[${node.address}]` : node.address;
      return `http://${host}:${port.published}`;
    }
  }
  return null;
}
