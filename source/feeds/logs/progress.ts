import {compareMoments, remark} from '../../domain/logs/line-order.ts';
import type {LogLine, LogOrigin} from '../../domain/model/index.ts';
import type {LogMoment} from '../../engine/logs.ts';
import {createRecentStamps, type RecentStamps} from './recent-stamps.ts';

/** How far the log of each task was read: what comes twice is left out, and what is missing is told. */
export interface LogProgress {
  /** The lines that are new, each gap before the line that follows it. */
  take(lines: readonly LogLine[], nowMs: number): readonly LogLine[];
  /** The stream is opened again, from this moment on; of one task: its own log is. */
  reopened(since: LogMoment, taskId?: string): void;
  /** What a task wrote up to now may come once more. */
  repeats(taskId: string): void;
  /** From where it must be read again, so that nothing is missed; null: nothing was read yet. */
  resumeFrom(nowMs: number): LogMoment | null;
  /** Tasks that have been silent for so long that this moment may lie behind lines of theirs. */
  silent(nowMs: number): readonly SilentTask[];
}

/** A task, and from where its own log must be read. */
export interface SilentTask {
  readonly taskId: string;
  readonly since: LogMoment;
}

interface OriginProgress {
  last: LogMoment;
  /** Lines at exactly that moment: when they come again, so many are known. */
  countAtLast: number;
  /** What is known comes again, until something newer comes. */
  replay: {knownLeft: number; hasMet: boolean} | null;
  /** With which line the present stream began; a stream that a node begins anew has it again. */
  first: LogMoment | null;
  readonly recent: RecentStamps;
  heardMs: number;
}

/** Whoever wrote within this time may have had lines under way when the stream broke. */
const activeMs = 30_000;
/** Lines reach a manager a few ms after they were written; this is far beyond. */
const marginMs = 2_000;

const beforeAll: LogMoment = {timeMs: Number.NEGATIVE_INFINITY, nanos: 0};

export const createLogProgress = (): LogProgress => {
  // Each stream of a task is in the order of its times; between the two, lines change places by microseconds.
  const streams = {stdout: new Map<string, OriginProgress>(), stderr: new Map<string, OriginProgress>()};
  const all = (): readonly OriginProgress[] => [...streams.stdout.values(), ...streams.stderr.values()];
  const ofTask = (id: string): readonly OriginProgress[] =>
    [streams.stdout.get(id), streams.stderr.get(id)].filter(origin => origin !== undefined);
  let newest: LogMoment | null = null;

  const begin = (heardMs: number): OriginProgress => {
    const recent = createRecentStamps();
    return {last: beforeAll, countAtLast: 0, replay: null, first: null, recent, heardMs};
  };
  const advance = (origin: OriginProgress, line: LogLine) => {
    origin.last = {timeMs: line.timeMs, nanos: line.nanos};
    origin.countAtLast = 1;
    origin.recent.add(line);
    if (newest === null || compareMoments(line, newest) > 0) newest = origin.last;
  };

  /** Whether the line is new. A clock that was set back makes older lines new ones. */
  const isNew = (origin: OriginProgress, line: LogLine): boolean => {
    const order = compareMoments(line, origin.last);
    if (order > 0) {
      origin.replay = null;
      advance(origin, line);
      return true;
    }
    if (origin.replay === null && order < 0 && isKnown(origin, line))
      origin.replay = {knownLeft: origin.countAtLast, hasMet: true};
    if (origin.replay === null) {
      if (order < 0) advance(origin, line);
      else origin.countAtLast += 1;
      return true;
    }
    origin.replay.hasMet = true;
    if (order < 0) {
      origin.replay.knownLeft = origin.countAtLast;
      return false;
    }
    if (origin.replay.knownLeft > 0) {
      origin.replay.knownLeft -= 1;
      return false;
    }
    origin.countAtLast += 1;
    return true;
  };

  return {
    take(lines, nowMs) {
      const fresh: LogLine[] = [];
      for (const line of lines) {
        if (line.stream !== 'stdout' && line.stream !== 'stderr') {
          fresh.push(line);
          continue;
        }
        const key = line.origin.taskId;
        const origins = streams[line.stream];
        let origin = origins.get(key);
        if (origin === undefined) {
          origin = begin(nowMs);
          origins.set(key, origin);
        }
        origin.heardMs = nowMs;
        origin.first ??= {timeMs: line.timeMs, nanos: line.nanos};
        const {last, replay} = origin;
        const isGap = replay !== null && !replay.hasMet && compareMoments(line, last) > 0;
        if (!isNew(origin, line)) continue;
        if (isGap) fresh.push(gapBefore(line, last, line.origin));
        fresh.push(line);
      }
      return fresh;
    },
    reopened(since, taskId) {
      for (const origin of taskId === undefined ? all() : ofTask(taskId)) {
        // What was read before that moment does not come again, so that its absence means nothing.
        const hasMet = compareMoments(origin.last, since) < 0;
        origin.replay = {knownLeft: origin.countAtLast, hasMet};
        origin.first = null;
      }
    },
    repeats(taskId) {
      for (const origin of ofTask(taskId)) origin.replay = {knownLeft: origin.countAtLast, hasMet: true};
    },
    resumeFrom(nowMs) {
      if (newest === null) return null;
      let earliest: LogMoment = {timeMs: newest.timeMs - marginMs, nanos: 0};
      for (const {last, heardMs} of all())
        if (nowMs - heardMs <= activeMs && compareMoments(last, earliest) < 0) earliest = last;
      return earliest;
    },
    silent(nowMs) {
      const ids = new Set([...streams.stdout.keys(), ...streams.stderr.keys()]);
      return [...ids].flatMap(taskId => {
        const own = ofTask(taskId);
        if (own.some(({heardMs}) => nowMs - heardMs <= activeMs)) return [];
        const [last] = own.map(origin => origin.last).sort((a, b) => compareMoments(b, a));
        return last === undefined ? [] : [{taskId, since: {timeMs: last.timeMs - marginMs, nanos: 0}}];
      });
    },
  };
};

const isKnown = ({recent, first}: OriginProgress, line: LogLine): boolean =>
  recent.has(line) || (first !== null && compareMoments(line, first) === 0);

const gapBefore = (line: LogLine, last: LogMoment, origin: LogOrigin): LogLine =>
  remark(
    'gap',
    `lines may be missing here: the engine has none between ${clockText(last)} and ${clockText(line)}`,
    line,
    origin,
  );

const clockText = ({timeMs}: LogMoment): string => new Date(timeMs).toISOString().slice(11, 23);
