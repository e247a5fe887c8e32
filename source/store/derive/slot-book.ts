import type {SettledSlots} from '../../domain/count-replicas.ts';
import type {Task} from '../../domain/model/index.ts';

/** Which slots of a service are settled, kept from one judgement to the next. */
export interface SlotBook extends SettledSlots {
  /** Slots whose tasks have to be judged one by one. */
  readonly open: ReadonlySet<string>;
  /** Looks at a slot again. */
  set(slot: string, tasks: readonly Task[], isSettled: boolean): void;
  readonly known: Iterable<string>;
}

export function createSlotBook(): SlotBook {
  const settled = new Map<string, number>();
  const open = new Set<string>();
  let tasks = 0;
  return {
    open,
    get slots() {
      return settled.size;
    },
    get tasks() {
      return tasks;
    },
    get known() {
      return [...settled.keys(), ...open];
    },
    set(slot, own, isSettled) {
      tasks -= settled.get(slot) ?? 0;
      settled.delete(slot);
      open.delete(slot);
      if (own.length === 0) return;
      if (!isSettled) {
        open.add(slot);
        return;
      }
      settled.set(slot, own.length);
      tasks += own.length;
    },
  };
}
