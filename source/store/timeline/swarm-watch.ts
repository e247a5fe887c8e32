import type {EngineEvent, Service} from '../../domain/model/index.ts';
import {stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {Fact} from '../../domain/timeline/entry.ts';
import {eventHappening, eventSamples} from '../../domain/timeline/event-happenings.ts';
import {factHappening} from '../../domain/timeline/fact-happenings.ts';
import {secondOf} from '../../domain/timeline/gather.ts';
import type {Happening, Sample, TimelineView} from '../../domain/timeline/happening.ts';
import {nodeHappening, nodeSamples} from '../../domain/timeline/node-happenings.ts';
import {
  rolloutHappenings,
  serviceCreated,
  serviceHappening,
  serviceSamples,
} from '../../domain/timeline/service-happenings.ts';
import {taskHappening} from '../../domain/timeline/task-happenings.ts';
import type {ClusterStore, Touched} from '../cluster-store.ts';
import {createRecentIds} from './recent-ids.ts';

/** Happenings of some minutes of a storm; what was forgotten is known to the timeline itself. */
const recentIds = 10_000;

/** Finds in what the store is told what happened in the swarm. */
export interface SwarmWatch {
  /**
   * Looks at everything there is, an object a step: what happened before anybody looked, of tasks the newest so many, and what
   * is otherwise than it was known.
   */
  begin(mostTasks: number): Iterable<void>;
  /** Looks at what a flush touched. */
  look(touched: Touched): void;
}

export interface SwarmWatchParts {
  readonly store: ClusterStore;
  /** What was known before, e.g. by another console. */
  readonly facts: ReadonlyMap<string, string>;
  /** What happened before this moment was told already, or is too old to be told. */
  readonly horizonMs: () => number;
  readonly now: () => number;
  readonly tell: (happening: Happening) => void;
  /** Takes what nobody knew before: how things were in the beginning. */
  readonly settle: (fact: Fact) => void;
}

export const createSwarmWatch = (parts: SwarmWatchParts): SwarmWatch => {
  const {store, horizonMs, now} = parts;
  const view = timelineView(store);
  const known = new Map(
    [...parts.facts].map(([key, value]) => [key, {value, atMs: Number.NEGATIVE_INFINITY}] as const),
  );
  const rollouts = new Map<string, string>();
  const told = createRecentIds(recentIds);
  const newEvents = follow(() => store.events);
  const newFacts = follow(() => store.containerFacts);

  const tell = (happening: Happening | null) => {
    if (happening !== null && happening.atMs >= horizonMs() && told.add(happening.id)) parts.tell(happening);
  };
  /** Tells whether the value is another one, and which one it was before; it is known from now on. */
  const learn = ({key, value, atMs}: Sample): {readonly before: string} | null => {
    const before = known.get(key);
    if (before?.value === value) return null;
    known.set(key, {value, atMs});
    if (before !== undefined) return {before: before.value};
    parts.settle({key, value});
    return null;
  };

  const lookAtNode = (id: string, samples?: readonly Sample[]) => {
    const node = view.node(id);
    if (node === undefined) return;
    for (const sample of samples ?? nodeSamples(node, now())) {
      const change = learn(sample);
      // A change between two looks is news however long ago it was.
      if (change !== null) parts.tell(nodeHappening(node, sample, change.before, view));
    }
  };
  const lookAtRollout = (service: Service) => {
    const {update} = service;
    const state = update === null ? '' : `${update.startedAtMs}:${update.state}`;
    if (rollouts.get(service.id) === state) return;
    rollouts.set(service.id, state);
    for (const happening of rolloutHappenings(service, view)) tell(happening);
  };
  const lookAtService = (id: string, samples?: readonly Sample[]) => {
    const service = view.service(id);
    if (service === undefined) {
      rollouts.delete(id);
      return;
    }
    if (!rollouts.has(id)) tell(serviceCreated(service));
    for (const sample of samples ?? serviceSamples(service)) {
      const change = learn(sample);
      if (change !== null) parts.tell(serviceHappening(service, sample, change.before));
    }
    lookAtRollout(service);
  };
  const lookAtTask = (id: string) => {
    const task = store.table('tasks').get(id);
    if (task !== undefined) tell(taskHappening(task, view));
  };
  const lookAtEvent = (event: EngineEvent) => {
    tell(eventHappening(event, view));
    const samples = eventSamples(event).filter(
      // The object may have been listed after a later change already.
      ({key, atMs}) => atMs > (known.get(key)?.atMs ?? 0),
    );
    if (samples.length === 0) return;
    if (event.type === 'node') lookAtNode(event.id, samples);
    else lookAtService(event.id, samples);
  };
  return {
    *begin(mostTasks) {
      for (const {id} of [...store.table('nodes').values()]) yield lookAtNode(id);
      for (const {id} of [...store.table('services').values()]) yield lookAtService(id);
      const tasks = [...store.table('tasks').values()];
      const oldestMs = oldestOfNewest(tasks.map(stateEnteredMs), mostTasks);
      for (const task of tasks) if (stateEnteredMs(task) >= oldestMs) yield lookAtTask(task.id);
    },
    look({tables, other}) {
      if (other.has('events')) newEvents().forEach(lookAtEvent);
      if (other.has('facts')) for (const fact of newFacts()) tell(factHappening(fact, view));
      for (const id of tables.nodes ?? []) lookAtNode(id);
      for (const id of tables.services ?? []) lookAtService(id);
      for (const id of tables.tasks ?? []) lookAtTask(id);
    },
  };
};

/** Since when the newest so many are, in whole seconds, so that what is told of one second stays together. */
const oldestOfNewest = (timesMs: readonly number[], count: number): number => {
  if (timesMs.length <= count) return Number.NEGATIVE_INFINITY;
  const oldestMs = Float64Array.from(timesMs).sort()[timesMs.length - count] ?? 0;
  return secondOf(oldestMs) * 1_000;
};

/** Gives with each call what came to the end of a list since the one before. */
const follow = <Item>(list: () => readonly Item[]): (() => readonly Item[]) => {
  let last = list().at(-1);
  return () => {
    const items = list();
    const from = last === undefined ? 0 : items.lastIndexOf(last) + 1;
    last = items.at(-1);
    return items.slice(from);
  };
};

const timelineView = (store: ClusterStore): TimelineView => ({
  service: id => store.table('services').get(id),
  node: id => store.table('nodes').get(id),
  task: id => store.table('tasks').get(id),
  *tasksOfService(id) {
    for (const taskId of store.taskIdsOfService(id)) {
      const task = store.table('tasks').get(taskId);
      if (task !== undefined) yield task;
    }
  },
});
