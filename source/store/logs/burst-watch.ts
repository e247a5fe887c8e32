import type {LogLine} from '../../domain/model/index.ts';

/** A service that writes far more than it does otherwise. */
export interface LogBurst {
  readonly serviceId: string;
  /** The line that was too many, by the clock of its node. */
  readonly atMs: number;
  /** The minute in which it was written, counted from the epoch. */
  readonly minute: number;
  /** Lines of that minute so far. */
  readonly lines: number;
  /** Lines of an ordinary minute before. */
  readonly usual: number;
}

export interface BurstWatch {
  /** The bursts that these lines begin; each is told once. */
  take(lines: readonly LogLine[]): readonly LogBurst[];
}

const oneMinuteMs = 60_000;
/** Fewer are read by a person, whatever is usual. */
const fewestLines = 200;
/** So many times what is usual. */
const farAbove = 5;
/** What is usual is known after so many minutes, and is that of the last so many. */
const fewestMinutes = 3;
const keptMinutes = 15;

interface Counted {
  minute: number;
  lines: number;
  isTold: boolean;
  /** Of the minutes before, the newest last. */
  readonly before: number[];
}

/** Counts the lines of followed logs by service and minute. */
export const createBurstWatch = (): BurstWatch => {
  const services = new Map<string, Counted>();

  const turn = (counted: Counted, minute: number) => {
    // A minute without lines is one, too; after a long silence nothing is usual any more.
    for (let past = counted.minute; past < minute && past - counted.minute <= keptMinutes; past++) {
      counted.before.push(past === counted.minute ? counted.lines : 0);
      if (counted.before.length > keptMinutes) counted.before.shift();
    }
    counted.minute = minute;
    counted.lines = 0;
    counted.isTold = false;
  };
  const count = (serviceId: string, atMs: number): LogBurst | null => {
    const minute = Math.floor(atMs / oneMinuteMs);
    const counted = services.get(serviceId) ?? {minute, lines: 0, isTold: false, before: []};
    services.set(serviceId, counted);
    if (minute < counted.minute) return null;
    if (minute > counted.minute) turn(counted, minute);
    counted.lines += 1;
    if (counted.isTold || counted.lines < fewestLines || counted.before.length < fewestMinutes) return null;
    const usual = medianOf(counted.before);
    if (counted.lines < farAbove * usual) return null;
    counted.isTold = true;
    return {serviceId, atMs, minute, lines: counted.lines, usual};
  };
  return {
    take(lines) {
      const bursts: LogBurst[] = [];
      for (const {stream, origin, timeMs} of lines) {
        if (origin.serviceId === '' || (stream !== 'stdout' && stream !== 'stderr')) continue;
        const burst = count(origin.serviceId, timeMs);
        if (burst !== null) bursts.push(burst);
      }
      return bursts;
    },
  };
};

const medianOf = (counts: readonly number[]): number =>
  counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
