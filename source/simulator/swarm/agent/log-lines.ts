import {isAgentService} from '../../../domain/agent-service.ts';
import type {ContainerLog, LogLine} from '../../simulated-engine.ts';
import {wireTime} from '../../wire/time.ts';
import type {TaskRecord} from '../state/records.ts';
import {agentLines} from './agent-lines.ts';
import {programOf} from './program-lines.ts';

/** What a program writes, by number: so any part of a log can be told without what came before. */
interface Lines {
  /** How many are written by that moment. */
  countBy(ms: number): number;
  timeOf(line: number): number;
  textOf(line: number): string;
  isError(line: number): boolean;
}

/** The log of a task's container. */
export const containerLog = (
  task: TaskRecord,
  nowMs: () => number,
  isAvailable: () => boolean,
): ContainerLog => {
  const lines = linesOf(task);
  const written = () => {
    if (task.startedMs === 0) return 0;
    return lines.countBy(task.endedMs > 0 ? task.endedMs : nowMs());
  };
  const part = (from: number, to: number): readonly LogLine[] => {
    const found: LogLine[] = [];
    for (let line = Math.max(0, from); line < to; line++) {
      const timeMs = lines.timeOf(line);
      found.push({
        timeMs,
        time: wireTime(timeMs, line),
        stream: lines.isError(line) ? 'stderr' : 'stdout',
        text: lines.textOf(line),
      });
    }
    return found;
  };
  return {
    taskId: task.id,
    nodeId: task.node?.id ?? '',
    serviceId: task.service.id,
    containerId: task.containerId ?? '',
    isAvailable,
    isOpen: () => task.endedMs === 0,
    tail: count => {
      const total = written();
      return part(total - count, total);
    },
    after(timeMs, limit) {
      const total = written();
      const from = firstAfter(lines, timeMs, total);
      return part(from, Math.min(total, from + limit));
    },
  };
};

const firstAfter = (lines: Lines, timeMs: number, total: number): number => {
  let [low, high] = [0, total];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines.timeOf(middle) > timeMs) high = middle;
    else low = middle + 1;
  }
  return low;
};

const linesOf = (task: TaskRecord): Lines => {
  const {behaviour} = task.template;
  if (task.node !== null && isAgentService(task.service.rules)) return agentLines(task, task.node);
  if (behaviour.writes === 'app') return appLines(task);
  if (behaviour.writes === 'nothing' || behaviour.linesPerSecond <= 0) return fixedLines([]);
  return evenLines(task, behaviour.writes === 'spam');
};

/** The first line comes one period after the start. */
const evenLines = (task: TaskRecord, isSpam: boolean): Lines => {
  const {linesPerSecond, lines} = task.template.behaviour;
  const periodMs = 1_000 / linesPerSecond;
  const timeOf = (line: number) => task.startedMs + (line + 1) * periodMs;
  const countBy = (ms: number) =>
    Math.max(0, Math.min(lines ?? Number.POSITIVE_INFINITY, Math.floor((ms - task.startedMs) / periodMs)));
  if (!isSpam) return programLines(task, {countBy, timeOf});
  return {
    countBy,
    timeOf,
    textOf: line => spamText(line + 1),
    isError: line => (line + 1) % 10 === 0,
  };
};

/** A program that needs longer to become healthy says why it does not. */
const mostStartMs = 60_000;

/** Now and then an error comes with its trace: lines at nearly the same time. */
const programLines = (task: TaskRecord, even: Pick<Lines, 'countBy' | 'timeOf'>): Lines => {
  const {image, behaviour} = task.template;
  const program = programOf(image);
  const isIll =
    behaviour.unhealthyAfterMs !== null || (behaviour.healthyAfterMs ?? mostStartMs) >= mostStartMs;
  const seed = seedOf(task.containerId ?? task.id);
  const {length} = program.fault;
  /** Its place in an error's lines; -1 for a line that stands alone. */
  const placeOf = (line: number) =>
    isIll || mixed(seed, Math.floor(line / length)) % 60 === 7 ? line % length : -1;
  const timeOf = (line: number) => {
    const place = Math.max(0, placeOf(line));
    return even.timeOf(line - place) + place;
  };
  return {
    countBy(ms) {
      let count = even.countBy(ms);
      while (count > 0 && placeOf(count) > 0 && timeOf(count) <= ms) count += 1;
      return count;
    },
    timeOf,
    textOf(line) {
      const bits = mixed(seed, line);
      const plain = {
        timeMs: timeOf(line),
        path: paths[bits % paths.length] ?? '/',
        status: statusOf(seed, line),
      };
      return program.fault[placeOf(line)] ?? program.plain({...plain, durationMs: 1 + (bits % 180)});
    },
    isError: line => placeOf(line) >= 0 || statusOf(seed, line) >= 500,
  };
};

/** Word for word what the lab's program `spam` writes. */
const spamText = (line: number) =>
  line % 10 === 0
    ? `line ${line} ERROR something odd happened`
    : `line ${line} level=info msg="request served" path=/a/${line}`;

const seedOf = (id: string): number => Number.parseInt(id.slice(0, 8), 16) || id.length;

const mixed = (seed: number, line: number): number => {
  const bits = Math.imul(seed ^ (line * 0x9e3779b1), 0x85ebca6b);
  return (bits ^ (bits >>> 13)) >>> 0;
};

const paths = ['/', '/api/items', '/api/items/42', '/login', '/health', '/static/app.js'];
const statusOf = (seed: number, line: number) => {
  const chance = mixed(seed, line) % 100;
  if (chance < 2) return 502;
  return chance < 6 ? 404 : 200;
};

const fixedLines = (
  lines: readonly {readonly timeMs: number; readonly text: string; readonly isError?: boolean}[],
): Lines => ({
  countBy: ms => lines.filter(({timeMs}) => timeMs <= ms).length,
  timeOf: line => lines[line]?.timeMs ?? 0,
  textOf: line => lines[line]?.text ?? '',
  isError: line => lines[line]?.isError === true,
});

/** Word for word what the lab's program `app` writes. */
const appLines = (task: TaskRecord): Lines => {
  const {env, behaviour, image} = task.template;
  const tag = image.split('@')[0]?.split(':').at(-1) ?? '';
  const version = env.get('VERSION') ?? tag;
  const host = (task.containerId ?? '').slice(0, 12);
  const {startedMs, endedMs} = task;
  const readyMs =
    startedMs + 10 + (Number(env.get('START_DELAY')) * 1_000 || (behaviour.healthyAfterMs ?? 0));
  const exitMs = behaviour.exit === null ? null : startedMs + behaviour.exit.afterMs;
  const gaveUp = exitMs !== null && endedMs > 0 && endedMs >= exitMs;
  return fixedLines(
    [
      {timeMs: startedMs, text: `app ${version} starting on ${host}`},
      {timeMs: readyMs, text: `app ${version} ready`},
      ...(gaveUp ? [{timeMs: exitMs, text: `app ${version}: fatal: giving up`, isError: true}] : []),
      ...(endedMs > 0 && !gaveUp && behaviour.termCode !== null
        ? [{timeMs: endedMs, text: `app ${version}: TERM, bye`}]
        : []),
    ].sort((a, b) => a.timeMs - b.timeMs),
  );
};
