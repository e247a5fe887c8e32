import type {ContainerFact} from '../domain/metrics/container-fact.ts';
import {type TaskFacts, withFact} from '../domain/metrics/task-facts.ts';

/** What agents told of the containers of tasks, bounded. */
export interface FactBook {
  get(taskId: string): TaskFacts | undefined;
  /** Tells whether that was news. */
  add(fact: ContainerFact): boolean;
  forget(taskId: string): void;
  clear(): void;
}

/** A fact may come before its task is listed, and of tasks that never will be: the oldest make room. */
const mostTasks = 20_000;

export const createFactBook = (): FactBook => {
  const byTask = new Map<string, TaskFacts>();
  return {
    get: id => byTask.get(id),
    add(fact) {
      const {taskId} = fact;
      const before = byTask.get(taskId);
      const after = withFact(before, fact);
      if (after === before) return false;
      byTask.delete(taskId);
      byTask.set(taskId, after);
      const [oldest] = byTask.keys();
      if (byTask.size > mostTasks && oldest !== undefined) byTask.delete(oldest);
      return true;
    },
    forget: id => void byTask.delete(id),
    clear: () => byTask.clear(),
  };
};
