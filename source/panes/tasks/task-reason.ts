import {exitCodeInWords} from '../../domain/exit-codes.ts';
import type {Task} from '../../domain/model/index.ts';
import {pendingInWords} from '../../domain/pending-reasons.ts';
import {isUnplaced} from '../../domain/task-lifecycle.ts';

/** What the engine puts before the part that tells something, once a layer of its own (dockerd, containerd, runc). */
const layers =
  /^(?:starting container failed|failed to create task for container|failed to create shim task|OCI runtime create failed|runc create failed|unable to start container process|error during container init): /;

const withoutLayers = (error: string): string => {
  let rest = error;
  while (layers.test(rest)) rest = rest.replace(layers, '');
  return rest;
};

const exitError = /^task: non-zero exit \((\d+)\)(?:: dockerexec: (.*))?$/;

/** Why a task does not run, in words; empty where there is nothing to explain. */
export const taskReason = (task: Task): string => {
  if (isUnplaced(task)) return task.error === '' ? '' : pendingInWords(task.error);
  if (task.error === '') return '';
  const exit = exitError.exec(task.error);
  if (exit?.[1] !== undefined) {
    const words = exitCodeInWords(Number(exit[1]));
    if (exit[2] === undefined) return words;
    return exit[2] === 'unhealthy container'
      ? `health check failed, stopped: ${words}`
      : `${exit[2]}: ${words}`;
  }
  const error = withoutLayers(task.error);
  return error === task.error ? error : `could not start: ${error}`;
};
