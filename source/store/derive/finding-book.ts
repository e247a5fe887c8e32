import {findingOrderKey} from '../../domain/judgement/finding-order.ts';
import type {Finding} from '../../domain/summaries.ts';
import {isSame} from '../same.ts';
import {createSortedList} from '../sorted-list.ts';

/** All findings, kept object by object, read worst first. */
export interface FindingBook {
  /** What is set from now on is seen at that moment. */
  begin(nowMs: number): void;
  /** What is wrong with one object now; tells whether that is news. */
  set(objectKey: string, findings: readonly Finding[]): boolean;
  readonly list: readonly Finding[];
  /** Since when a finding was seen without a break; null when it is not there. */
  seenSinceMs(key: string): number | null;
}

interface Entry {
  readonly key: string;
  readonly finding: Finding;
  readonly seenMs: number;
}

export function createFindingBook(): FindingBook {
  const byObject = new Map<string, readonly Entry[]>();
  const sorted = createSortedList<Entry>((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const seen = new Map<string, number>();
  let list: readonly Finding[] | null = [];
  let momentMs = 0;
  return {
    begin(nowMs) {
      momentMs = nowMs;
    },
    seenSinceMs: key => seen.get(key) ?? null,
    set(objectKey, findings) {
      const before = byObject.get(objectKey) ?? [];
      const isUnchanged =
        before.length === findings.length &&
        before.every((entry, index) => isSame(entry.finding, findings[index]));
      if (isUnchanged) return false;
      const seenBefore = new Map(before.map(({finding, seenMs}) => [finding.key, seenMs]));
      for (const entry of before) {
        sorted.remove(entry);
        seen.delete(entry.finding.key);
      }
      const after = findings.map(finding => ({
        key: findingOrderKey(finding),
        finding,
        seenMs: seenBefore.get(finding.key) ?? momentMs,
      }));
      for (const entry of after) {
        sorted.insert(entry);
        seen.set(entry.finding.key, entry.seenMs);
      }
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
