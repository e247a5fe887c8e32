import type {LogOrigin} from '../../domain/model/index.ts';
import type {ClusterStore} from '../cluster-store.ts';

/** Who wrote a line, in words. */
export interface LogLabel {
  /** `service.slot`, in global services `service`; of a task that is not known any more with the beginning of its id. */
  readonly task: string;
  readonly service: string;
  /** 0 where there is none. */
  readonly slot: number;
  /** Hostname; empty where it is not known. */
  readonly node: string;
  /** A small number that stays with the task, for its colour. */
  readonly tint: number;
}

/** Names for the origins of lines. */
export interface LogLabels {
  of(origin: LogOrigin): LogLabel;
}

const idShown = 8;

/** Labels are made once for each task that is known; of one that is not yet, every time. */
export const createLogLabels = (store: ClusterStore): LogLabels => {
  const known = new WeakMap<LogOrigin, LogLabel>();
  return {
    of(origin) {
      const kept = known.get(origin);
      if (kept !== undefined) return kept;
      const task = store.table('tasks').get(origin.taskId);
      const service = store.table('services').get(task?.serviceId ?? origin.serviceId);
      const node = store.table('nodes').get(task?.nodeId ?? origin.nodeId);
      const name = service?.name ?? (origin.serviceId === '' ? '' : origin.serviceId.slice(0, idShown));
      const slot = task?.slot ?? 0;
      const suffix = slot > 0 ? String(slot) : task === undefined ? origin.taskId.slice(0, idShown) : '';
      const label: LogLabel = {
        task: suffix === '' ? name : `${name}.${suffix}`,
        service: name,
        slot,
        node: node?.hostname ?? '',
        tint: tintOf(origin.taskId),
      };
      if (task !== undefined && service !== undefined && node !== undefined) known.set(origin, label);
      return label;
    },
  };
};

const tintOf = (id: string): number => {
  let sum = 0;
  for (let at = 0; at < id.length; at += 1) sum = (Math.imul(sum, 31) + id.charCodeAt(at)) >>> 0;
  return sum;
};
