import type {Quorum} from '../../domain/summaries.ts';
import type {Derived, DerivedName} from '../cluster-store.ts';
import {isSame} from '../same.ts';
import {stacksOf} from '../tables/indexes.ts';
import {type ClusterTotals, createTotalsCounter} from '../totals.ts';
import type {TouchLog} from '../touch-log.ts';
import {deriveNode, deriveStack, deriveSwarm, deriveTask} from './derive-rows.ts';
import {deriveService, type Workshop} from './derive-services.ts';
import {createDerivedTable, type DerivedTable} from './derived-table.ts';
import {drain} from './dirty.ts';

/** All derived rows and what is summed up from them, made anew only where something is dirty or due. */
export interface DerivedRows {
  readonly tables: {readonly [Name in DerivedName]: DerivedTable<Derived[Name]>};
  readonly totals: ClusterTotals;
  readonly quorum: Quorum | null;
  /** Has the services judged anew for which it holds. */
  markServices(holds: (id: string) => boolean): void;
  markDue(nowMs: number): void;
  derive(nowMs: number): void;
}

export function createDerivedRows(shop: Workshop, log: TouchLog): DerivedRows {
  const {dirty, due} = shop;
  const counter = createTotalsCounter();
  const services = createDerivedTable<Derived['services']>((id, before, after) => {
    log.derived('services', id);
    counter.service(before, after);
    for (const stack of stacksOf(before?.service, after?.service)) dirty.stacks.add(stack);
  });
  const tasks = createDerivedTable<Derived['tasks']>(id => log.derived('tasks', id));
  const nodes = createDerivedTable<Derived['nodes']>((id, before, after) => {
    log.derived('nodes', id);
    counter.node(before, after);
  });
  const stacks = createDerivedTable<Derived['stacks']>(name => log.derived('stacks', name));
  let quorum: Quorum | null = null;

  const noteFindings = (isNews: boolean) => {
    if (isNews) log.other('findings');
  };
  const swarm = () => {
    dirty.swarm = false;
    const judged = deriveSwarm(shop);
    noteFindings(judged.isNews || !isSame(quorum, judged.quorum));
    if (!isSame(quorum, judged.quorum)) quorum = judged.quorum;
  };

  return {
    tables: {services, tasks, nodes, stacks},
    get totals() {
      return counter.totals;
    },
    get quorum() {
      return quorum;
    },
    markServices(holds) {
      for (const id of shop.tables.services.ids()) if (holds(id)) dirty.services.add(id);
    },
    markDue(nowMs) {
      for (const key of due.take(nowMs)) {
        const id = key.slice(key.indexOf(':') + 1);
        if (key.startsWith('service:')) dirty.services.add(id);
        else if (key.startsWith('node:')) dirty.nodes.add(id);
        else if (key.startsWith('engine:')) dirty.engine = true;
        else dirty.tasks.add(id);
      }
    },
    derive(nowMs) {
      // Services first: they mark tasks that nothing will replace, and their stacks.
      for (const id of drain(dirty.services)) noteFindings(deriveService(shop, services, id, nowMs));
      for (const id of drain(dirty.tasks)) deriveTask(shop, tasks, id, nowMs);
      for (const id of drain(dirty.nodes)) noteFindings(deriveNode(shop, nodes, id, nowMs));
      for (const name of drain(dirty.stacks)) deriveStack(shop, stacks, services, name);
      if (dirty.swarm) swarm();
    },
  };
}
