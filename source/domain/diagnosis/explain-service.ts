import {endInWords} from '../metrics/fact-words.ts';
import type {TaskFacts} from '../metrics/task-facts.ts';
import type {ContainerHealth, Node, Service, Task} from '../model/index.ts';
import {disagreement} from '../placement/engine-reasons.ts';
import {judgePlacement} from '../placement/judge-placement.ts';
import type {SwarmView} from '../placement/swarm-view.ts';
import {
  hasEnded,
  hasFailed,
  isCurrent,
  isUnplaced,
  isWanted,
  slotOf,
  stateEnteredMs,
  taskName,
} from '../task-lifecycle.ts';
import type {Attempt, Explanation, PendingCause, SlotFailures} from './explanation.ts';

/** What an explanation is made from. */
export interface ExplainInput {
  readonly service: Service;
  /** Every task of the service, history included. */
  readonly tasks: readonly Task[];
  /** One task to explain; null: the whole service. */
  readonly about: Task | null;
  readonly view: SwarmView;
  readonly healthOf: (task: Task) => ContainerHealth;
  /** What the agent of its node told of its container. */
  readonly factsOf?: (task: Task) => TaskFacts | undefined;
}

/** Says why tasks of a service are pending, failing or not healthy. */
export function explainService(input: ExplainInput): Explanation {
  const {service, tasks, about, view, healthOf} = input;
  const concerned = about === null ? tasks : tasks.filter(task => slotOf(task) === slotOf(about));
  const alive = concerned.filter(task => isWanted(task) && !hasEnded(task));
  const isGlobal = service.mode.kind === 'global' || service.mode.kind === 'global-job';
  const whole = judgePlacement(service, view);
  return {
    service,
    about,
    pending: pendingCauses(service, alive.filter(isUnplaced), view),
    failing: failingSlots(input, concerned),
    unhealthy: alive.filter(task => healthOf(task) === 'unhealthy'),
    noNodeFits: isGlobal && alive.length === 0 && whole.open.length === 0 ? whole : null,
    deadNodes: deadNodes(concerned, view),
  };
}

function pendingCauses(service: Service, pending: readonly Task[], view: SwarmView): readonly PendingCause[] {
  const causes = new Map<string, Task[]>();
  for (const task of pending) {
    // A global service's task is for one node, so that each has a reason of its own.
    const key = `${task.nodeId ?? ''} ${task.error}`;
    causes.set(key, [...(causes.get(key) ?? []), task]);
  }
  return [...causes.values()].map(tasks => {
    const [first] = tasks;
    const only = first?.nodeId ?? null;
    const nodes = only === null ? view.nodes : view.nodes.filter(node => node.id === only);
    const placement = judgePlacement(service, {...view, nodes});
    const engineSays = first?.error ?? '';
    return {tasks, engineSays, placement, disagreement: disagreement(engineSays, placement)};
  });
}

/** Slots whose newest attempt of the current spec ended badly, or whose present one follows such attempts. */
function failingSlots(input: ExplainInput, tasks: readonly Task[]): readonly SlotFailures[] {
  const {service} = input;
  const slots = new Map<string, Task[]>();
  for (const task of tasks) slots.set(slotOf(task), [...(slots.get(slotOf(task)) ?? []), task]);
  return [...slots.values()].flatMap(own => {
    const attempts = own
      .filter(task => hasFailed(task))
      .sort((a, b) => stateEnteredMs(b) - stateEnteredMs(a))
      .map(task => attemptOf(task, input));
    const [newest] = attempts;
    if (newest === undefined || !newest.isCurrent) return [];
    const now = own.find(task => isWanted(task) && !hasEnded(task)) ?? null;
    return [{name: taskName(newest.task, service.name), attempts, now}];
  });
}

const attemptOf = (task: Task, {service, view, factsOf}: ExplainInput): Attempt => ({
  task,
  hostname: view.nodes.find(node => node.id === task.nodeId)?.hostname ?? task.nodeId ?? '',
  reason: endInWords(task, factsOf?.(task)),
  endedMs: stateEnteredMs(task),
  isCurrent: isCurrent(task, service),
});

function deadNodes(tasks: readonly Task[], view: SwarmView): Explanation['deadNodes'] {
  const counts = new Map<Node, number>();
  for (const node of view.nodes.filter(({state}) => state === 'down')) {
    const count = tasks.filter(task => task.nodeId === node.id && task.state === 'running').length;
    if (count > 0) counts.set(node, count);
  }
  return [...counts].map(([node, count]) => ({node, tasks: count}));
}
