import type {Level} from '../../domain/verdict.ts';
import type {Column} from '../../ui/column.ts';
import {emptyText} from '../empty.ts';
import {levelLooks} from '../glyphs.ts';
import type {ListPane} from '../pane.ts';
import {timeInWords} from '../quantities.ts';

/** One action of the journal, as the app hands it in. */
export interface JournalRow {
  readonly id: string;
  readonly startedMs: number;
  /** What was to be done: `scale web from 2 to 5`. */
  readonly title: string;
  readonly object: string;
  /** How it ended, in one word. */
  readonly result: string;
  readonly level: Level;
  readonly message: string;
  /** Null while it goes on, or when nobody lived to tell. */
  readonly durationMs: number | null;
  readonly who: string;
  readonly context: string;
}

const columns: readonly Column<JournalRow>[] = [
  {
    id: 'when',
    title: 'WHEN',
    min: 19,
    max: 19,
    priority: 1,
    sortLetter: 'w',
    cell: row => timeInWords(row.startedMs),
    sortKey: row => row.startedMs,
  },
  {
    id: 'action',
    title: 'ACTION',
    min: 20,
    max: 48,
    priority: 0,
    sortLetter: 'a',
    cell: row => row.title,
    sortKey: row => row.title,
  },
  {
    id: 'result',
    title: 'RESULT',
    min: 12,
    max: 12,
    priority: 0,
    sortLetter: 'r',
    cell: row => {
      const {glyph, tone} = levelLooks[row.level];
      return {text: `${glyph} ${row.result}`, tone};
    },
    sortKey: row => row.result,
  },
  {
    id: 'took',
    title: 'TOOK',
    min: 7,
    max: 8,
    priority: 2,
    align: 'right',
    sortLetter: 't',
    cell: row => (row.durationMs === null ? '-' : `${(row.durationMs / 1_000).toFixed(1)} s`),
    sortKey: row => row.durationMs ?? -1,
  },
  {
    id: 'who',
    title: 'WHO',
    min: 8,
    max: 32,
    priority: 3,
    sortLetter: 'o',
    cell: row => row.who,
    sortKey: row => row.who,
  },
  {
    id: 'context',
    title: 'CONTEXT',
    min: 8,
    max: 24,
    priority: 5,
    sortLetter: 'c',
    cell: row => ({text: row.context, tone: 'muted'}),
    sortKey: row => row.context,
  },
  {
    id: 'message',
    title: 'SAID',
    min: 16,
    max: 80,
    priority: 4,
    sortLetter: 's',
    cell: row => ({text: row.message, tone: 'muted'}),
    sortKey: row => row.message,
  },
];

const noActions = emptyText('actions', 'Nothing was done with MediaNest on this machine yet.');

/**
 * What was done from this machine, newest first. `records` is asked each time the list is read: they are not of the store.
 * `fault`: why they cannot be read.
 */
export const journalPane = (
  records: () => readonly JournalRow[],
  fault: () => string | null = () => null,
): ListPane<JournalRow> => ({
  id: 'journal',
  title: 'Journal',
  objectKind: null,
  rows: {
    all: records,
    get: (_store, key) => records().find(row => row.id === key),
    touched: () => undefined,
  },
  key: row => row.id,
  name: row => row.title,
  columns,
  defaultSort: {id: 'when', descending: true},
  text: row => [row.id, row.title, row.object, row.result, row.message, row.who, row.context],
  labels: () => ({}),
  tone: row => (row.level === 'critical' ? 'critical' : undefined),
  isFault: row => row.level === 'critical' || row.level === 'warning',
  sources: [],
  inScope: () => false,
  open: row => ({kind: 'record', id: row.id, title: row.title}),
  empty: state => {
    const reason = fault();
    return reason === null
      ? noActions(state)
      : `What was done is not known: the journal cannot be read. ${reason}. Actions go on, and say that they are not journalled.`;
  },
});
