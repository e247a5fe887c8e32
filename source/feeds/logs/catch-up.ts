import type {LogLine} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {LogRange} from '../../engine/logs.ts';
import {asFault} from '../calls/call-runner.ts';
import {type Clock, limitOf} from '../clock.ts';
import type {LogProgress, SilentTask} from './progress.ts';

/**
 * Looks for what tasks wrote that were silent when a stream broke: it is opened again from the newest line of the others,
 * and what a node held back that was cut off lies before that.
 */
export interface CatchUp {
  /** The stream is open again: these tasks are read from their own last lines on, one after the other. */
  begin(tasks: readonly SilentTask[]): void;
  /** The lines that need not wait until what was written before them is here. */
  letPass(lines: readonly LogLine[]): readonly LogLine[];
}

interface Parts {
  readonly engine: () => Engine | null;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: LogProgress;
  readonly onLines: (lines: readonly LogLine[]) => void;
}

interface Owed extends SilentTask {
  /** Lines that came meanwhile. */
  readonly waiting: LogLine[];
  attempts: number;
}

/** An engine that waits for a node which is away says nothing. */
const limitMs = 5_000;
const mostTasks = 100;
/** After these what is missing stays so: the progress tells of it as a gap. */
const mostAttempts = 3;
/** Of each task; more was written than anybody waits for. */
const tail = 100_000;

export const createCatchUp = (parts: Parts): CatchUp => {
  const {progress, clock} = parts;
  const owed = new Map<string, Owed>();
  const queue: Owed[] = [];
  let isReading = false;

  const settle = (task: Owed, lines: readonly LogLine[]) => {
    const {taskId, since, waiting} = task;
    progress.reopened(since, taskId);
    const fresh = progress.take(lines, clock.now());
    // What came meanwhile has its beginning in what was just read.
    progress.repeats(taskId);
    const all = [...fresh, ...progress.take(waiting, clock.now())];
    waiting.length = 0;
    if (all.length > 0) parts.onLines(all);
  };
  const read = async (task: Owed) => {
    const engine = parts.engine();
    const found = engine === null ? null : await readTask(engine, parts, task);
    task.attempts += 1;
    const isWhole = found?.isWhole ?? false;
    if (isWhole || task.attempts >= mostAttempts) owed.delete(task.taskId);
    if (isWhole || task.waiting.length > 0) settle(task, found?.lines ?? []);
  };
  const work = async () => {
    if (isReading) return;
    isReading = true;
    for (let next = queue.shift(); next !== undefined && !parts.signal.aborted; next = queue.shift())
      await read(next);
    isReading = false;
  };

  return {
    begin(tasks) {
      for (const task of tasks.slice(0, mostTasks)) {
        if (owed.has(task.taskId)) continue;
        const entry = {...task, waiting: [], attempts: 0};
        owed.set(task.taskId, entry);
        queue.push(entry);
      }
      void work();
    },
    letPass(lines) {
      if (owed.size === 0) return lines;
      const free: LogLine[] = [];
      for (const line of lines) {
        const task = owed.get(line.origin.taskId);
        if (task === undefined || (line.stream !== 'stdout' && line.stream !== 'stderr')) free.push(line);
        else {
          task.waiting.push({...line, text: line.text.slice()});
          // It was away when it was asked for, and is back.
          if (!queue.includes(task) && !isReading) queue.push(task);
        }
      }
      void work();
      return free;
    },
  };
};

const readTask = async (
  engine: Engine,
  {clock, signal}: Parts,
  {taskId, since}: SilentTask,
): Promise<{readonly lines: readonly LogLine[]; readonly isWhole: boolean}> => {
  const range: LogRange = {tail, since, follow: false};
  const limit = limitOf(signal, clock, limitMs);
  const lines: LogLine[] = [];
  let isWhole = true;
  try {
    for await (const more of engine.readLogs({kind: 'task', id: taskId}, range, limit.signal)) {
      limit.extend();
      if (more.some(({stream}) => stream === 'fault')) isWhole = false;
      for (const line of more) if (line.stream !== 'fault') lines.push({...line, text: line.text.slice()});
    }
  } catch (error) {
    // A task that is not known any more has nothing left to be read.
    isWhole = asFault(error, 'read logs').kind === 'not-found';
  } finally {
    limit.release();
  }
  return {lines, isWhole};
};
