import type {Level} from '../domain/verdict.ts';
import type {ClusterStore} from '../store/cluster-store.ts';

export type LevelCounts = Readonly<Record<Level, number>>;

/** Sums over the derived rows of a cluster: services and nodes, never tasks one by one. */
export interface Totals {
  readonly nodes: number;
  readonly nodesReady: number;
  readonly nodesDown: number;
  /** Registering again after a leader change, or otherwise not known. */
  readonly nodesUnknown: number;
  readonly nodesNotActive: number;
  readonly services: number;
  readonly servicesBy: LevelCounts;
  readonly tasksRunning: number;
  readonly tasksDesired: number;
  /** Running by the engine's word on nodes that are down. */
  readonly tasksOnDeadNodes: number;
}

/** Counts rows by the level of their verdict. */
export const countLevels = (rows: Iterable<{readonly health: {readonly level: Level}}>): LevelCounts => {
  const counts = {ok: 0, progress: 0, unknown: 0, warning: 0, critical: 0};
  for (const row of rows) counts[row.health.level] += 1;
  return counts;
};

/** What the header and the overview count. */
export const totalsOf = (store: ClusterStore): Totals => {
  const nodes = [...store.derived('nodes').values()].map(row => row.node);
  const services = [...store.derived('services').values()];
  const sum = (count: (row: (typeof services)[number]) => number): number =>
    services.reduce((total, row) => total + count(row), 0);
  return {
    nodes: nodes.length,
    nodesReady: nodes.filter(node => node.state === 'ready').length,
    nodesDown: nodes.filter(node => node.state === 'down').length,
    nodesUnknown: nodes.filter(node => node.state === 'unknown' || node.state === 'disconnected').length,
    nodesNotActive: nodes.filter(node => node.availability !== 'active').length,
    services: services.length,
    servicesBy: countLevels(services),
    tasksRunning: sum(row => row.replicas.running),
    tasksDesired: sum(row => row.replicas.desired),
    tasksOnDeadNodes: sum(row => row.replicas.onDeadNodes.reduce((total, node) => total + node.count, 0)),
  };
};
