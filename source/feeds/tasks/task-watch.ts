import type {Service} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {InView} from '../session/session.ts';
import type {Timings} from '../timings.ts';
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
  stop(): void;
}

/** More services than this at once are cheaper to follow with one full list. */
const narrowLimit = 40;

export const createTaskWatch = (parts: TaskListParts & {readonly timings: Timings}): TaskWatch => {
  const {store, clock, timings} = parts;
  const pacer = createTaskPacer(timings);
  const lists = createTaskLists(parts, pacer);
  const turns = createTurns(clock, {
    nextMs: pacer.nextMs,
    async take(startedMs) {
      const due = pacer.due(startedMs);
      if (due.length > narrowLimit) await lists.all();
      else if (due.length > 0) await lists.some(due);
    },
    after(startedMs, nowMs) {
      for (const id of pacer.due(startedMs)) pacer.postpone(id, nowMs);
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
      await lists.all();
      turns.arm();
    },
    review() {
      lists.review();
      turns.arm();
    },
    setInView(view) {
      pacer.setInView(new Set([...view.services, ...servicesOn(store, view.nodes)]));
      turns.arm();
    },
    wake: turns.wake,
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
