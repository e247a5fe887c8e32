import type {LogWish} from '../../cluster/read-logs.ts';
import {hasEnded, isWanted, stateEnteredMs} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {findObject} from '../describe/find-object.ts';

/** Whose logs a command line asks for, or what is wrong with it. */
export type FoundSubjects =
  | {readonly kind: 'found'; readonly wish: LogWish}
  | {readonly kind: 'problem'; readonly message: string};

interface Row {
  readonly id: string;
  readonly name: string;
  readonly wish: LogWish;
}

/** Of several kinds of one name, services come first, then tasks, stacks and nodes. */
export function findSubjects(store: ClusterStore, names: readonly string[]): FoundSubjects {
  const kinds = rowsByKind(store);
  const wishes: LogWish[] = [];
  for (const name of names) {
    const exact = kinds.find(rows => rows.some(row => row.name === name));
    const found = findObject(
      'service, task, stack or node',
      name,
      exact ?? kinds.flat().filter(({id, name: own}) => id === name || id.startsWith(name) || own !== name),
      row => row,
    );
    if (found.kind === 'problem') return found;
    wishes.push(found.row.wish);
  }
  const [only] = wishes;
  const wish: LogWish = wishes.length === 1 && only !== undefined ? only : {kind: 'several', wishes};
  return {kind: 'found', wish};
}

function rowsByKind(store: ClusterStore): readonly (readonly Row[])[] {
  const services = [...store.table('services').values()];
  const stacks = [...store.derived('stacks').values()];
  const nodes = [...store.table('nodes').values()];
  return [
    services.map(({id, name}) => ({id, name, wish: {kind: 'services', ids: [id]}})),
    taskRows(store),
    stacks.map(({name}) => ({id: name, name, wish: {kind: 'stack', name}})),
    nodes.map(({id, hostname}) => ({id, name: hostname, wish: {kind: 'node', id}})),
  ];
}

/** Of the tasks of one slot the one that is wanted, else the newest: `web.3` means what is there now. */
function taskRows(store: ClusterStore): readonly Row[] {
  const rows = [...store.derived('tasks').values()].sort(
    (a, b) =>
      Number(isWanted(b.task) && !hasEnded(b.task)) - Number(isWanted(a.task) && !hasEnded(a.task)) ||
      stateEnteredMs(b.task) - stateEnteredMs(a.task),
  );
  const named = new Set<string>();
  return rows.map(({name, task}) => {
    const isFirst = !named.has(name);
    named.add(name);
    // Earlier tasks of a slot are found by their ids alone.
    return {id: task.id, name: isFirst ? name : task.id, wish: {kind: 'tasks', ids: [task.id]}};
  });
}
