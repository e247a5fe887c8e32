import type {Journal} from '../../actions/journal/journal.ts';
import type {JournalRecord} from '../../actions/journal/record.ts';
import type {JournalRow} from '../../panes/journal/journal-pane.ts';
import {journalRow} from '../acting/record-lines.ts';

/** The journal as it was read last: it is a file, and not read for every frame. */
export interface KnownRecords {
  all(): readonly JournalRecord[];
  rows(): readonly JournalRow[];
  /** Why they cannot be read; null when they can. */
  fault(): string | null;
  /** Reads it again, as others write to it too. */
  load(): void;
  /** The same, where it was read at all. */
  loadAgain(): void;
}

export const createKnownRecords = (
  journal: Pick<Journal, 'list' | 'readFault'>,
  onChange: () => void,
): KnownRecords => {
  let records: readonly JournalRecord[] = [];
  let rows: readonly JournalRow[] = [];
  let fault: string | null = null;
  let isLoaded = false;
  const load = () => {
    isLoaded = true;
    records = journal.list();
    rows = records.map(journalRow);
    fault = journal.readFault();
    onChange();
  };
  return {
    all: () => records,
    rows: () => rows,
    fault: () => fault,
    load,
    loadAgain() {
      if (isLoaded) load();
    },
  };
};
