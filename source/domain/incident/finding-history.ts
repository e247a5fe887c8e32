import type {FindingRecord, RecordedFinding} from './incident.ts';

/** A finding from its coming to its going. */
export interface FindingStay {
  /** As it was told last. */
  readonly finding: RecordedFinding;
  readonly cameMs: number;
  /** Null: still there at the last look. */
  readonly goneMs: number | null;
  /** Was there already when somebody began to look. */
  readonly wasThere: boolean;
}

/** A stretch in which somebody looked. */
export interface Watch {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FindingHistory {
  /** In the order in which they came. */
  readonly stays: readonly FindingStay[];
  readonly watches: readonly Watch[];
}

interface OpenStay {
  finding: RecordedFinding;
  readonly cameMs: number;
  readonly wasThere: boolean;
}

/** Reads the record of findings, which may break off and begin again: a console may have died meanwhile. */
export function findingHistory(records: readonly FindingRecord[]): FindingHistory {
  const reading = createReading();
  for (const record of records) reading.take(record);
  return reading.end();
}

function createReading() {
  const open = new Map<string, OpenStay>();
  const stays: FindingStay[] = [];
  const watches: {fromMs: number; toMs: number}[] = [];
  /** What a beginning says to be there comes in the lines after it. */
  let expected: ReadonlySet<string> = new Set();

  const close = (key: string, goneMs: number | null) => {
    const stay = open.get(key);
    if (stay === undefined) return;
    open.delete(key);
    stays.push({...stay, goneMs});
  };
  const begin = ({atMs, keys}: Extract<FindingRecord, {kind: 'begin'}>) => {
    expected = new Set(keys);
    for (const key of [...open.keys()]) if (!keys.includes(key)) close(key, atMs);
    watches.push({fromMs: atMs, toMs: atMs});
  };
  const tell = (finding: RecordedFinding, atMs: number) => {
    const stay = open.get(finding.key);
    if (stay !== undefined) stay.finding = finding;
    else open.set(finding.key, {finding, cameMs: atMs, wasThere: expected.has(finding.key)});
  };
  return {
    take(record: FindingRecord): void {
      const watch = watches.at(-1);
      if (watch !== undefined && record.kind !== 'begin') watch.toMs = Math.max(watch.toMs, record.atMs);
      switch (record.kind) {
        case 'begin':
          return begin(record);
        case 'came':
        case 'changed':
          return tell(record.finding, record.atMs);
        case 'gone':
          return close(record.key, record.atMs);
        case 'look':
        case 'end':
          return;
      }
    },
    end(): FindingHistory {
      for (const key of [...open.keys()]) close(key, null);
      return {stays: stays.sort((a, b) => a.cameMs - b.cameMs), watches};
    },
  };
}
