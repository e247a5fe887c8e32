import {
  isAtLeast,
  type TimelineEntry,
  type TimelineSeverity,
  timelineKinds,
} from '../../domain/timeline/entry.ts';
import type {Look} from '../glyphs.ts';
import {levelLooks} from '../glyphs.ts';

/** A stretch in which nobody was looking. */
interface TimelineGapRow {
  readonly kind: 'gap';
  readonly id: string;
  readonly timeMs: number;
  readonly fromMs: number;
}

/** What happened, or that nobody knows what did. */
export type TimelineRow = TimelineEntry | TimelineGapRow;

/** Many alike grow by what comes late: a new row, since rows never change. */
export const rowKey = (row: TimelineRow): string =>
  row.kind !== 'gap' && row.count > 1 ? `${row.id}#${row.count}` : row.id;

/** How bad it is, as a glyph: a word for it would only repeat the title. */
export const severityLooks: Readonly<Record<TimelineSeverity, Look>> = {
  info: {glyph: '·', word: 'info', tone: 'text'},
  good: levelLooks.ok,
  warning: levelLooks.warning,
  critical: levelLooks.critical,
};

/** Words that a timeline can be narrowed to. */
export const kindWords: readonly string[] = timelineKinds;
export const severityWords: readonly TimelineSeverity[] = ['good', 'warning', 'critical'];

/** Whether a row is of this kind, or at least that bad. A gap is in every part of the timeline. */
export const rowFits = (row: TimelineRow, word: string): boolean => {
  if (row.kind === 'gap' || row.kind === word) return true;
  const least = severityWords.find(severity => severity === word);
  return least !== undefined && isAtLeast(row.severity, least);
};
