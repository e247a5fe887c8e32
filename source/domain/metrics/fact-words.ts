import {failureInWords} from '../failure-words.ts';
import type {Task} from '../model/index.ts';
import type {TaskFacts} from './task-facts.ts';

/** Why a task ended, in one line, by what the engine of its node saw and the swarm does not tell. */
export const endInWords = (task: Task, facts: TaskFacts | undefined): string => {
  const words = failureInWords(task);
  if (facts?.death?.oomKilled === true)
    return `out of memory: the kernel killed it, exit ${facts.death.exitCode}`;
  const said = lastLine(facts?.health?.output ?? null);
  return said !== '' && /health check failed/.test(words) ? `${words}: ${said}` : words;
};

/** That the health check of a task fails, and what it printed last where that is known. */
export const checkInWords = (facts: TaskFacts | undefined): string => {
  const said = lastLine(facts?.health?.health === 'unhealthy' ? facts.health.output : null);
  return said === '' ? 'its health check fails' : `its health check fails: ${said}`;
};

const lastLine = (text: string | null): string => (text ?? '').trim().split('\n').at(-1)?.trim() ?? '';
