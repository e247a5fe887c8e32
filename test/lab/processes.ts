import {type ChildProcess, spawn} from 'node:child_process';
import {closeSync, openSync, readFileSync, writeFileSync} from 'node:fs';
import {until} from '../until.ts';

/** A process that is remembered by its start time too, so that a recycled pid is never signalled. */
export interface RememberedProcess {
  readonly pid: number;
  /** Clock ticks since boot. */
  readonly startTime: string;
}

export function identify(pid: number): RememberedProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before the last bracket may hold spaces and brackets; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startTime = fields[19];
    return fields[0] === 'Z' || startTime === undefined ? null : {pid, startTime};
  } catch {
    return null;
  }
}

export function isAlive(process_: RememberedProcess | null): process_ is RememberedProcess {
  return process_ !== null && identify(process_.pid)?.startTime === process_.startTime;
}

export function signal(process_: RememberedProcess | null, name: NodeJS.Signals): void {
  if (!isAlive(process_)) return;
  try {
    process.kill(process_.pid, name);
  } catch {
    // It ended between the look and the signal.
  }
}

export async function waitForEnd(what: string, process_: RememberedProcess | null): Promise<void> {
  await until(`${what} ends`, () => !isAlive(process_), {timeoutMs: 20_000, everyMs: 20});
}

export function remember(process_: RememberedProcess, file: string): void {
  writeFileSync(file, JSON.stringify(process_));
}

export function recall(file: string): RememberedProcess | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startTime' in value))
      return null;
    const {pid, startTime} = value;
    return typeof pid === 'number' && typeof startTime === 'string' ? {pid, startTime} : null;
  } catch {
    return null;
  }
}

/** Starts a process that outlives this one, its output appended to a log file. */
export function startDetached(
  command: string,
  args: readonly string[],
  options: {readonly log: string; readonly env?: NodeJS.ProcessEnv},
): RememberedProcess {
  const log = openSync(options.log, 'a');
  let child: ChildProcess;
  try {
    child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', log, log],
      env: options.env ?? process.env,
    });
  } finally {
    closeSync(log);
  }
  child.on('error', () => {
    // Told below: it has no pid.
  });
  child.unref();
  const started = child.pid === undefined ? null : identify(child.pid);
  if (started === null) throw new Error(`cannot start ${command}: see ${options.log}`);
  return started;
}
