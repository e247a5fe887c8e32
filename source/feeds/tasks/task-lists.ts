import type {Engine} from '../../engine/engine.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {CallRunner} from '../calls/call-runner.ts';
import {allTasksCall, type LongList, serviceTasksCall} from '../calls/task-list-calls.ts';
import type {ChangeQueue} from '../change-queue.ts';
import {type Clock, pause} from '../clock.ts';
import {isSettled, servicesWithChangedTasks} from './settled.ts';
import type {TaskPacer} from './task-pacer.ts';

/** What listing tasks needs. */
export interface TaskListParts {
  readonly engine: Engine;
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
  readonly runner: CallRunner;
  /** Ends the session. */
  readonly signal: AbortSignal;
}

/** Services that are looked at in one turn of the event loop. */
const observedPerTurn = 2_000;

/** Lists tasks, all or those of some services, and tells the pacer what the lists have shown. */
export interface TaskLists {
  all(): Promise<void>;
  some(serviceIds: readonly string[]): Promise<void>;
  /** Has every service followed that is not where its spec wants it. */
  review(): void;
  /** Before the first full list every service is new; that list, which is on its way, tells which of them move. */
  isFirstToCome(): boolean;
}

export const createTaskLists = (
  parts: TaskListParts & Pick<LongList, 'everyMs'>,
  pacer: TaskPacer,
): TaskLists => {
  const {engine, store, queue, clock, runner, signal} = parts;
  /** What the lists since the last look at them told; null: there was none. */
  let news: Set<string> | null = null;
  const listed = (changed: Iterable<string>) => {
    news ??= new Set();
    for (const id of changed) news.add(id);
  };
  const breathe = () => {
    queue.flush();
    return pause(clock, 0, signal);
  };
  const takeNews = () => {
    queue.flush();
    const taken = news;
    news = null;
    return taken;
  };

  const observe = (ids: Iterable<string>, changed: ReadonlySet<string>) => {
    const now = clock.elapsed();
    for (const id of ids) {
      const summary = store.derived('services').get(id);
      if (summary !== undefined)
        pacer.observed(id, {changed: changed.has(id), settled: isSettled(summary)}, now);
      else if (store.taskIdsOfService(id).size === 0) pacer.forget(id);
    }
  };
  const isFirstToCome = () => store.freshness('tasks').kind === 'loading';
  const unsettled = (): readonly string[] =>
    [...store.derived('services').values()]
      .filter(summary => !isSettled(summary))
      .map(summary => summary.service.id);

  return {
    isFirstToCome,
    async all() {
      await runner.run(everyTask(parts, breathe, isFirstToCome(), listed));
      const changed = takeNews();
      // Failed, or already looked at by who asked for the same list.
      if (changed === null) return;
      const all = [...new Set([...changed, ...unsettled(), ...pacer.moving])];
      for (let from = 0; from < all.length; from += observedPerTurn) {
        if (from > 0) await breathe();
        observe(all.slice(from, from + observedPerTurn), changed);
      }
    },
    async some(ids) {
      // A service that was listed within this frame is not in the store yet, and must not be taken for one that is gone.
      queue.flush();
      const services = ids.flatMap(id => store.table('services').get(id)?.id ?? []);
      for (const id of ids) if (store.table('services').get(id) === undefined) pacer.forget(id);
      if (services.length === 0) return;
      await runner.run(
        serviceTasksCall(engine, services, tasks => listed(servicesWithChangedTasks(store, services, tasks))),
      );
      const changed = takeNews();
      if (changed !== null) observe(services, changed);
    },
    review() {
      if (isFirstToCome()) return;
      const followed = new Set(pacer.moving);
      observe(
        unsettled().filter(id => !followed.has(id)),
        new Set(),
      );
    },
  };
};

/** The list of every task; `listed` hears of the services whose tasks it tells otherwise than the store. */
const everyTask = (
  {engine, store, queue, everyMs}: TaskListParts & Pick<LongList, 'everyMs'>,
  breathe: () => Promise<void>,
  isFirst: boolean,
  listed: (changed: Iterable<string>) => void,
) => {
  const differing = new Set<string>();
  return allTasksCall(engine, {
    store,
    push: queue.push,
    breathe,
    everyMs,
    onListed: () => listed(differing),
    onSlice(tasks) {
      if (!isFirst) for (const id of servicesWithChangedTasks(store, [], tasks)) differing.add(id);
    },
  });
};
