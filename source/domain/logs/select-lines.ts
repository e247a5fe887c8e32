import {beginsTrace, continues} from './continuation.ts';

/** A line on its way through a selection. */
interface Candidate<Value> {
  readonly value: Value;
  /** Lines that belong together come from one task. */
  readonly task: string;
  readonly text: string;
}

/** Chooses lines as they come, each with those around it and with the rest of its stack trace. */
export interface LineSelection<Value> {
  /** What is to be shown now, in order; `apart`: something was left out before it. */
  push(candidate: Candidate<Value>): readonly {readonly value: Value; readonly apart: boolean}[];
}

interface Item<Value> {
  readonly value: Value;
  readonly number: number;
  isShown: boolean;
}

interface Group<Value> {
  isShown: boolean;
  inTrace: boolean;
  /** Lines of it that were not shown, in case a later one is wanted. */
  waiting: Item<Value>[];
}

/** No stack trace that somebody reads is longer. */
const longestGroup = 300;

export const createSelection = <Value>(
  isWanted: (text: string, isRest: boolean) => boolean,
  around: number,
): LineSelection<Value> => {
  const groups = new Map<string, Group<Value>>();
  let before: Item<Value>[] = [];
  let after = 0;
  let count = 0;
  let lastShown = -1;

  const show = (items: readonly Item<Value>[]) =>
    items.map(item => {
      item.isShown = true;
      const apart = item.number !== lastShown + 1 && lastShown >= 0;
      lastShown = item.number;
      return {value: item.value, apart};
    });

  return {
    push({value, task, text}) {
      const item: Item<Value> = {value, number: count, isShown: false};
      count += 1;
      const known = groups.get(task);
      const isRest = known !== undefined && continues(text, known.inTrace);
      const group: Group<Value> = isRest ? known : {isShown: false, inTrace: false, waiting: []};
      group.inTrace = (isRest && known.inTrace) || beginsTrace(text);
      if (!isRest) groups.set(task, group);
      if (isWanted(text, isRest) || (isRest && group.isShown)) {
        const due = [...before, ...group.waiting]
          .filter(each => !each.isShown)
          .sort((a, b) => a.number - b.number);
        const shown = show([...new Set(due), item]);
        before = [];
        group.waiting = [];
        group.isShown = true;
        after = around;
        return shown;
      }
      if (after > 0) {
        after -= 1;
        return show([item]);
      }
      before.push(item);
      if (before.length > around) before.shift();
      if (group.waiting.length < longestGroup) group.waiting.push(item);
      return [];
    },
  };
};
