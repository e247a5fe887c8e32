import {remark} from '../../domain/logs/line-order.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {LogMoment, LogRange, LogSubject} from '../../engine/logs.ts';
import {asFault} from '../calls/call-runner.ts';
import {type Clock, limitOf, pause} from '../clock.ts';
import type {Backoff} from '../link/backoff.ts';
import {createCatchUp} from './catch-up.ts';
import {createLogProgress, type LogProgress} from './progress.ts';

/** What reading one log needs. */
export interface FollowParts {
  /** The engine connected now; null while there is none. */
  readonly engine: () => Engine | null;
  readonly clock: Clock;
  readonly backoff: Backoff;
  readonly signal: AbortSignal;
  readonly subject: LogSubject;
  readonly range: LogRange;
  readonly progress?: LogProgress;
  readonly onLines: (lines: readonly LogLine[]) => void;
  /** Null: it is being read. */
  readonly onBroken: (reason: string | null) => void;
  /** Nothing more will be written: the task has ended. */
  readonly isOver: () => boolean;
}

const withoutEngineMs = 200;
/** Engines of 20.10 may leave an answer without end when tasks have come and gone; the docker CLI then hangs. */
const silenceMs = 10_000;
const unended = `the engine did not end its answer and was silent for ${silenceMs / 1_000} s: lines may be missing`;
/** A task that wrote more than this while nobody listened has a gap; all of it could take hours to read. */
const mostAgain = 100_000;

/**
 * Reads the log of one subject until it is over or the signal ends it. A stream that breaks (the leader died, the manager
 * changed, the connection was lost) is opened again from the last lines on, so that none is missed and none comes twice.
 */
export const followLog = async (parts: FollowParts): Promise<void> => {
  const {clock, signal, range, backoff} = parts;
  const progress = parts.progress ?? createLogProgress();
  const catchUp = createCatchUp({...parts, progress});
  let brokenMs: number | null = null;
  let lastFault = '';

  const now = () => ({timeMs: clock.now(), nanos: 0});
  const tellFault = (text: string) => {
    if (text === lastFault) return;
    lastFault = text;
    parts.onLines([remark('fault', text, now())]);
  };
  const broken = (reason: string) => {
    brokenMs ??= clock.elapsed();
    parts.onBroken(reason);
  };
  const opened = () => {
    if (brokenMs !== null) {
      const seconds = Math.round((clock.elapsed() - brokenMs) / 1_000);
      parts.onLines([remark('note', `read again after ${seconds} s, from the last line on`, now())]);
    }
    brokenMs = null;
    parts.onBroken(null);
  };
  const take = (lines: readonly LogLine[]) => {
    const fresh = progress.take(catchUp.letPass(lines), clock.now());
    const written = fresh.filter(line => line.stream !== 'fault');
    if (written.length > 0) {
      lastFault = '';
      backoff.reset();
      parts.onLines(written);
    }
    for (const line of fresh) if (line.stream === 'fault') tellFault(new TextDecoder().decode(line.text));
  };

  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const engine = parts.engine();
    if (engine === null) {
      if (!isFirst) broken('no engine is connected');
      await pause(clock, withoutEngineMs, signal);
      continue;
    }
    const since = progress.resumeFrom(clock.now());
    const silent = since === null || parts.subject.kind !== 'service' ? [] : progress.silent(clock.now());
    if (since !== null) progress.reopened(since);
    const end = await readOnce(engine, parts, again(range, since), take, () => {
      opened();
      catchUp.begin(silent);
    });
    if (signal.aborted || end === 'gone' || end === 'done') return;
    if (end.reason !== '') tellFault(end.reason);
    broken(end.reason === '' ? 'the engine closed the stream' : end.reason);
    await pause(clock, backoff.next(), signal);
  }
};

/** The range of another attempt. */
const again = (range: LogRange, since: LogMoment | null): LogRange =>
  since === null ? range : {...range, tail: range.follow ? mostAgain : null, since};

type End = 'done' | 'gone' | {readonly reason: string};

const readOnce = async (
  engine: Engine,
  parts: FollowParts,
  range: LogRange,
  take: (lines: readonly LogLine[]) => void,
  opened: () => void,
): Promise<End> => {
  const silence = range.follow ? null : limitOf(parts.signal, parts.clock, silenceMs);
  try {
    for await (const lines of engine.readLogs(
      parts.subject,
      range,
      silence?.signal ?? parts.signal,
      opened,
    )) {
      if (parts.signal.aborted) return 'done';
      silence?.extend();
      take(lines);
    }
    return !range.follow || parts.isOver() ? 'done' : {reason: ''};
  } catch (error) {
    const fault = asFault(error, 'read logs');
    if (parts.signal.aborted) return 'done';
    if (silence?.signal.aborted) {
      parts.onLines([remark('fault', unended, {timeMs: parts.clock.now(), nanos: 0})]);
      return 'done';
    }
    if (fault.kind !== 'not-found') return {reason: fault.message};
    const nowMs = parts.clock.now();
    const {kind} = parts.subject;
    parts.onLines([remark('note', `the ${kind} is gone, and its log with it`, {timeMs: nowMs, nanos: 0})]);
    return 'gone';
  } finally {
    silence?.release();
  }
};
