import type {Source} from '../domain/freshness.ts';
import {worstFreshness} from '../panes/freshness-words.ts';
import type {ListPane, Scope} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {parseFilter} from '../store/filter.ts';
import {createSortedView} from '../store/sorted-view.ts';
import type {Column} from '../ui/column.ts';
import {lineText} from '../ui/line-text.ts';
import {Table} from '../ui/table.tsx';
import type {LiveList} from './live-list.ts';
import {shownColumns} from './shown-columns.ts';

export interface LiveListInput<Row> {
  readonly pane: ListPane<Row>;
  readonly store: ClusterStore;
  readonly scope: Scope | null;
  readonly filter: string;
  readonly faultsOnly: boolean;
  readonly narrow?: readonly string[] | undefined;
  readonly sort: {readonly id: string; readonly descending: boolean};
  /** Ids of the columns to show; empty: all. */
  readonly columns: readonly string[];
  /** The row that is selected: it is there from the first part of a long list on. */
  readonly selectedKey?: string | null;
}

/** Rows that are taken in at once: some milliseconds' worth. */
const partRows = 2_000;

/** Makes the list of one pane: what is in its scope, passes its filter, in its order. */
export const createLiveList = <Row,>(input: LiveListInput<Row>): LiveList => {
  const {pane, store, scope, faultsOnly, narrow = []} = input;
  const columns = pane.columnsIn?.(scope) ?? pane.columns;
  const filter = parseFilter(input.filter);
  const sortColumn = columns.find(column => column.id === input.sort.id && column.sortKey !== undefined);
  const sort = sortColumn === undefined ? pane.defaultSort : input.sort;
  const shownIds = shownColumns(
    columns.map(column => column.id),
    input.columns,
  );
  const shown = columns.filter(column => shownIds.includes(column.id));

  const isInScope = (row: Row) => scope === null || pane.inScope(row, scope, store);
  /** Beside an object that was just selected a list is made with every key: it must not look at the whole cluster. */
  const candidates = (): Iterable<Row> => {
    if (scope === null) return pane.rows.all(store);
    const ids = pane.idsIn?.(scope, store) ?? null;
    const rows =
      ids === null
        ? [...pane.rows.all(store)]
        : Array.from(ids).flatMap(id => pane.rows.get(store, id) ?? []);
    return rows.filter(isInScope);
  };
  const hasFilter = !filter.isEmpty || (faultsOnly && pane.isFault !== undefined) || narrow.length > 0;
  const arrived = pane.rows.follow?.(store);
  const view = createSortedView<Row>({
    source: {
      all: candidates,
      get(key) {
        const row = pane.rows.get(store, key);
        return row !== undefined && isInScope(row) ? row : undefined;
      },
    },
    id: pane.key,
    name: pane.name,
    sort: {
      key: (sortColumn ?? columns.find(column => column.id === sort.id))?.sortKey ?? (() => 0),
      descending: sort.descending,
    },
    filter: hasFilter
      ? row =>
          (!faultsOnly || pane.isFault === undefined || pane.isFault(row)) &&
          narrow.every(word => pane.fits?.(row, word) ?? true) &&
          (filter.isEmpty || filter.matches({text: pane.text(row), labels: pane.labels(row)}))
      : null,
    ...(scope === null && {first: {count: partRows, id: input.selectedKey ?? null}}),
  });

  return {
    pane: pane.id,
    title: pane.title,
    columns: columns.map(({id, title, sortLetter, sortKey}) => ({
      id,
      title,
      sortLetter: sortLetter ?? null,
      canSort: sortKey !== undefined,
    })),
    sources: pane.sources,
    sort,
    get count() {
      return view.count;
    },
    get total() {
      return view.total;
    },
    get isWhole() {
      return view.isWhole;
    },
    fill: () => view.fill(partRows),
    rowsIn: view.rows,
    keyAt: index => view.idAt(index) ?? null,
    indexOf: view.indexOf,
    has(key) {
      const row = pane.rows.get(store, key);
      return row !== undefined && isInScope(row);
    },
    nameAt: index => withRow(view.at(index), pane.name) ?? '',
    objectAt: index =>
      withRow(view.at(index), row => {
        if (pane.objectOf !== undefined) return pane.objectOf(row);
        return pane.objectKind === null
          ? null
          : {kind: pane.objectKind, id: pane.key(row), name: pane.name(row)};
      }) ?? null,
    placeAt: index => withRow(view.at(index), pane.open) ?? null,
    watchesAt: index => withRow(view.at(index), row => pane.watches?.(row)) ?? {},
    cellsAt: (index, nowMs) =>
      withRow(view.at(index), row => columns.map(column => cellText(column, row, nowMs))) ?? [],
    table: look => (
      <Table
        columns={shown}
        rowCount={view.count}
        rowAt={index => view.at(index)}
        rowKey={pane.key}
        selectedKey={look.selectedKey}
        top={look.top}
        marked={key => look.state.marks.has(key)}
        {...(pane.tone === undefined ? {} : {rowTone: pane.tone})}
        sort={sort}
        width={look.width}
        height={look.height}
        focused={look.focused}
        nowMs={look.nowMs}
        subject={scope === null ? '' : `${scope.kind} ${scope.id}`}
        empty={
          (view.isWhole ? emptyWords(store, pane.sources) : 'Looking …') ??
          pane.empty({filtered: view.total > 0, scope})
        }
      />
    ),
    filterProblem: filter.problem,
    hasFigures: shown.some(({id}) => pane.figures?.columns.includes(id) === true),
    applyFigures(touched) {
      if (pane.figures === undefined || !pane.figures.columns.includes(sort.id)) return false;
      return view.rekey(pane.figures.touched(touched));
    },
    showsFigures(touched, from, to) {
      if (pane.figures === undefined || !shown.some(({id}) => pane.figures?.columns.includes(id)))
        return false;
      const keys = pane.figures.touched(touched);
      return view.rows(from, to).some(row => keys.has(pane.key(row)));
    },
    apply(touched) {
      const keys = pane.rows.touched(touched);
      const arrivals = keys === null ? arrived?.() : null;
      return arrivals ? view.take(arrivals.came.filter(isInScope), arrivals.went) : view.update(keys);
    },
  };
};

/** Why nothing is listed where that does not mean that there is nothing; null where it does. */
const emptyWords = (store: ClusterStore, sources: readonly Source[]): string | null => {
  const worst = worstFreshness(store, sources);
  switch (worst?.kind) {
    case 'loading':
      return 'Asking the engine …';
    case 'lost':
      return `Not known: ${worst.reason}`;
    case 'unavailable':
      return `This engine cannot tell: ${worst.reason}`;
    default:
      return null;
  }
};

const withRow = <Row, Value>(row: Row | undefined, use: (row: Row) => Value): Value | undefined =>
  row === undefined ? undefined : use(row);

const cellText = <Row,>(column: Column<Row>, row: Row, nowMs: number): string => {
  const cell = column.cell(row, nowMs);
  if (typeof cell === 'string') return cell;
  return 'text' in cell ? cell.text : lineText(cell);
};
