import type {TaskRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';

/** What is planned for tasks on their nodes. Only tasks for which something is planned take memory here. */
export interface Runs {
  /** The next step of its life. */
  plan(task: TaskRecord, delayMs: number, run: () => void): void;
  /** The end that its program comes to by itself; goes on beside its other steps. */
  planExit(task: TaskRecord, delayMs: number, run: () => void): void;
  /** The next look of its health check; goes on beside its other steps. */
  planCheck(task: TaskRecord, delayMs: number, run: () => void): void;
  planStop(task: TaskRecord, delayMs: number, run: () => void): void;
  isPlanned(task: TaskRecord): boolean;
  isStopping(task: TaskRecord): boolean;
  /** Forgets all that was planned. */
  end(task: TaskRecord): void;
}

type Kind = 'step' | 'exit' | 'check' | 'stop';

export const createRuns = (state: SwarmState): Runs => {
  const planned = new Map<TaskRecord, Map<Kind, () => void>>();

  const plan = (kind: Kind, task: TaskRecord, delayMs: number, run: () => void) => {
    const kinds = planned.get(task) ?? new Map<Kind, () => void>();
    planned.set(task, kinds);
    kinds.get(kind)?.();
    const cancel = state.later(delayMs, () => {
      kinds.delete(kind);
      if (kinds.size === 0) planned.delete(task);
      run();
    });
    kinds.set(kind, cancel);
  };

  return {
    plan: (task, delayMs, run) => plan('step', task, delayMs, run),
    planExit: (task, delayMs, run) => plan('exit', task, delayMs, run),
    planCheck: (task, delayMs, run) => plan('check', task, delayMs, run),
    planStop: (task, delayMs, run) => plan('stop', task, delayMs, run),
    isPlanned: task => planned.get(task)?.has('step') === true,
    isStopping: task => planned.get(task)?.has('stop') === true,
    end(task) {
      for (const cancel of planned.get(task)?.values() ?? []) cancel();
      planned.delete(task);
    },
  };
};
