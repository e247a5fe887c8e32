import type {Task} from '../../domain/model/index.ts';
import type {Change} from '../changes.ts';
import type {ClusterTables} from './cluster-tables.ts';
import type {Indexes} from './indexes.ts';
import type {StoredTable} from './stored-table.ts';

/** What a feed can say of one table. */
type Edit<Value> =
  | {readonly kind: 'put' | 'list' | 'replace'; readonly values: readonly Value[]}
  | {readonly kind: 'remove'; readonly ids: readonly string[]};

type TableChange = Extract<Change, {readonly table: string}>;

/** Applies a change of one table. */
export function applyTableChange(tables: ClusterTables, change: TableChange): void {
  switch (change.table) {
    case 'nodes':
      return edit(tables.nodes, change);
    case 'services':
      return edit(tables.services, change);
    case 'tasks':
      return edit(tables.tasks, change);
    case 'networks':
      return edit(tables.networks, change);
    case 'secrets':
      return edit(tables.secrets, change);
    case 'configs':
      return edit(tables.configs, change);
    case 'volumes':
      return edit(tables.volumes, change);
    case 'containers':
      return edit(tables.containers, change);
  }
}

function edit<Value>(table: StoredTable<Value>, change: Edit<Value>): void {
  switch (change.kind) {
    case 'put':
      for (const value of change.values) table.put(value);
      return;
    case 'list':
      for (const value of change.values) table.putListed(value);
      return;
    case 'remove':
      for (const id of change.ids) table.remove(id);
      return;
    case 'replace':
      table.replace(change.values);
  }
}

type NarrowList = Extract<Change, {readonly kind: 'replace-tasks'}>;

/** A list of some tasks: what lies within its bounds and was not listed is gone. */
export function replaceTasks(tasks: StoredTable<Task>, indexes: Indexes, change: NarrowList): void {
  const listed = new Set<string>(change.values.map(task => task.id));
  for (const id of idsWithin(indexes, change.within)) if (!listed.has(id)) tasks.remove(id);
  for (const task of change.values) tasks.putListed(task);
}

function idsWithin(indexes: Indexes, within: NarrowList['within']): readonly string[] {
  if ('services' in within) return within.services.flatMap(id => [...indexes.tasksByService.of(id)]);
  if ('nodes' in within) return within.nodes.flatMap(id => [...indexes.tasksByNode.of(id)]);
  return within.ids;
}
