import type {NodeSummary, ServiceSummary} from '../domain/summaries.ts';
import type {Level} from '../domain/verdict.ts';

/** The whole cluster in a few numbers. */
export interface ClusterTotals {
  readonly nodes: {readonly total: number; readonly ready: number; readonly byLevel: LevelCounts};
  readonly services: {readonly total: number; readonly byLevel: LevelCounts};
  /** Of all services: truly running, and wanted. */
  readonly tasks: {readonly running: number; readonly desired: number};
}

export type LevelCounts = Readonly<Record<Level, number>>;

/** Keeps the totals by what each changed row adds and takes away. */
export interface TotalsCounter {
  node(before: NodeSummary | undefined, after: NodeSummary | undefined): void;
  service(before: ServiceSummary | undefined, after: ServiceSummary | undefined): void;
  readonly totals: ClusterTotals;
}

const noLevels = (): Record<Level, number> => ({ok: 0, progress: 0, unknown: 0, warning: 0, critical: 0});

export function createTotalsCounter(): TotalsCounter {
  const nodes = {total: 0, ready: 0, byLevel: noLevels()};
  const services = {total: 0, byLevel: noLevels()};
  const tasks = {running: 0, desired: 0};
  let totals: ClusterTotals | null = null;

  const addNode = ({node, health}: NodeSummary, sign: 1 | -1) => {
    nodes.total += sign;
    nodes.byLevel[health.level] += sign;
    if (node.state === 'ready') nodes.ready += sign;
  };
  const addService = ({replicas, health}: ServiceSummary, sign: 1 | -1) => {
    services.total += sign;
    services.byLevel[health.level] += sign;
    tasks.running += sign * replicas.running;
    tasks.desired += sign * replicas.desired;
  };
  return {
    node(before, after) {
      if (before !== undefined) addNode(before, -1);
      if (after !== undefined) addNode(after, 1);
      totals = null;
    },
    service(before, after) {
      if (before !== undefined) addService(before, -1);
      if (after !== undefined) addService(after, 1);
      totals = null;
    },
    get totals() {
      totals ??= {
        nodes: {...nodes, byLevel: {...nodes.byLevel}},
        services: {...services, byLevel: {...services.byLevel}},
        tasks: {...tasks},
      };
      return totals;
    },
  };
}
