import {ageInWords} from '../../domain/age.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Column} from '../../ui/column.ts';
import {emptyText} from '../empty.ts';
import type {Arrivals, ListPane} from '../pane.ts';
import {clockInWords, timeInWords} from '../quantities.ts';
import {rowObject, rowPlace} from './timeline-place.ts';
import {rowFits, rowKey, severityLooks, type TimelineRow} from './timeline-row.ts';

/** The rows as the app has read them. */
export interface TimelineRows {
  all(): Iterable<TimelineRow>;
  get(key: string): TimelineRow | undefined;
  /** Begins to tell with each call what came and went since the one before; null: everything may be another. */
  follow(): () => Arrivals<TimelineRow> | null;
  /** Why it is not kept; empty where it is. */
  note(): string;
}

/** Where nothing is recorded, e.g. in a list of all panes. */
export const noTimelineRows: TimelineRows = {
  all: () => [],
  get: () => undefined,
  follow: () => () => null,
  note: () => '',
};

const dayMs = 86_400_000;

const gapInWords = ({fromMs, timeMs}: {readonly fromMs: number; readonly timeMs: number}): string =>
  `nothing was recorded from ${clockOf(fromMs, timeMs)} to ${clockOf(timeMs, timeMs)}`;

const clockOf = (timeMs: number, nowMs: number): string =>
  Math.abs(nowMs - timeMs) < dayMs ? clockInWords(timeMs) : timeInWords(timeMs);

const titleOf = (row: TimelineRow): string => (row.kind === 'gap' ? gapInWords(row) : row.title);
const detailOf = (row: TimelineRow): string =>
  row.kind === 'gap' ? 'no console looked, or none was connected' : row.detail;
const kindOf = (row: TimelineRow): string => row.kind;

const columns: readonly Column<TimelineRow>[] = [
  {
    id: 'time',
    title: 'TIME',
    min: 8,
    max: 20,
    priority: 0,
    sortLetter: 't',
    // `~`: nobody looked at the time; it was found afterwards.
    cell: (row, nowMs) => ({
      text: `${clockOf(row.timeMs, nowMs)}${row.kind !== 'gap' && row.isLate ? '~' : ''}`,
      tone: 'muted',
    }),
    sortKey: row => row.timeMs,
  },
  {
    id: 'age',
    title: 'AGE',
    min: 4,
    max: 4,
    priority: 3,
    align: 'right',
    cell: (row, nowMs) => ({text: ageInWords(nowMs - row.timeMs), tone: 'muted'}),
  },
  {
    id: 'kind',
    title: 'KIND',
    min: 9,
    max: 9,
    priority: 1,
    sortLetter: 'k',
    cell(row) {
      if (row.kind === 'gap') return {text: '╌ gap', tone: 'unknown'};
      const {glyph, tone} = severityLooks[row.severity];
      return {text: `${glyph} ${row.kind}`, tone};
    },
    sortKey: kindOf,
  },
  {
    id: 'what',
    title: 'WHAT',
    min: 50,
    max: 200,
    priority: 0,
    sortLetter: 'w',
    // Beside each other in one column: on a narrow screen the reason stays in sight behind a short title.
    cell: row => [
      {text: titleOf(row), tone: toneOf(row)},
      {text: detailOf(row) === '' ? '' : `  ${detailOf(row)}`, tone: 'muted'},
    ],
    sortKey: titleOf,
  },
];

const toneOf = (row: TimelineRow) => (row.kind === 'gap' ? 'unknown' : severityLooks[row.severity].tone);

/** What happened in the swarm, as far back as it is kept. `rows` are not of the cluster store: they outlive it. */
export const timelinePane = (rows: TimelineRows): ListPane<TimelineRow> => ({
  id: 'timeline',
  title: 'Timeline',
  objectKind: null,
  objectOf: rowObject,
  rows: {
    all: rows.all,
    get: (_store: ClusterStore, key) => rows.get(key),
    touched: ({other}) => (other.has('timeline') ? null : undefined),
    follow: rows.follow,
  },
  key: rowKey,
  name: titleOf,
  columns,
  defaultSort: {id: 'time', descending: true},
  text: row => [
    kindOf(row),
    titleOf(row),
    detailOf(row),
    ...(row.kind === 'gap' ? [] : row.objects.flatMap(({id, name}) => [name, id])),
  ],
  labels: row => (row.kind === 'gap' ? {} : {kind: row.kind, severity: row.severity, source: row.source}),
  isFault: row => rowFits(row, 'warning'),
  fits: rowFits,
  // What is told by them happens while they are fresh.
  sources: ['services', 'tasks', 'nodes'],
  inScope: (row, {kind, id}) =>
    row.kind === 'gap' || row.objects.some(object => object.kind === kind && object.id === id),
  open: rowPlace,
  empty: state =>
    [emptyText('entries', 'They appear as things happen.')(state), rows.note()]
      .filter(part => part !== '')
      .join(' '),
});
