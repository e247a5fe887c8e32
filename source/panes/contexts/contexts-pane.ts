import {naturalCompareKey} from '../../domain/natural-key.ts';
import type {Column} from '../../ui/column.ts';
import {nameColumn} from '../columns.ts';
import {emptyText} from '../empty.ts';
import type {ListPane} from '../pane.ts';

/** A context of the docker CLI, as the app hands it in. */
export interface ContextRow {
  readonly name: string;
  readonly description: string;
  readonly host: string;
  /** Whether docker itself would use it now. */
  readonly current: boolean;
  /** Why it cannot be used; null when it can. */
  readonly problem: string | null;
}

const columns: readonly Column<ContextRow>[] = [
  {
    ...nameColumn<ContextRow>(row => row.name),
    cell: row => (row.current ? [{text: row.name}, {text: ' (docker’s own)', tone: 'muted'}] : row.name),
  },
  {
    id: 'host',
    title: 'HOST',
    min: 16,
    max: 64,
    priority: 2,
    sortLetter: 'h',
    cell: row => row.host,
    sortKey: row => naturalCompareKey(row.host),
  },
  {
    id: 'problem',
    title: 'PROBLEM',
    min: 10,
    max: 80,
    priority: 2,
    sortLetter: 'p',
    cell: row => (row.problem === null ? '' : {text: `✖ ${row.problem}`, tone: 'critical'}),
    sortKey: row => row.problem ?? '',
  },
  {
    id: 'description',
    title: 'DESCRIPTION',
    min: 12,
    max: 60,
    priority: 4,
    sortLetter: 'd',
    cell: row => ({text: row.description, tone: 'muted'}),
    sortKey: row => row.description,
  },
];

/**
 * The contexts that can be switched to. `contexts` is asked each time the list is read; they are not of the store, so
 * no flush touches them.
 */
export const contextsPane = (contexts: () => readonly ContextRow[]): ListPane<ContextRow> => ({
  id: 'contexts',
  title: 'Contexts',
  objectKind: null,
  rows: {
    all: contexts,
    get: (_store, key) => contexts().find(context => context.name === key),
    touched: () => undefined,
  },
  key: row => row.name,
  name: row => row.name,
  columns,
  defaultSort: {id: 'name', descending: false},
  text: row => [row.name, row.description, row.host, row.problem ?? ''],
  labels: () => ({}),
  tone: row => (row.problem === null ? undefined : 'muted'),
  isFault: row => row.problem !== null,
  sources: [],
  inScope: () => false,
  // The app switches to the context first; the overview is what one wants to see of another cluster.
  open: () => ({kind: 'overview'}),
  empty: emptyText('contexts', 'Create one with "docker context create NAME --docker host=ssh://USER@HOST".'),
});
