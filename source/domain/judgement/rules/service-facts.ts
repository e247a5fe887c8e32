import type {TaskFacts} from '../../metrics/task-facts.ts';
import type {Service, Task} from '../../model/index.ts';
import type {Replicas} from '../../replicas.ts';
import {hasEnded, isCurrent, isWanted} from '../../task-lifecycle.ts';
import type {Alarm} from '../alarm.ts';
import type {Failures} from '../failures.ts';

/** Nothing in Swarm ends a task that hangs on its way: after this long the operator is told. */
export const hangingMs = 5 * 60_000;
/** The scheduler needs moments, not half a minute. */
export const unplacedMs = 30_000;

/** Whether the kernel killed a task for its memory: the exit code alone cannot tell. Null where nobody saw. */
export type WasOutOfMemory = (taskId: string) => boolean | null;

/** What service rules go by. */
export interface ServiceFacts {
  readonly service: Service;
  /** Without those of settled slots. */
  readonly tasks: readonly Task[];
  readonly lastChangeMs: () => number;
  readonly replicas: Replicas;
  readonly failures: Failures;
  readonly wasOutOfMemory: WasOutOfMemory;
  /** What the agent of its node told of the container of a task. */
  readonly factsOf?: ((taskId: string) => TaskFacts | undefined) | undefined;
  /** Name of the node of a task; empty where it is not known. */
  readonly hostnameOf: (task: Task) => string;
  /** Nodes were listed, so that a missing one is missing. */
  readonly nodesKnown: boolean;
  readonly alarm: Alarm;
}

/** Fewer run than are wanted. */
export const isShort = ({replicas}: ServiceFacts): boolean => replicas.running < replicas.desired;

/** Nothing runs of what is wanted. */
export const isOut = (facts: ServiceFacts): boolean => isShort(facts) && facts.replicas.running === 0;

export const gradeOf = (facts: ServiceFacts): 'warning' | 'critical' =>
  isOut(facts) ? 'critical' : 'warning';

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** In slots `task 3`; in global services, whose slots are nodes, just `a task`. */
export const named = (task: Task): string => (task.slot > 0 ? `task ${task.slot}` : 'a task');

/** Tasks that are to run, of the spec as it is now. */
export const wantedTasks = ({service, tasks}: ServiceFacts): readonly Task[] =>
  tasks.filter(task => isWanted(task) && !hasEnded(task) && isCurrent(task, service));
