import type {Cluster} from '../../cluster/cluster.ts';
import type {LogRange, LogReading, LogState, LogWish} from '../../cluster/read-logs.ts';
import {compareMoments, remark} from '../../domain/logs/line-order.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {LogBudget} from '../../store/logs/log-budget.ts';
import {createLogRing, type LogRing} from '../../store/logs/log-ring.ts';
import {createMinuteCounts, type MinuteCounts} from '../../store/logs/minute-counts.ts';

/** The lines of one place, read into memory. */
export interface LogSource {
  readonly ring: LogRing;
  readonly counts: MinuteCounts;
  readonly state: LogState;
  /** The tasks that have written, by id. */
  readonly tasks: ReadonlySet<string>;
  /** Reads what was written before the oldest line that is here; the answer is how that ended. */
  older(): Promise<'found' | 'none' | 'full'>;
  /** A line of our own behind the newest. */
  mark(text: string, nowMs: number): void;
  close(): void;
}

/** Lines of each task that are asked for at a time. */
const pageLines = 500;
/** When so many newer lines have come again, no older ones are under way. */
const enoughNewer = 2_000;

const lastOf = (ring: LogRing): Pick<LogLine, 'timeMs' | 'nanos'> =>
  ring.line(ring.end - 1) ?? {timeMs: 0, nanos: 0};

export const createLogSource = (parts: {
  readonly cluster: Pick<Cluster, 'readLogs'>;
  readonly wish: LogWish;
  readonly range: LogRange;
  /** Reading ends after so many lines. */
  readonly mostLines?: number;
  readonly budget: LogBudget;
  readonly limitBytes: number;
  readonly onChange: () => void;
}): LogSource => {
  const {cluster, wish, onChange} = parts;
  const ring = createLogRing(parts.budget, parts.limitBytes);
  const counts = createMinuteCounts();
  const linesOfTask = new Map<string, number>();
  const tasks = new Set<string>();
  let asking: LogReading | null = null;

  const count = (lines: readonly LogLine[]) => {
    for (const line of lines) {
      if (line.stream !== 'stdout' && line.stream !== 'stderr') continue;
      const {taskId} = line.origin;
      linesOfTask.set(taskId, (linesOfTask.get(taskId) ?? 0) + 1);
      counts.add(line.timeMs);
      tasks.add(taskId);
    }
  };
  const reading = cluster.readLogs(wish, parts.range, {
    onLines(lines) {
      count(lines);
      ring.append(lines);
      onChange();
      if (ring.end - ring.first < (parts.mostLines ?? Number.POSITIVE_INFINITY)) return;
      reading.close();
      present = {kind: 'done', reason: ''};
      ring.append([
        remark('note', `the first ${ring.end - ring.first} lines; 0 goes to the last ones`, lastOf(ring)),
      ]);
    },
    onState(state) {
      present = state;
      onChange();
    },
  });
  let present = reading.state;

  const olderThan = (oldest: LogLine): Promise<readonly LogLine[]> =>
    new Promise(resolve => {
      const found: LogLine[] = [];
      let newer = 0;
      const finish = () => {
        asking?.close();
        asking = null;
        resolve(found.sort(compareMoments));
      };
      // The engine knows no end of a log: it is asked for more of the tail, and left when that reaches what is here.
      const tail = Math.max(0, ...linesOfTask.values()) + pageLines;
      asking = cluster.readLogs(
        wish,
        {tail, follow: false},
        {
          onLines(lines) {
            for (const line of lines) {
              if (compareMoments(line, oldest) >= 0) newer += 1;
              else if (line.stream === 'stdout' || line.stream === 'stderr')
                found.push({...line, text: line.text.slice()});
            }
            if (newer > enoughNewer) finish();
          },
          onState: ({kind}) => (kind === 'done' ? finish() : undefined),
        },
      );
    });

  return {
    ring,
    counts,
    tasks,
    get state() {
      return present;
    },
    async older() {
      const oldest = ring.line(ring.first);
      if (oldest === null || asking !== null) return 'none';
      const lines = await olderThan(oldest);
      if (lines.length === 0) return 'none';
      if (!ring.prepend(lines)) return 'full';
      count(lines);
      onChange();
      return 'found';
    },
    mark(text, nowMs) {
      ring.append([remark('note', text, {timeMs: nowMs, nanos: 0})]);
      onChange();
    },
    close() {
      reading.close();
      asking?.close();
      ring.close();
    },
  };
};
