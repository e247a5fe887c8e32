import type {LogLine, LogOrigin} from '../../domain/model/index.ts';
import type {LogBudget} from './log-budget.ts';
import {
  addLine,
  createSegment,
  hasRoom,
  isReusable,
  type LogSegment,
  lineAt,
  segmentSize,
  sizeOf,
} from './log-segment.ts';

/** The newest lines of a log, as many as memory is given for. Lines are numbered; older ones put before have lower numbers. */
export interface LogRing {
  /** Number of the oldest line that is kept. */
  readonly first: number;
  /** One more than the number of the newest. */
  readonly end: number;
  /** Memory that is held. */
  readonly bytes: number;
  /** Lines that had to make room for newer ones. */
  readonly dropped: number;
  append(lines: readonly LogLine[]): void;
  /** Puts older lines before all others; false: there is no room, because newer ones are worth more. */
  prepend(lines: readonly LogLine[]): boolean;
  line(number: number): LogLine | null;
  /** The stretch of memory that has a line, for whoever reads many. */
  segmentOf(number: number): LogSegment | null;
  originsOf(): readonly LogOrigin[];
  close(): void;
}

export const createLogRing = (budget: LogBudget, limitBytes: number): LogRing => {
  let segments: LogSegment[] = [];
  let bytes = 0;
  let dropped = 0;
  let spare: LogSegment | null = null;
  const origins: LogOrigin[] = [];
  const numbers = new WeakMap<LogOrigin, number>();

  const first = () => segments[0]?.firstLine ?? 0;
  const end = () => {
    const last = segments.at(-1);
    return last === undefined ? 0 : last.firstLine + last.count;
  };
  const numberOf = (origin: LogOrigin): number => {
    const known = numbers.get(origin);
    if (known !== undefined) return known;
    // A stream that is opened again makes new records for the same tasks.
    const same = origins.findIndex(each => each.taskId === origin.taskId && each.nodeId === origin.nodeId);
    const number = same >= 0 ? same : origins.push(origin) - 1;
    numbers.set(origin, number);
    return number;
  };
  const newSegment = (firstLine: number, textBytes: number): LogSegment => {
    if (spare !== null && textBytes < spare.bytes.length) {
      const segment = spare;
      spare = null;
      Object.assign(segment, {firstLine, count: 0, used: 0});
      return segment;
    }
    return createSegment(firstLine, textBytes + 1);
  };
  const dropOldest = (): boolean => {
    if (segments.length < 2) return false;
    const [oldest, ...rest] = segments;
    segments = rest;
    if (oldest === undefined) return false;
    bytes -= sizeOf(oldest);
    dropped += oldest.count;
    if (isReusable(oldest)) spare = oldest;
    return true;
  };
  const holder = {
    get bytes() {
      return bytes;
    },
    dropOldest,
  };
  const leave = budget.join(holder);

  const add = (into: LogSegment[], firstLine: number, line: LogLine): LogSegment => {
    const last = into.at(-1);
    const segment =
      last !== undefined && hasRoom(last, line.text.length) ? last : newSegment(firstLine, line.text.length);
    if (segment !== last) {
      into.push(segment);
      bytes += sizeOf(segment);
    }
    addLine(segment, line, numberOf(line.origin));
    return segment;
  };
  const indexOf = (number: number): number => {
    let [low, high] = [0, segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((segments[middle]?.firstLine ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  const segmentOf = (number: number): LogSegment | null => {
    const segment = segments[indexOf(number)];
    return segment !== undefined && number < segment.firstLine + segment.count ? segment : null;
  };

  return {
    get first() {
      return first();
    },
    get end() {
      return end();
    },
    get bytes() {
      return bytes;
    },
    get dropped() {
      return dropped;
    },
    append(lines) {
      for (const line of lines) {
        const before = segments.length;
        add(segments, end(), line);
        if (segments.length !== before) budget.settle();
      }
    },
    prepend(lines) {
      const size = lines.reduce((sum, {text}) => sum + text.length, segmentSize);
      if (budget.bytes + size > limitBytes) return false;
      const added: LogSegment[] = [];
      const from = first() - lines.length;
      for (const [index, line] of lines.entries()) add(added, from + index, line);
      segments = [...added, ...segments];
      return true;
    },
    line(number) {
      const segment = segmentOf(number);
      return segment === null ? null : lineAt(segment, number - segment.firstLine, origins);
    },
    segmentOf,
    originsOf: () => origins,
    close() {
      leave();
      segments = [];
      bytes = 0;
    },
  };
};
