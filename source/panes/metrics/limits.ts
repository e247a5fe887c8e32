import type {FigureSources} from '../../store/metrics/uses.ts';
import type {ChartsOf} from './drawn.ts';

/** What there is to use, for lines across the charts; null where there is none of its own, or several differ. */
export interface Limits {
  readonly cpuPercent: number | null;
  readonly memoryBytes: number | null;
  /** CPU is told as a share of this limit, as with whole machines. */
  readonly isShare: boolean;
}

const none: Limits = {cpuPercent: null, memoryBytes: null, isShare: false};

export const limitsOf = ({objects, isSplit}: ChartsOf, {store}: FigureSources): Limits => {
  const [object, ...others] = objects;
  if (others.length > 0) return none;
  if (object === undefined || object.kind === 'node') {
    if (isSplit) return none;
    const nodes = [...store.table('nodes').values()].filter(
      ({id, state}) => state === 'ready' && (object === undefined || object.id === id),
    );
    const cores = nodes.reduce((sum, {nanoCpus}) => sum + nanoCpus / 1e9, 0);
    const memoryBytes = nodes.reduce((sum, node) => sum + node.memoryBytes, 0);
    return cores > 0 ? {cpuPercent: cores * 100, memoryBytes, isShare: true} : none;
  }
  const serviceId = object.kind === 'task' ? store.table('tasks').get(object.id)?.serviceId : object.id;
  const row = object.kind === 'stack' ? undefined : store.derived('services').get(serviceId ?? '');
  const limit = row?.service.memoryLimitBytes ?? 0;
  if (row === undefined || limit === 0) return none;
  const replicas = object.kind === 'task' || isSplit ? 1 : row.replicas.running;
  return {...none, memoryBytes: limit * replicas};
};
