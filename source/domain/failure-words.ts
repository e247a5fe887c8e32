import {exitCodeInWords} from './exit-codes.ts';
import type {Task} from './model/index.ts';

/** Why a task ended, in one line: what the engine says, without what it says of its own inner workings. */
export function failureInWords(task: Task): string {
  const error = task.error.trim();
  if (/dockerexec: unhealthy container/.test(error)) return `its health check failed${withExitCode(task)}`;
  const exited = /^task: non-zero exit \((\d+)\)(?:: (.*))?$/.exec(error);
  if (exited !== null) {
    const words = exitCodeInWords(Number(exited[1]));
    return exited[2] === undefined ? words : `${words}: ${exited[2]}`;
  }
  if (error === '') {
    if (task.exitCode !== null) return exitCodeInWords(task.exitCode);
    return task.message === '' ? 'the engine gives no reason' : task.message;
  }
  return `${innermost(error)}${withExitCode(task)}`;
}

function withExitCode(task: Task): string {
  return task.exitCode === null || task.exitCode === 0 ? '' : `, ${exitCodeInWords(task.exitCode)}`;
}

/** `starting container failed: failed to create task: … runc create failed: …: exec: "/bin/x": …` has its cause last. */
function innermost(error: string): string {
  const start = 'unable to start container process: ';
  const at = error.lastIndexOf(start);
  return at < 0 ? error : error.slice(at + start.length);
}
