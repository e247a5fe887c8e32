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

const secondsIn = (text: string | null, refuse: (goText: string) => ApiError): number | null => {
  if (text === null || text === '' || text === '0') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return seconds * 1000;
  throw refuse(`strconv.ParseInt: parsing "${text}": invalid syntax`);
};

const noStream = 'Bad parameters: you must choose at least one stream';

/** Logs of swarm objects fail with 500 where those of a container say what was wrong with the request. */
export const readLogQuery = (call: Call, of: 'swarm' | 'container'): LogQuery => {
  const [stdout, stderr] = [call.flag('stdout'), call.flag('stderr')];
  if (!stdout && !stderr) throw new ApiError(of === 'swarm' ? 500 : 400, noStream);
  const refuse = (text: string) =>
    new ApiError(500, of === 'swarm' ? `could not parse since timestamp: ${text}` : text);
  const tail = call.query.get('tail');
  const lines = tail === null || tail === '' || tail === 'all' ? null : Number(tail);
  return {
    stdout,
    stderr,
    follow: call.flag('follow'),
    timestamps: call.flag('timestamps'),
    details: call.flag('details'),
    // A line's own time brings it again; the simulator's lines have nothing below the millisecond to compare.
    sinceMs: Math.floor(secondsIn(call.query.get('since'), refuse) ?? 0),
    // Only containers have an end: for swarm objects it is not looked at.
    untilMs: of === 'swarm' ? null : secondsIn(call.query.get('until'), refuse),
    // A number that is none, or a negative one, is taken for all.
    tail: lines === null || !Number.isInteger(lines) || lines < 0 ? null : lines,
  };
};
