import type {ContainerHealth} from '../model/container.ts';
import type {ContainerFact} from './container-fact.ts';

/** What is known of the container of a task by reports of its node; times by the clock of that node. */
export interface TaskFacts {
  readonly nodeId: string;
  readonly serviceId: string;
  readonly containerId: string;
  readonly startedAtMs: number | null;
  /** The newest; null when none was told. */
  readonly health: {
    readonly health: ContainerHealth;
    readonly output: string | null;
    readonly exitCode: number | null;
    readonly atMs: number;
  } | null;
  readonly death: {readonly exitCode: number; readonly oomKilled: boolean; readonly atMs: number} | null;
  /** When the kernel last killed one of its processes for memory. */
  readonly oomAtMs: number | null;
}

/** What is known with one more fact; the same object where it says nothing new. Facts may come in any order, and twice. */
export const withFact = (before: TaskFacts | undefined, fact: ContainerFact): TaskFacts => {
  const {nodeId, serviceId, containerId, atMs, what} = fact;
  const known = before ?? {
    nodeId,
    serviceId,
    containerId,
    startedAtMs: null,
    health: null,
    death: null,
    oomAtMs: null,
  };
  switch (what.kind) {
    case 'started':
      return isAfter(atMs, known.startedAtMs) ? {...known, startedAtMs: atMs} : known;
    case 'oom':
      return isAfter(atMs, known.oomAtMs) ? {...known, oomAtMs: atMs} : known;
    case 'health': {
      const {health, output, exitCode} = what;
      if (isAfter(atMs, known.health?.atMs ?? null))
        return {...known, health: {health, output, exitCode, atMs}};
      return known;
    }
    case 'died': {
      const {exitCode, oomKilled} = what;
      return isAfter(atMs, known.death?.atMs ?? null)
        ? {...known, death: {exitCode, oomKilled, atMs}}
        : known;
    }
  }
};

const isAfter = (atMs: number, knownMs: number | null): boolean => knownMs === null || atMs > knownMs;

/** Whether the kernel killed the task for its memory; null where nobody saw how it ended. */
export const wasOutOfMemory = (facts: TaskFacts | undefined): boolean | null => {
  if (facts?.death !== null && facts !== undefined) return facts.death.oomKilled;
  return facts !== undefined && facts.oomAtMs !== null ? true : null;
};
