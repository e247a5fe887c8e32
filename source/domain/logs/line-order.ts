import type {LogLine, LogOrigin, LogStream} from '../model/index.ts';

/** A moment to the nanosecond. */
type Moment = Pick<LogLine, 'timeMs' | 'nanos'>;

/** Negative when `a` was before `b`. */
export const compareMoments = (a: Moment, b: Moment): number => a.timeMs - b.timeMs || a.nanos - b.nanos;

/** A line of our own between those of programs. */
export const remark = (
  stream: Exclude<LogStream, 'stdout' | 'stderr'>,
  text: string,
  at: Moment,
  origin: LogOrigin = nobody,
): LogLine => ({
  stream,
  origin,
  timeMs: at.timeMs,
  nanos: at.nanos,
  text: utf8(text),
});

/** Whoever wrote it cannot be told. */
const nobody: LogOrigin = Object.freeze({taskId: '', nodeId: '', serviceId: ''});

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
