import type {Service} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {InView} from '../session/session.ts';
import type {Timings} from '../timings.ts';
import {createBacklog} from './backlog.ts';
import {stirredServices} from './settled.ts';
import {createTaskLists, type TaskListParts} from './task-lists.ts';
import {createTaskPacer} from './task-pacer.ts';
import {createTurns} from './turns.ts';

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
  /** How old tasks that are not on the screen may be; null while all changes are kept up with. */
  everyMs(): number | null;
  stop(): void;
}

export const createTaskWatch = (parts: TaskListParts & {readonly timings: Timings}): TaskWatch => {
  const {store, clock, timings} = parts;
  const pacer = createTaskPacer(timings);
  const backlog = createBacklog(clock, pacer, () => store.table('tasks').size);
  const lists = createTaskLists({...parts, everyMs: backlog.everyMs}, pacer);
  const listAll = () => backlog.listAll(lists.all);
  let asked: readonly string[] | 'all' = [];
  const turns = createTurns(clock, {
    nextMs: backlog.nextMs,
    async take(startedMs) {
      asked = backlog.next(startedMs);
      if (asked === 'all') await listAll();
      else if (asked.length > 0) await lists.some(asked);
      // The list of all has a rest of its own, through which what is on the screen is still asked for.
      return asked !== 'all';
    },
    after(startedMs, nowMs) {
      // What was asked for and is due all the same was not told of.
      const missed = asked === 'all' ? pacer.due(startedMs) : asked.filter(id => pacer.isDue(id, startedMs));
      for (const id of missed) pacer.postpone(id, nowMs);
    },
  });

  return {
    servicesListed(services) {
      if (lists.isFirstToCome()) return;
      const now = clock.elapsed();
      for (const id of stirredServices(store, services)) pacer.stir(id, now);
      turns.arm();
    },
    stir(id) {
      pacer.stir(id, clock.elapsed());
      turns.arm();
    },
    async listAll() {
      await listAll();
      turns.arm();
    },
    review() {
      lists.review();
      turns.arm();
    },
    setInView(view) {
      if (backlog.setInView(new Set([...view.services, ...servicesOn(store, view.nodes)]))) turns.arm();
    },
    wake() {
      backlog.wake();
      turns.wake();
    },
    everyMs: backlog.everyMs,
    stop: turns.stop,
  };
};

function* servicesOn(store: ClusterStore, nodes: Iterable<string>): Generator<string> {
  for (const node of nodes)
    for (const id of store.taskIdsOfNode(node)) {
      const service = store.table('tasks').get(id)?.serviceId;
      if (service !== undefined) yield service;
    }
}
