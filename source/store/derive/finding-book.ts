import {findingOrderKey} from '../../domain/judgement/finding-order.ts';
import type {Finding} from '../../domain/summaries.ts';
import {isSame} from '../same.ts';
import {createSortedList} from '../sorted-list.ts';

/** All findings, kept object by object, read worst first. */
export interface FindingBook {
  /** What is wrong with one object now; tells whether that is news. */
  set(objectKey: string, findings: readonly Finding[]): boolean;
  readonly list: readonly Finding[];
}

interface Entry {
  readonly key: string;
  readonly finding: Finding;
}

export function createFindingBook(): FindingBook {
  const byObject = new Map<string, readonly Entry[]>();
  const sorted = createSortedList<Entry>((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  let list: readonly Finding[] | null = [];
  return {
    set(objectKey, findings) {
      const before = byObject.get(objectKey) ?? [];
      const isUnchanged =
        before.length === findings.length &&
        before.every((entry, index) => isSame(entry.finding, findings[index]));
      if (isUnchanged) return false;
      for (const entry of before) sorted.remove(entry);
      const after = findings.map(finding => ({key: findingOrderKey(finding), finding}));
      for (const entry of after) sorted.insert(entry);
      if (after.length === 0) byObject.delete(objectKey);
      else byObject.set(objectKey, after);
      list = null;
      return true;
    },
    get list() {
      list ??= sorted.slice().map(entry => entry.finding);
      return list;
    },
  };
}
