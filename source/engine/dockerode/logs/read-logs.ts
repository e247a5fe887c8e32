import type {LogLine, LogOrigin} from '../../../domain/model/index.ts';
import type {Endpoint} from '../../endpoint.ts';
import type {LogMoment, LogRange, LogSubject} from '../../logs.ts';
import {translate} from '../../translate.ts';
import {createPace} from '../lists/pace.ts';
import type {Question, Wire} from '../wire.ts';
import {createLineDecoder} from './line-decoder.ts';

/** Ordinary logs come a line or a few at a time. */
const floodBytes = 16 * 1_024;

/** Lines of one task are in the order of their times but for those of its two streams, which are written side by side. */
const disorderMs = 1_000;

/** Seconds and nanoseconds: a log of the swarm takes no other form of a time. */
const secondsText = ({timeMs, nanos}: LogMoment): string => {
  const seconds = Math.floor(timeMs / 1_000);
  return `${seconds}.${String((timeMs - seconds * 1_000) * 1e6 + nanos).padStart(9, '0')}`;
};

/** The request for a log. */
export const logQuestion = (subject: LogSubject, range: LogRange): Question => ({
  operation: 'read logs',
  target: `${subject.kind} ${subject.id}`,
  path: `/${subject.kind}s/${encodeURIComponent(subject.id)}/logs`,
  query: {
    stdout: '1',
    stderr: '1',
    timestamps: '1',
    ...(subject.kind === 'container' ? {} : {details: '1'}),
    ...(range.follow ? {follow: '1'} : {}),
    tail: range.tail === null ? 'all' : String(range.tail),
    ...(range.since === undefined ? {} : {since: secondsText(range.since)}),
    ...(range.untilMs === undefined || subject.kind !== 'container'
      ? {}
      : {until: secondsText({timeMs: range.untilMs, nanos: 0})}),
  },
});

const originOf = ({kind, id}: LogSubject): LogOrigin => ({
  taskId: kind === 'task' ? id : '',
  nodeId: '',
  serviceId: kind === 'service' ? id : '',
});

/** Reads a log over the wire. */
export async function* readLogs(
  wire: Wire,
  endpoint: Endpoint,
  question: Question,
  {subject, range, opened}: {subject: LogSubject; range: LogRange; opened: () => void},
): AsyncGenerator<readonly LogLine[], void> {
  const answer = await wire.ask(question);
  opened();
  const untilMs = range.untilMs ?? Number.POSITIVE_INFINITY;
  const isPast = (lines: readonly LogLine[]): boolean =>
    subject.kind === 'task' && !range.follow && lines.some(({timeMs}) => timeMs > untilMs + disorderMs);
  const wanted = (lines: readonly LogLine[]): readonly LogLine[] =>
    untilMs === Number.POSITIVE_INFINITY ? lines : lines.filter(({timeMs}) => timeMs <= untilMs);
  const pace = createPace();
  const decoder = createLineDecoder(originOf(subject), subject.kind !== 'container');
  try {
    for await (const chunk of wire.read(answer)) {
      const all = decoder.feed(chunk);
      const lines = wanted(all);
      if (lines.length > 0) yield lines;
      if (isPast(all)) return;
      // In a flood the next chunk is there already: keys and frames must come between two of them.
      if (chunk.length > floodBytes) await pace.breathe();
    }
    // A followed stream that ends is opened again: half a line would then come twice.
    const last = range.follow ? [] : wanted(decoder.end());
    if (last.length > 0) yield last;
  } catch (error) {
    throw translate(error, {...question, endpoint});
  }
}
