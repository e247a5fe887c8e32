import type {Cluster} from '../../cluster/cluster.ts';
import type {SwarmTimeline} from '../../cluster/timeline/swarm-timeline.ts';
import type {Place} from '../../panes/pane.ts';
import {noTimelineRows, type TimelineRows} from '../../panes/timeline/timeline-pane.ts';
import type {Touched} from '../../store/cluster-store.ts';
import type {Session} from '../../store/session.ts';
import {tellingBursts} from './log-bursts.ts';
import {createRecentEntries, type RecentEntries} from './recent-entries.ts';
import {createTimelineRows} from './timeline-rows.ts';

/** What the console shows of a timeline. */
export interface TimelineView {
  readonly rows: TimelineRows;
  readonly recent: RecentEntries['of'];
  /** Reads logs, and tells the timeline of bursts in them. */
  readonly readLogs: Cluster['readLogs'];
  close(): void;
}

const touchedRows: Touched = {tables: {}, derived: {}, other: new Set(['timeline'])};

/** Null: nothing is recorded. */
export const createTimelineView = (
  timeline: SwarmTimeline | null,
  parts: {
    readonly cluster: Pick<Cluster, 'store' | 'readLogs'>;
    readonly session: Session<Place>;
    readonly after: (ms: number, call: () => void) => () => void;
    /** Rows of the pane came or went; tells whether a list has changed. */
    readonly onRows: (touched: Touched) => boolean;
    readonly onEntries: () => void;
    readonly tell: (text: string, level: 'warning') => void;
  },
): TimelineView => {
  const {readLogs} = parts.cluster;
  if (timeline === null) return {rows: noTimelineRows, recent: () => [], readLogs, close: () => undefined};
  const rows = createTimelineRows({
    timeline,
    after: parts.after,
    nowMs: Date.now,
    warn: text => parts.tell(text, 'warning'),
    isWanted: () => parts.session.getState().trail.some(isTimeline),
    onChange() {
      if (parts.onRows(touchedRows)) parts.onEntries();
    },
  });
  const recent = createRecentEntries(timeline, parts.onEntries);
  return {
    rows,
    recent: recent.of,
    readLogs: tellingBursts(parts.cluster, timeline),
    close() {
      rows.close();
      recent.close();
    },
  };
};

const isTimeline = (place: Place): boolean => place.kind === 'list' && place.pane === 'timeline';
