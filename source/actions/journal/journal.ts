import type {JournalRecord} from './record.ts';

/** What was done, by whom and how it ended. Only ever added to. */
export interface Journal {
  /** Resolves to why it could not be written; null when it was. */
  append(record: JournalRecord): string | null;
  /** One record per action, oldest first; none where it cannot be read. */
  list(): readonly JournalRecord[];
  /** Why it cannot be read; null when it can, or when nothing was ever written. */
  readFault(): string | null;
}

/** The last action of this swarm that was done, can be undone, and has not been; `isMine`: of those, whose. */
export function lastUndoable(
  records: readonly JournalRecord[],
  cluster: string | null,
  isMine: (record: JournalRecord) => boolean = () => true,
): JournalRecord | null {
  const undone = new Set(records.filter(({result}) => isDone(result.kind)).map(({undoOf}) => undoOf));
  return (
    records.findLast(
      record =>
        record.undo !== null &&
        record.undoOf === null &&
        // A step alone is not taken back: its procedure is, where it can be.
        record.partOf === undefined &&
        isDone(record.result.kind) &&
        record.where.cluster === cluster &&
        !undone.has(record.id) &&
        isMine(record),
    ) ?? null
  );
}

/** What the engine took has changed the cluster, whatever came of it. */
const isDone = (kind: JournalRecord['result']['kind']): boolean =>
  kind === 'done' || kind === 'accepted' || kind === 'failed' || kind === 'unfinished';
