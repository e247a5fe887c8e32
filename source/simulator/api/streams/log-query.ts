import {ApiError} from '../../api-error.ts';
import type {Call} from '../call.ts';
import type {LineDress} from './log-frame.ts';

/** What a client asked of a log. */
export interface LogQuery extends LineDress {
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly follow: boolean;
  /** Milliseconds; 0: from the beginning. */
  readonly sinceMs: number;
  /** Milliseconds; null: without end. Only logs of containers have it. */
  readonly untilMs: number | null;
  /** Lines of each container; null: all. */
  readonly tail: number | null;
}

const secondsIn = (text: string | null, name: string): number | null => {
  if (text === null || text === '' || text === '0') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds * 1000;
  throw new ApiError(400, `invalid value for "${name}": strconv.ParseInt: parsing "${text}": invalid syntax`);
};

export const readLogQuery = (call: Call): LogQuery => {
  const [stdout, stderr] = [call.flag('stdout'), call.flag('stderr')];
  if (!stdout && !stderr) throw new ApiError(400, 'Bad parameters: you must choose at least one stream');
  const tail = call.query.get('tail');
  const lines = tail === null || tail === '' || tail === 'all' ? null : Number(tail);
  return {
    stdout,
    stderr,
    follow: call.flag('follow'),
    timestamps: call.flag('timestamps'),
    details: call.flag('details'),
    sinceMs: secondsIn(call.query.get('since'), 'since') ?? 0,
    untilMs: secondsIn(call.query.get('until'), 'until'),
    // A number that is none, or a negative one, is taken for all.
    tail: lines === null || !Number.isInteger(lines) || lines < 0 ? null : lines,
  };
};
