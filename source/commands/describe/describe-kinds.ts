import type {Snapshot} from '../../cluster/cluster.ts';
import type {Source} from '../../domain/freshness.ts';
import type {Named} from '../../domain/match-name.ts';
import type {TaskSummary} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {configsListing} from '../lists/configs.ts';
import {containersListing} from '../lists/containers.ts';
import {cellText, type Field, type JsonValue, type Listing, recordOf} from '../lists/listing.ts';
import {networksListing} from '../lists/networks.ts';
import {nodesListing} from '../lists/nodes.ts';
import {secretsListing} from '../lists/secrets.ts';
import {servicesListing} from '../lists/services.ts';
import {stacksListing} from '../lists/stacks.ts';
import {tasksListing} from '../lists/tasks.ts';
import {volumesListing} from '../lists/volumes.ts';
import {findObject} from './find-object.ts';
import type {DescribedKind} from './kinds.ts';

/** What an engine can be asked for whole. */
type InspectKind = Parameters<Snapshot['inspect']>[0];

/** Rows that belong to the object described. */
interface Related {
  /** `tasks` or `services`: the key in the JSON and the heading of the text. */
  readonly title: string;
  readonly records: readonly Record<string, JsonValue>[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly string[])[];
}

/** All that the store has about one object. */
export interface Description {
  readonly kind: 'description';
  readonly id: string;
  readonly record: Record<string, JsonValue>;
  /** What the engine can say itself; null for a stack, which no engine knows. */
  readonly inspect: InspectKind | null;
  readonly related: Related | null;
}

/** How one kind of object is found and described. */
export interface Describer {
  readonly sources: readonly Source[];
  readonly asked: readonly Source[];
  readonly describe: (
    store: ClusterStore,
    wanted: string,
    nowMs: number,
  ) => Description | {readonly kind: 'problem'; readonly message: string};
}

interface Recipe<Row> {
  readonly kind: DescribedKind;
  readonly listing: Listing<Row>;
  readonly named: (row: Row) => Named;
  readonly inspect: InspectKind | null;
  /** Lists whose rows belong to it. */
  readonly alsoAsk?: readonly Source[];
  readonly related?: (store: ClusterStore, row: Row, nowMs: number) => Related;
  /** Of several rows with the same name, the one that is meant when it is the only such. */
  readonly prefer?: (row: Row) => boolean;
}

function describer<Row>(recipe: Recipe<Row>): Describer {
  const {listing} = recipe;
  return {
    sources: listing.sources,
    asked: [...new Set([...listing.sources, ...(listing.alsoAsk ?? []), ...(recipe.alsoAsk ?? [])])],
    describe(store, wanted, nowMs) {
      const rows = listing.rows(store);
      const preferred = rows.filter(
        row => recipe.named(row).name === wanted && recipe.prefer?.(row) === true,
      );
      const candidates = preferred.length === 1 ? preferred : rows;
      const found = findObject(recipe.kind, wanted, candidates, recipe.named);
      if (found.kind === 'problem') {
        return found;
      }
      return {
        kind: 'description',
        id: recipe.named(found.row).id,
        record: recordOf(listing, found.row),
        inspect: recipe.inspect,
        related: recipe.related?.(store, found.row, nowMs) ?? null,
      };
    },
  };
}

function relate<Row>(title: string, listing: Listing<Row>, rows: readonly Row[], nowMs: number): Related {
  const fields: readonly Field<Row>[] = listing.fields.filter(field => field.title !== undefined);
  return {
    title,
    records: rows.map(row => recordOf(listing, row)),
    columns: fields.map(field => field.title ?? ''),
    cells: rows.map(row => fields.map(field => cellText(field, row, nowMs))),
  };
}

const tasksWhere = (store: ClusterStore, isWanted: (row: TaskSummary) => boolean, nowMs: number) =>
  relate('tasks', tasksListing, tasksListing.rows(store).filter(isWanted), nowMs);

/** How each kind is described. */
export const describers: Readonly<Record<DescribedKind, Describer>> = {
  node: describer({
    kind: 'node',
    listing: nodesListing,
    named: row => ({id: row.node.id, name: row.node.hostname}),
    inspect: 'node',
    related: (store, row, nowMs) => tasksWhere(store, each => each.task.nodeId === row.node.id, nowMs),
  }),
  service: describer({
    kind: 'service',
    listing: servicesListing,
    named: row => ({id: row.service.id, name: row.service.name}),
    inspect: 'service',
    related: (store, row, nowMs) => tasksWhere(store, each => each.task.serviceId === row.service.id, nowMs),
  }),
  task: describer({
    kind: 'task',
    listing: tasksListing,
    named: row => ({id: row.task.id, name: row.name}),
    inspect: 'task',
    prefer: row => row.task.desiredState === 'running',
  }),
  stack: describer({
    kind: 'stack',
    listing: stacksListing,
    named: row => ({id: row.name, name: row.name}),
    inspect: null,
    related: (store, row, nowMs) =>
      relate(
        'services',
        servicesListing,
        servicesListing.rows(store).filter(each => each.service.stack === row.name),
        nowMs,
      ),
  }),
  container: describer({
    kind: 'container',
    listing: containersListing,
    named: row => row,
    inspect: 'container',
  }),
  network: describer({kind: 'network', listing: networksListing, named: row => row, inspect: 'network'}),
  volume: describer({
    kind: 'volume',
    listing: volumesListing,
    named: row => ({id: row.name, name: row.name}),
    inspect: 'volume',
  }),
  secret: describer({kind: 'secret', listing: secretsListing, named: row => row, inspect: 'secret'}),
  config: describer({kind: 'config', listing: configsListing, named: row => row, inspect: 'config'}),
};
