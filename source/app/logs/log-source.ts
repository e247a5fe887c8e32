import type {Cluster} from '../../cluster/cluster.ts';
import type {LogRange, LogState, LogWish} from '../../cluster/read-logs.ts';
import {remark} from '../../domain/logs/line-order.ts';
import type {LogWindow} from '../../domain/logs/log-window.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {LogBudget} from '../../store/logs/log-budget.ts';
import {createLogRing, type LogRing} from '../../store/logs/log-ring.ts';
import {createMinuteCounts, type MinuteCounts} from '../../store/logs/minute-counts.ts';
import {gatherWindow} from './gather-window.ts';
import {createMoreLines} from './more-lines.ts';

/** How asking for more lines ended. */
export type MoreFound = 'found' | 'none' | 'full';

/** The lines of one place, read into memory. */
export interface LogSource {
  readonly ring: LogRing;
  readonly counts: MinuteCounts;
  readonly state: LogState;
  /** The tasks that have written, by id. */
  readonly tasks: ReadonlySet<string>;
  /** Number of the line that marks the moment of a window; null without one, and until all of it is here. */
  readonly moment: number | null;
  /** Lines of a window that have come and wait for the others. */
  readonly gathered: number;
  /** Reads what was written before the oldest line that is here. */
  older(): Promise<MoreFound>;
  /** Reads what was written after the newest line of a window; null: nothing can be missing there. */
  newer(): Promise<MoreFound> | null;
  /** A line of our own behind the newest. */
  mark(text: string, nowMs: number): void;
  close(): void;
}

/** Lines of each task that are asked for at a time. */
const pageLines = 500;
/** So much more of the time before or after a window is read at first; twice as much each time that nothing was there. */
const firstReachMs = 60_000;

const newestOf = (ring: LogRing): Pick<LogLine, 'timeMs' | 'nanos'> =>
  ring.line(ring.end - 1) ?? {timeMs: 0, nanos: 0};

/** What was taken in of a log, counted. */
const createTally = () => {
  const counts = createMinuteCounts();
  const linesOfTask = new Map<string, number>();
  const tasks = new Set<string>();
  return {
    counts,
    tasks,
    most: () => Math.max(0, ...linesOfTask.values()),
    add(lines: readonly LogLine[]) {
      for (const line of lines) {
        if (line.stream !== 'stdout' && line.stream !== 'stderr') continue;
        const {taskId} = line.origin;
        linesOfTask.set(taskId, (linesOfTask.get(taskId) ?? 0) + 1);
        counts.add(line.timeMs);
        tasks.add(taskId);
      }
    },
  };
};

export const createLogSource = (parts: {
  readonly cluster: Pick<Cluster, 'readLogs'>;
  readonly wish: LogWish;
  readonly range: LogRange;
  /** Reading ends after so many lines. */
  readonly mostLines?: number;
  readonly window: LogWindow | null;
  readonly budget: LogBudget;
  readonly limitBytes: number;
  readonly onChange: () => void;
}): LogSource => {
  const {cluster, wish, window, onChange, mostLines = Number.POSITIVE_INFINITY} = parts;
  const ring = createLogRing(parts.budget, parts.limitBytes);
  const tally = createTally();
  const more = createMoreLines(cluster, wish);
  let gathering = window === null ? null : gatherWindow(window);
  let moment: number | null = null;

  const keep = (lines: readonly LogLine[]) => {
    tally.add(lines);
    ring.append(lines);
  };
  const finishWindow = () => {
    if (gathering === null) return;
    const {lines, mark} = gathering.finish();
    gathering = null;
    moment = ring.end + mark;
    keep(lines);
  };
  const stop = (words: string) => {
    reading.close();
    present = {kind: 'done', reason: ''};
    finishWindow();
    ring.append([remark('note', words, newestOf(ring))]);
  };
  const reading = cluster.readLogs(wish, parts.range, {
    onLines(lines) {
      if (gathering === null) keep(lines);
      else gathering.push(lines);
      const count = gathering?.count ?? ring.end - ring.first;
      if (count >= mostLines)
        stop(
          window === null
            ? `the first ${count} lines; 0 goes to the last ones`
            : `more than ${count} lines in this time: the rest was left`,
        );
      onChange();
    },
    onState(state) {
      present = state;
      // What is there is shown also where the rest does not come.
      if (state.kind === 'done' || state.kind === 'broken') finishWindow();
      onChange();
    },
  });
  let present = reading.state;
  const reach = {older: firstReachMs, newer: firstReachMs};
  const keepNewer = (lines: readonly LogLine[]): MoreFound => {
    reach.newer = lines.length === 0 ? reach.newer * 2 : firstReachMs;
    keep(lines);
    onChange();
    return lines.length === 0 ? 'none' : 'found';
  };

  return {
    ring,
    counts: tally.counts,
    tasks: tally.tasks,
    get state() {
      return present;
    },
    get moment() {
      return moment;
    },
    get gathered() {
      return gathering?.count ?? 0;
    },
    async older() {
      const oldest = ring.line(ring.first);
      if (oldest === null || more.isAsking) return 'none';
      const from = {timeMs: oldest.timeMs - reach.older, nanos: 0};
      const lines = await (window === null
        ? more.before(oldest, tally.most() + pageLines)
        : more.between(from, oldest));
      reach.older = lines.length === 0 ? reach.older * 2 : firstReachMs;
      if (lines.length === 0) return 'none';
      if (!ring.prepend(lines)) return 'full';
      tally.add(lines);
      onChange();
      return 'found';
    },
    newer() {
      if (window === null || more.isAsking || moment === null) return null;
      const newest = newestOf(ring);
      return more.between(newest, {timeMs: newest.timeMs + reach.newer, nanos: 0}).then(keepNewer);
    },
    mark(text, nowMs) {
      ring.append([remark('note', text, {timeMs: nowMs, nanos: 0})]);
      onChange();
    },
    close() {
      reading.close();
      more.close();
      ring.close();
    },
  };
};
