import type {Cluster} from '../../cluster/cluster.ts';
import type {LogRange, LogReading, LogWish} from '../../cluster/read-logs.ts';
import {compareMoments} from '../../domain/logs/line-order.ts';
import type {LogLine} from '../../domain/model/index.ts';

type Moment = Pick<LogLine, 'timeMs' | 'nanos'>;

/** Reads lines before and after those that are here, one request at a time. */
export interface MoreLines {
  readonly isAsking: boolean;
  /** What was written before a line, from a tail of so many lines of each task. */
  before(oldest: Moment, tail: number): Promise<readonly LogLine[]>;
  /** What was written between two moments, both left out. */
  between(from: Moment, to: Moment): Promise<readonly LogLine[]>;
  close(): void;
}

/** When so many newer lines have come again, no older ones are under way. */
const enoughNewer = 2_000;

export const createMoreLines = (cluster: Pick<Cluster, 'readLogs'>, wish: LogWish): MoreLines => {
  let asking: LogReading | null = null;

  const read = (
    range: LogRange,
    isWanted: (line: LogLine) => boolean,
    mostOthers: number,
  ): Promise<readonly LogLine[]> =>
    new Promise(resolve => {
      const found: LogLine[] = [];
      let others = 0;
      const finish = () => {
        asking?.close();
        asking = null;
        resolve(found.sort(compareMoments));
      };
      asking = cluster.readLogs(wish, range, {
        onLines(lines) {
          for (const line of lines) {
            if (!isWanted(line)) others += 1;
            else if (line.stream === 'stdout' || line.stream === 'stderr')
              found.push({...line, text: line.text.slice()});
          }
          if (others > mostOthers) finish();
        },
        onState: ({kind}) => (kind === 'done' ? finish() : undefined),
      });
    });

  return {
    get isAsking() {
      return asking !== null;
    },
    // The engine knows no end of a log: it is asked for more of the tail, and left when that reaches what is here.
    before: (oldest, tail) =>
      read({tail, follow: false}, line => compareMoments(line, oldest) < 0, enoughNewer),
    between: (from, to) =>
      read(
        {tail: null, follow: false, since: from, untilMs: to.timeMs},
        line => compareMoments(line, from) > 0 && compareMoments(line, to) < 0,
        Number.POSITIVE_INFINITY,
      ),
    close() {
      asking?.close();
      asking = null;
    },
  };
};
