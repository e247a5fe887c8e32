import {remark} from '../../domain/logs/line-order.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {LogRange, LogSubject} from '../../engine/logs.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Clock} from '../clock.ts';
import {createBackoff} from '../link/backoff.ts';
import {followLog} from './follow-log.ts';
import {isGrowing, isOver, type LogWish, mostStreams, subjectsOf, subjectsWithin} from './log-wish.ts';
import {createLostNodes} from './lost-nodes.ts';
import {createLogProgress, type LogProgress} from './progress.ts';
import {createReorder} from './reorder.ts';

/** What a reading of logs needs. */
export interface LogReadingParts {
  /** The engine connected now; null while there is none. */
  readonly engine: () => Engine | null;
  readonly store: ClusterStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly wish: LogWish;
  readonly range: LogRange;
  /** In the order of their times, as far as that can be told. */
  readonly onLines: (lines: readonly LogLine[]) => void;
  readonly onState: (state: LogState) => void;
}

/** How far the lines can be believed to be all there are. */
export interface LogState {
  /** `loading`: no engine has answered yet; `partial`: a node is lost; `done`: nothing more will come. */
  readonly kind: 'loading' | 'live' | 'partial' | 'broken' | 'done';
  /** Why it is broken or not whole. */
  readonly reason: string;
}

/** Logs that are being read, merged by time. */
export interface LogReading {
  readonly state: LogState;
  /** How far each log was read, by subject. */
  readonly progress: ReadonlyMap<string, LogProgress>;
  close(): void;
}

interface Stream {
  readonly ending: AbortController;
  readonly progress: LogProgress;
  broken: string | null;
  isOpen: boolean;
  isDone: boolean;
}

/** Reads all logs of a wish until it is closed; what joins a stack or a node later is read as well. */
export const startLogReading = (parts: LogReadingParts): LogReading => {
  const {store, clock, wish, range} = parts;
  const reorder = createReorder(clock, parts.onLines);
  const streams = new Map<string, Stream>();
  const progress = new Map<string, LogProgress>();
  const subjects = new Map<string, LogSubject>();
  const lost = createLostNodes(store);
  let state: LogState = {kind: 'loading', reason: ''};

  const tell = () => {
    const next = withTrouble(stateOf([...streams.values()], range.follow), store, lost.names);
    if (next.kind === state.kind && next.reason === state.reason) return;
    if (next.kind === 'done') reorder.flush();
    state = next;
    parts.onState(state);
  };
  const start = (subject: LogSubject, first: LogRange) => {
    const ending = new AbortController();
    const own = createLogProgress();
    const stream: Stream = {ending, progress: own, broken: null, isOpen: false, isDone: false};
    streams.set(keyOf(subject), stream);
    progress.set(keyOf(subject), own);
    subjects.set(keyOf(subject), subject);
    void followLog({
      ...parts,
      subject,
      range: first,
      progress: own,
      backoff: createBackoff({firstMs: 250, capMs: 5_000, jitter: 0.3}, parts.random),
      signal: ending.signal,
      onLines: lines => reorder.push(lines),
      onBroken(reason) {
        stream.broken = reason;
        if (reason === null) stream.isOpen = true;
        tell();
      },
      isOver: () => isOver(subject, store),
    }).finally(() => {
      stream.isDone = true;
      tell();
    });
  };
  const first = firstSubjects(parts);
  for (const subject of first) start(subject, range);
  if (first.length >= mostStreams)
    reorder.push([remark('note', `only ${mostStreams} logs are read at once`, {timeMs: 0, nanos: 0})]);

  const lookAtNodes = () => {
    const told = lost.look([...subjects.values()], clock.now());
    if (told.length > 0) reorder.push(told);
  };
  const grow = () => {
    for (const subject of subjectsOf(wish, store))
      if (!streams.has(keyOf(subject)) && openCount(streams) < mostStreams) start(subject, range);
  };
  const stopListening = !range.follow
    ? () => undefined
    : store.onChange(({tables: {services, tasks, nodes}, other}) => {
        if (isGrowing(wish) && (services !== undefined || tasks !== undefined)) grow();
        if (nodes !== undefined || tasks !== undefined) lookAtNodes();
        if (nodes !== undefined || tasks !== undefined || other.has('connection')) tell();
      });
  if (range.follow) lookAtNodes();
  if (first.length === 0) queueMicrotask(tell);

  return {
    get state() {
      return state;
    },
    progress,
    close() {
      stopListening();
      for (const {ending} of streams.values()) ending.abort();
      reorder.close();
    },
  };
};

const firstSubjects = ({wish, store, range: {since, untilMs, follow}}: LogReadingParts) =>
  since === undefined || untilMs === undefined || follow
    ? subjectsOf(wish, store)
    : subjectsWithin(wish, store, {fromMs: since.timeMs, toMs: untilMs});

const keyOf = ({kind, id}: LogSubject): string => `${kind} ${id}`;

/** A stream over a connection that has gone silent is open, and nothing comes. */
const hangs: ReadonlySet<string> = new Set(['unreachable', 'timed-out', 'waiting']);

const withTrouble = (state: LogState, store: ClusterStore, lost: readonly string[]): LogState => {
  if (state.kind !== 'live') return state;
  const {trouble} = store.connection;
  if (trouble !== null && hangs.has(trouble.kind)) return {kind: 'broken', reason: trouble.message};
  if (lost.length === 0) return state;
  return {kind: 'partial', reason: `${lost.length === 1 ? 'node' : 'nodes'} ${lost.join(', ')} down`};
};

const openCount = (streams: ReadonlyMap<string, Stream>): number =>
  [...streams.values()].filter(({isDone}) => !isDone).length;

const stateOf = (streams: readonly Stream[], follows: boolean): LogState => {
  const open = streams.filter(({isDone}) => !isDone);
  if (open.length === 0 && (!follows || streams.length > 0)) return {kind: 'done', reason: ''};
  const broken = open.find(stream => stream.broken !== null);
  if (broken !== undefined) return {kind: 'broken', reason: broken.broken ?? ''};
  return {kind: open.length > 0 && open.every(({isOpen}) => isOpen) ? 'live' : 'loading', reason: ''};
};
