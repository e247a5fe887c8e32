import type {Service} from '../../domain/model/index.ts';
import type {Engine} from '../../engine/engine.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {CallRunner} from '../calls/call-runner.ts';
import {allTasksCall, serviceTasksCall} from '../calls/list-calls.ts';
import type {ChangeQueue} from '../change-queue.ts';
import {type Clock, pause} from '../clock.ts';
import type {InView} from '../session/session.ts';
import type {Timings} from '../timings.ts';
import {isSettled, servicesWithChangedTasks, stirredServices} from './settled.ts';
import {createTaskPacer} from './task-pacer.ts';

/** Follows tasks, for which Swarm has no events (moby#37403): narrow lists, fast while something moves. */
export interface TaskWatch {
  /** A service list has come: services whose counts or versions moved are stirred. Call before it is applied. */
  servicesListed(services: readonly Service[]): void;
  /** Something happened to this service. */
  stir(serviceId: string): void;
  /** Lists every task. */
  listAll(): Promise<void>;
  /** Follows every service that is not where its spec wants it: after lists that came in any order. */
  review(): void;
  setInView(view: InView): void;
  /** The managers answer again after a silence, which was no work of theirs to rest from. */
  wake(): void;
  stop(): void;
}

/** More services than this at once are cheaper to follow with one full list. */
const narrowLimit = 40;
/** A list is asked for again no sooner than so many times the time that it took, up to a limit. */
const restFactor = 4;
const longestRestMs = 15_000;

export const createTaskWatch = (parts: {
  readonly engine: Engine;
  readonly store: ClusterStore;
  readonly queue: ChangeQueue;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly runner: CallRunner;
  /** Ends the session. */
  readonly signal: AbortSignal;
}): TaskWatch => {
  const {engine, store, queue, clock, timings, runner} = parts;
  const pacer = createTaskPacer(timings);
  let cancel: (() => void) | null = null;
  let isListing = false;
  let isStopped = false;
  let restUntilMs = 0;
  let wokenMs = 0;
  /** What the lists since the last look at them told; null: there was none. */
  let news: Set<string> | null = null;

  const listed = (changed: Iterable<string>) => {
    news ??= new Set();
    for (const id of changed) news.add(id);
  };

  const observe = (ids: Iterable<string>, changed: ReadonlySet<string>) => {
    const now = clock.elapsed();
    for (const id of ids) {
      const summary = store.derived('services').get(id);
      if (summary === undefined) {
        if (store.taskIdsOfService(id).size === 0) pacer.forget(id);
        continue;
      }
      pacer.observed(id, {changed: changed.has(id), settled: isSettled(summary)}, now);
    }
  };

  /** Before the first full list every service is new; that list, which is on its way, tells which of them move. */
  const isFirstToCome = () => store.freshness('tasks').kind === 'loading';

  const takeNews = () => {
    queue.flush();
    const taken = news;
    news = null;
    return taken;
  };

  const listAll = async () => {
    const isFirst = isFirstToCome();
    const differing = new Set<string>();
    await runner.run(
      allTasksCall(engine, store, queue.push, () => listed(differing), {
        onSlice(tasks) {
          if (!isFirst) for (const id of servicesWithChangedTasks(store, [], tasks)) differing.add(id);
        },
        breathe() {
          queue.flush();
          return pause(clock, 0, parts.signal);
        },
      }),
    );
    const changed = takeNews();
    // Failed, or already looked at by who asked for the same list.
    if (changed === null) return;
    observe(new Set([...changed, ...unsettled(), ...pacer.moving]), changed);
    arm();
  };

  const unsettled = (): readonly string[] =>
    [...store.derived('services').values()]
      .filter(summary => !isSettled(summary))
      .map(summary => summary.service.id);

  const review = () => {
    if (isStopped || isFirstToCome()) return;
    const followed = new Set(pacer.moving);
    observe(
      unsettled().filter(id => !followed.has(id)),
      new Set(),
    );
    arm();
  };

  const listSome = async (ids: readonly string[]) => {
    const services = ids.flatMap(id => store.table('services').get(id)?.id ?? []);
    for (const id of ids) if (store.table('services').get(id) === undefined) pacer.forget(id);
    if (services.length === 0) return;
    await runner.run(
      serviceTasksCall(engine, services, tasks => listed(servicesWithChangedTasks(store, services, tasks))),
    );
    const changed = takeNews();
    if (changed !== null) observe(services, changed);
  };

  const fire = async () => {
    cancel = null;
    if (isListing || isStopped) return;
    isListing = true;
    const startedMs = clock.elapsed();
    try {
      const due = pacer.due(startedMs);
      if (due.length > narrowLimit) await listAll();
      else if (due.length > 0) await listSome(due);
    } finally {
      isListing = false;
      const now = clock.elapsed();
      for (const id of pacer.due(startedMs)) pacer.postpone(id, now);
      restUntilMs = wokenMs > startedMs ? now : now + Math.min(longestRestMs, restFactor * (now - startedMs));
      arm();
    }
  };

  const arm = () => {
    if (isListing || isStopped) return;
    cancel?.();
    const next = pacer.nextMs();
    cancel =
      next === null ? null : clock.after(Math.max(0, Math.max(next, restUntilMs) - clock.elapsed()), fire);
  };

  return {
    servicesListed(services) {
      if (isFirstToCome()) return;
      const now = clock.elapsed();
      for (const id of stirredServices(store, services)) pacer.stir(id, now);
      arm();
    },
    stir(id) {
      pacer.stir(id, clock.elapsed());
      arm();
    },
    listAll,
    review,
    setInView(view) {
      const ids = new Set(view.services);
      for (const node of view.nodes)
        for (const id of store.taskIdsOfNode(node)) {
          const service = store.table('tasks').get(id)?.serviceId;
          if (service !== undefined) ids.add(service);
        }
      pacer.setInView(ids);
      arm();
    },
    wake() {
      wokenMs = clock.elapsed();
      restUntilMs = wokenMs;
      arm();
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
};
