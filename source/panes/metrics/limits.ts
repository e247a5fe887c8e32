import {
  type FigureSources,
  nodesUse,
  nodeUse,
  serviceUse,
  taskUse,
  type Use,
} from '../../store/metrics/uses.ts';
import type {ChartsOf} from './drawn.ts';

/** What there is to use, for lines across the charts; null where there is none of its own, or several differ. */
export interface Limits {
  readonly cpuPercent: number | null;
  readonly memoryBytes: number | null;
  /** CPU is told as a share of this limit, as with whole machines. */
  readonly isShare: boolean;
  /** What the scheduler keeps free for it; null where it reserves nothing. */
  readonly reserved: {readonly cpuPercent: number | null; readonly memoryBytes: number | null};
  /** What is used now. Null where it is not known of every part. */
  readonly used: {readonly cpuPercent: number | null; readonly memoryBytes: number | null};
}

const unknown = {cpuPercent: null, memoryBytes: null};
const none: Limits = {...unknown, isShare: false, reserved: unknown, used: unknown};

export const limitsOf = ({objects, isSplit}: ChartsOf, sources: FigureSources, nowMs: number): Limits => {
  const {store} = sources;
  const [object, ...others] = objects;
  if (others.length > 0) return none;
  if (object === undefined || object.kind === 'node') {
    if (isSplit) return none;
    const nodes = [...store.table('nodes').values()].filter(
      ({id, state}) => state === 'ready' && (object === undefined || object.id === id),
    );
    const cores = nodes.reduce((sum, {nanoCpus}) => sum + nanoCpus / 1e9, 0);
    const memoryBytes = nodes.reduce((sum, node) => sum + node.memoryBytes, 0);
    if (cores === 0) return none;
    const row = object === undefined ? undefined : store.derived('nodes').get(object.id);
    const use = row === undefined ? nodesUse(sources) : nodeUse(row, sources, nowMs);
    return {...none, cpuPercent: cores * 100, memoryBytes, isShare: true, used: wholeOf(use)};
  }
  const serviceId = object.kind === 'task' ? store.table('tasks').get(object.id)?.serviceId : object.id;
  const row = object.kind === 'stack' ? undefined : store.derived('services').get(serviceId ?? '');
  if (row === undefined) return none;
  const {memoryLimitBytes, nanoCpusLimit, reservation} = row.service;
  const isOne = object.kind === 'task' || isSplit;
  const times = (each: number) => (each > 0 ? each * (isOne ? 1 : row.replicas.running) : null);
  const task = object.kind === 'task' ? store.derived('tasks').get(object.id) : undefined;
  const use = task === undefined ? serviceUse(row, sources) : taskUse(task, sources, nowMs);
  return {
    cpuPercent: times(nanoCpusLimit / 1e7),
    memoryBytes: times(memoryLimitBytes),
    isShare: false,
    reserved: {cpuPercent: times(reservation.nanoCpus / 1e7), memoryBytes: times(reservation.memoryBytes)},
    used: isSplit ? unknown : wholeOf(use),
  };
};

const wholeOf = (use: Use | null): Limits['used'] => ({
  cpuPercent: use === null || use.isCpuPart ? null : use.cpuPercent,
  memoryBytes: use === null || use.isMemoryPart ? null : use.memoryBytes,
});
