import type {FindingRecord, RecordedFinding} from '../../domain/incident/incident.ts';
import type {Redactor} from '../../domain/masking/redactor.ts';
import {readBack} from '../../domain/read-back.ts';
import type {Finding} from '../../domain/summaries.ts';
import {blastRadius} from '../../store/blast-radius.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {IncidentFiles} from './incident-files.ts';

const findingsName = 'findings.jsonl';

/** A storm of thousands of findings must not fill the disk; what is left out is told. */
const mostBytes = 8 * 1024 * 1024;

const beatMs = 10_000;

/** Writes down how findings come, change and go. */
export interface FindingsRecorder {
  /** Compares what is wrong with what was last written. Findings of objects that had none before are returned. */
  look(nowMs: number): readonly Finding[];
  /** Tells the record now and then that somebody still looks. */
  beat(nowMs: number): void;
  /** Why nothing more is written; null while it is. */
  readonly fault: string | null;
  close(nowMs: number): void;
}

export interface FindingsRecorderParts {
  readonly store: ClusterStore;
  readonly files: Pick<IncidentFiles, 'append'>;
  readonly redactor: Redactor;
  /** Id of the swarm that the incident is about; null: whichever is connected. */
  readonly cluster: string | null;
}

/** What is wrong can only be told while all that could tell is there, and of this swarm. */
const canTellFindings = (store: ClusterStore, cluster: string | null): boolean =>
  (['services', 'nodes', 'tasks'] as const).every(source => store.freshness(source).kind === 'live') &&
  (cluster === null || store.engineInfo === null || store.engineInfo.clusterId === cluster);

export function recordFindings(parts: FindingsRecorderParts): FindingsRecorder {
  const {store, files, redactor} = parts;
  let known: ReadonlyMap<string, RecordedFinding> | null = null;
  let bytes = 0;
  let writtenMs = Number.NEGATIVE_INFINITY;
  let fault: string | null = null;

  const write = (records: readonly FindingRecord[]) => {
    const last = records.at(-1);
    if (last === undefined || fault !== null) return;
    writtenMs = last.atMs;
    const text = records.map(record => `${JSON.stringify(redactor.json(record))}\n`).join('');
    bytes += text.length;
    fault =
      bytes > mostBytes
        ? `findings came and went more often than fits into ${mostBytes / 1024 ** 2} MiB`
        : files.append(findingsName, text);
  };
  const recorded = (finding: Finding): RecordedFinding => {
    const {key, level, object, title, reason, sinceMs, isHint = false} = finding;
    return {key, level, object, title, reason, sinceMs, isHint, blastRadius: blastRadius(store, finding)};
  };

  return {
    look(nowMs) {
      if (!canTellFindings(store, parts.cluster)) return [];
      const begin: readonly FindingRecord[] =
        known === null ? [{kind: 'begin', atMs: nowMs, keys: store.findings.map(({key}) => key)}] : [];
      const {after, records, news} = compared(known ?? new Map(), store.findings, nowMs, recorded);
      known = after;
      write([...begin, ...records]);
      return news;
    },
    beat(nowMs) {
      const isDue = nowMs - writtenMs >= beatMs;
      if (isDue && known !== null && canTellFindings(store, parts.cluster))
        write([{kind: 'look', atMs: nowMs}]);
    },
    get fault() {
      return fault;
    },
    close(nowMs) {
      if (known !== null) write([{kind: 'end', atMs: nowMs}]);
    },
  };
}

/** What came, changed and went. */
function compared(
  before: ReadonlyMap<string, RecordedFinding>,
  now: readonly Finding[],
  atMs: number,
  recorded: (finding: Finding) => RecordedFinding,
) {
  const after = new Map<string, RecordedFinding>();
  const records: FindingRecord[] = [];
  const news: Finding[] = [];
  for (const finding of now) {
    const {key} = finding;
    const old = before.get(key);
    // What a finding touches changes all the time: kept is how it was when it came, or was told in other words.
    const isAsBefore = old?.title === finding.title && old.level === finding.level;
    const next = old !== undefined && isAsBefore ? old : recorded(finding);
    after.set(key, next);
    if (next === old) continue;
    records.push({kind: old === undefined ? 'came' : 'changed', atMs, finding: next});
    if (old === undefined) news.push(finding);
  }
  for (const key of before.keys()) if (!after.has(key)) records.push({kind: 'gone', atMs, key});
  return {after, records, news};
}

/** The record as it was written; lines that a crash cut off are left out. */
export const readFindings = (files: Pick<IncidentFiles, 'read'>): readonly FindingRecord[] =>
  (files.read(findingsName) ?? '').split('\n').flatMap(line => {
    const record = readBack(line, isFindingRecord);
    return record === null ? [] : [record];
  });

const isFindingRecord = (value: unknown): value is FindingRecord =>
  typeof value === 'object' && value !== null && 'kind' in value && 'atMs' in value;
