import {Buffer} from 'node:buffer';
import type {ReadLogs} from '../../source/cluster/read-logs.ts';
import {compareMoments} from '../../source/domain/logs/line-order.ts';
import type {LogLine, LogOrigin} from '../../source/domain/model/index.ts';
import {EngineError} from '../../source/engine/errors.ts';
import type {EngineLogs, LogRange} from '../../source/engine/logs.ts';

/** A line of a task. */
export const aLogLine = (
  text: string,
  timeMs: number,
  taskId = 't1',
  change: Partial<LogLine> = {},
): LogLine => ({
  stream: 'stdout',
  origin: anOrigin(taskId),
  timeMs,
  nanos: 0,
  text: Buffer.from(text),
  ...change,
});

const aborted: readonly LogLine[] = [];
const origins = new Map<string, LogOrigin>();
const anOrigin = (taskId: string): LogOrigin => {
  const origin = origins.get(taskId) ?? {taskId, nodeId: 'n1', serviceId: 's1'};
  origins.set(taskId, origin);
  return origin;
};

export const textsOf = (lines: readonly LogLine[]): readonly string[] =>
  lines.map(({text}) => Buffer.from(text).toString('utf8'));

interface Follower {
  readonly range: LogRange;
  push(lines: readonly LogLine[] | null): void;
}

const aFollower = (range: LogRange, queue: (readonly LogLine[] | null)[]) => {
  let wake = Promise.withResolvers<void>();
  const follower: Follower = {
    range,
    push(lines) {
      queue.push(lines);
      wake.resolve();
    },
  };
  async function* lines(): AsyncGenerator<readonly LogLine[], void> {
    for (;;) {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (next === null) return;
        if (next === aborted)
          throw new EngineError('aborted', 'aborted', {operation: 'read logs', target: '', hint: ''});
        if (next.length > 0) yield next;
      }
      await wake.promise;
      wake = Promise.withResolvers();
    }
  }
  return {follower, lines};
};

/** The logs of one service as an engine keeps them, with streams that a test can break. */
export interface FakeLogs extends EngineLogs {
  /** A program writes; whoever follows hears of it. */
  write(...lines: readonly LogLine[]): void;
  /** The engine loses the oldest lines of a task, as a rotating file does. */
  forget(taskId: string, count: number): void;
  /** Ends all streams, with an error of the engine in them. */
  breakStreams(fault?: string): void;
  /** Requests fail so from now on; null: they are answered. */
  refuse(kind: 'unreachable' | 'not-found' | null): void;
  /** A node begins its part of all streams anew, as after it was away: with the lines it was asked for first. */
  beginAnew(taskId: string): void;
  /** The node of a task is away: what it writes is told to nobody, until it is back (null). */
  cutOff(taskId: string | null): void;
  /** Answers are given without an end, as those of engines that wait for a task that is gone. */
  neverEnd(): void;
  readonly asked: readonly LogRange[];
}

export const fakeLogs = (): FakeLogs => {
  const kept = new Map<string, LogLine[]>();
  const followers = new Set<Follower>();
  const asked: LogRange[] = [];
  const withheld: LogLine[] = [];
  let cutOff: string | null = null;
  let isEndless = false;
  let refusal: 'unreachable' | 'not-found' | null = null;

  const past = (lines: readonly LogLine[], {tail, since}: LogRange) => {
    const wanted = lines.filter(line => since === undefined || compareMoments(line, since) >= 0);
    return tail === null ? wanted : wanted.slice(Math.max(0, wanted.length - tail));
  };
  return {
    asked,
    async *readLogs(subject, range, signal, opened) {
      asked.push(range);
      if (refusal !== null)
        throw new EngineError(refusal, `fake ${refusal}`, {operation: 'read logs', target: '', hint: ''});
      opened?.();
      const own = [...kept].filter(([id]) => subject.kind !== 'task' || subject.id === id);
      const queue: (readonly LogLine[] | null)[] = own.map(([, lines]) => past(lines, range));
      const isMissing = cutOff !== null && (subject.kind !== 'task' || subject.id === cutOff);
      if (isMissing && !range.follow)
        queue.push([aLogLine('the node is not available', 0, '', {stream: 'fault'})]);
      if (!range.follow && !isEndless) return yield* queue.filter(lines => lines !== null);
      const {follower, lines} = aFollower(range, queue);
      followers.add(follower);
      signal.addEventListener('abort', () => follower.push(aborted), {once: true});
      try {
        yield* lines();
      } finally {
        followers.delete(follower);
      }
    },
    write(...written) {
      withheld.push(...written.filter(line => line.origin.taskId === cutOff));
      const lines = written.filter(line => line.origin.taskId !== cutOff);
      for (const line of lines) {
        const own = kept.get(line.origin.taskId) ?? [];
        own.push(line);
        kept.set(line.origin.taskId, own);
      }
      for (const follower of followers) follower.push(lines);
    },
    forget: (taskId, count) => void kept.get(taskId)?.splice(0, count),
    breakStreams(fault) {
      for (const follower of followers) {
        if (fault !== undefined) follower.push([aLogLine(fault, 0, '', {stream: 'fault'})]);
        follower.push(null);
      }
    },
    cutOff(taskId) {
      cutOff = taskId;
      if (taskId !== null) return;
      for (const line of withheld.splice(0)) {
        const {taskId: id} = line.origin;
        kept.set(id, [...(kept.get(id) ?? []), line]);
      }
    },
    neverEnd() {
      isEndless = true;
    },
    refuse(kind) {
      refusal = kind;
    },
    beginAnew(taskId) {
      for (const follower of followers) follower.push(past(kept.get(taskId) ?? [], follower.range));
    },
  };
};

/** Logs in which nobody ever writes; of all lines given, those that were asked for come at once. */
export const readingOf =
  (...lines: readonly LogLine[]): ReadLogs =>
  (_wish, range, {onLines, onState}) => {
    const state = {kind: range.follow ? ('live' as const) : ('done' as const), reason: ''};
    queueMicrotask(() => {
      if (lines.length > 0) onLines(lines);
      onState(state);
    });
    return {state: {kind: 'loading', reason: ''}, progress: new Map(), close: () => undefined};
  };
