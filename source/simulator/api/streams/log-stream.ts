import {setImmediate as nextTurn} from 'node:timers/promises';
import type {ContainerLog, LogLine} from '../../simulated-engine.ts';
import type {Outlet} from '../answer.ts';
import {isBelow} from '../api-version.ts';
import type {Call} from '../call.ts';
import type {RouteInput} from '../route.ts';
import {dressedLine, logFrame} from './log-frame.ts';
import {type LogQuery, readLogQuery} from './log-query.ts';
import {pause} from './pause.ts';

/** So many lines of one container are taken at a time. */
const pieceLines = 500;
/** How often a follower looks for more, on the simulation's clock. */
const lookMs = 100;

type Logs = () => readonly ContainerLog[];

interface Told {
  readonly log: ContainerLog;
  readonly line: LogLine;
}

/** The moment from which on each container's lines have not been told yet. */
type Marks = Map<string, number>;

const isWanted = ({line}: Told, query: LogQuery): boolean =>
  query[line.stream] &&
  line.timeMs >= query.sinceMs &&
  (query.untilMs === null || line.timeMs <= query.untilMs);

const byTime = (a: Told, b: Told): number => a.line.timeMs - b.line.timeMs;

/** Lines of one container since its mark, which they move on. */
const takeNew = (log: ContainerLog, marks: Marks, fallbackMs: number): readonly Told[] => {
  const lines = log.after(marks.get(log.containerId) ?? fallbackMs, pieceLines);
  const last = lines.at(-1);
  if (last !== undefined) marks.set(log.containerId, last.timeMs);
  return lines.map(line => ({log, line}));
};

/** What was written before now: the last lines of each container, or all of them in pieces. */
const sendPast = async (
  logs: readonly ContainerLog[],
  query: LogQuery,
  marks: Marks,
  send: (told: readonly Told[]) => Promise<boolean>,
): Promise<boolean> => {
  const {tail} = query;
  if (tail !== null) {
    const told = logs.flatMap(log => {
      const lines = log.tail(tail);
      // The mark of a container of which nothing was wanted is its newest line all the same.
      const newest = (lines.at(-1) ?? log.tail(1).at(-1))?.timeMs;
      if (newest !== undefined) marks.set(log.containerId, newest);
      return lines.map(line => ({log, line}));
    });
    return send(told);
  }
  for (;;) {
    const told = logs.flatMap(log => takeNew(log, marks, query.sinceMs - 1));
    if (told.length === 0) return true;
    if (!(await send(told))) return false;
  }
};

const unavailableText = (log: ContainerLog): string =>
  `Error grabbing logs: rpc error: code = Unknown desc = warning: incomplete log stream. some logs could not be retrieved for the following reasons: node ${log.nodeId} is not available\n`;

const sendLogs = async (
  {engine, call}: RouteInput,
  outlet: Outlet,
  logs: Logs,
  query: LogQuery,
  isOver: () => boolean,
): Promise<void> => {
  const marks: Marks = new Map();
  const send = async (told: readonly Told[]): Promise<boolean> => {
    const frames = told
      .filter(one => isWanted(one, query))
      .toSorted(byTime)
      .map(({log, line}) => logFrame(line.stream, dressedLine(log, line, query)));
    if (frames.length > 0 && !outlet.write(Buffer.concat(frames))) await outlet.drained();
    else await nextTurn();
    return !call.signal.aborted;
  };
  const available = () => logs().filter(log => log.isAvailable());

  const beganMs = engine.nowMs();
  const isThere = await sendPast(available(), query, marks, send);
  if (!isThere) return;
  if (!query.follow) {
    const gone = logs().find(log => !log.isAvailable());
    if (gone !== undefined) outlet.write(logFrame('fault', unavailableText(gone)));
    return;
  }
  while (!call.signal.aborted) {
    await pause(engine, lookMs, call.signal);
    // What has started meanwhile is followed from its beginning.
    const told = available().flatMap(log => takeNew(log, marks, Math.max(query.sinceMs, beganMs) - 1));
    if (!(await send(told))) return;
    if (told.length === 0 && isOver()) return;
    if (query.untilMs !== null && engine.nowMs() > query.untilMs) return;
  }
};

/** Before API 1.42 framed and unframed logs could not be told apart by their type. */
const contentType = ({version}: Call): string =>
  isBelow(version, {major: 1, minor: 42})
    ? 'application/vnd.docker.raw-stream'
    : 'application/vnd.docker.multiplexed-stream';

const streamLogs = async (
  input: RouteInput,
  query: LogQuery,
  logs: Logs,
  isOver: () => boolean = () => false,
): Promise<void> => {
  const outlet = input.answer.open(contentType(input.call));
  await sendLogs(input, outlet, logs, query, isOver);
  outlet.end();
};

/** `GET /services/{ref}/logs`: all its tasks, also those to come. */
export const streamServiceLogs = async (input: RouteInput): Promise<void> => {
  const query = readLogQuery(input.call, 'swarm');
  await streamLogs(input, query, await input.engine.serviceLogs(input.ref));
};

export const streamTaskLogs = async (input: RouteInput): Promise<void> => {
  const query = readLogQuery(input.call, 'swarm');
  await streamLogs(input, query, await input.engine.taskLogs(input.ref));
};

/** `GET /containers/{ref}/logs`: ends with the container. */
export const streamContainerLog = async (input: RouteInput): Promise<void> => {
  const query = readLogQuery(input.call, 'container');
  const log = await input.engine.containerLogs(input.ref);
  const withoutDetails = {...query, details: false};
  await streamLogs(
    input,
    withoutDetails,
    () => [log],
    () => !log.isOpen(),
  );
};
