import type {ListPane, Scope} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {parseFilter} from '../store/filter.ts';
import type {Column} from '../ui/column.ts';
import {lineText} from '../ui/line-text.ts';
import {Table} from '../ui/table.tsx';
import type {LiveList} from './live-list.ts';
import {createRowOrder} from './row-order.ts';

export interface LiveListInput<Row> {
  readonly pane: ListPane<Row>;
  readonly store: ClusterStore;
  readonly scope: Scope | null;
  readonly filter: string;
  readonly faultsOnly: boolean;
  readonly sort: {readonly id: string; readonly descending: boolean};
  /** Ids of the columns to show; empty: all. */
  readonly columns: readonly string[];
}

/** Makes the list of one pane: what is in its scope, passes its filter, in its order. */
export const createLiveList = <Row,>(input: LiveListInput<Row>): LiveList => {
  const {pane, store, scope, faultsOnly} = input;
  const filter = parseFilter(input.filter);
  const sortColumn = pane.columns.find(column => column.id === input.sort.id && column.sortKey !== undefined);
  const sort = sortColumn === undefined ? pane.defaultSort : input.sort;
  const shown = pane.columns.filter(
    column => input.columns.length === 0 || input.columns.includes(column.id),
  );

  const order = createRowOrder<Row>({
    key: pane.key,
    name: pane.name,
    sortKey: (sortColumn ?? pane.columns.find(column => column.id === sort.id))?.sortKey ?? (() => 0),
    descending: sort.descending,
    isInScope: row => scope === null || pane.inScope(row, scope, store),
    isWanted: row =>
      (!faultsOnly || pane.isFault === undefined || pane.isFault(row)) &&
      filter.matches({text: pane.text(row), labels: pane.labels(row)}),
  });
  order.rebuild(pane.rows.all(store));

  return {
    pane: pane.id,
    title: pane.title,
    columns: pane.columns.map(({id, title, sortLetter, sortKey}) => ({
      id,
      title,
      sortLetter: sortLetter ?? null,
      canSort: sortKey !== undefined,
    })),
    sources: pane.sources,
    sort,
    get count() {
      return order.count;
    },
    get total() {
      return order.total;
    },
    keyAt: index => order.at(index)?.key ?? null,
    indexOf: order.indexOf,
    nameAt: index => withRow(order.at(index)?.row, pane.name) ?? '',
    objectAt: index =>
      withRow(order.at(index)?.row, row =>
        pane.objectKind === null ? null : {kind: pane.objectKind, id: pane.key(row), name: pane.name(row)},
      ) ?? null,
    placeAt: index => withRow(order.at(index)?.row, pane.open) ?? null,
    watchesAt: index => withRow(order.at(index)?.row, row => pane.watches?.(row)) ?? {},
    cellsAt: (index, nowMs) =>
      withRow(order.at(index)?.row, row => pane.columns.map(column => cellText(column, row, nowMs))) ?? [],
    table: look => (
      <Table
        columns={shown}
        rowCount={order.count}
        rowAt={index => order.at(index)?.row}
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
        empty={pane.empty({filtered: order.total > 0, scope})}
      />
    ),
    filterProblem: filter.problem,
    apply(touched) {
      const keys = pane.rows.touched(touched);
      if (keys === undefined) return;
      if (keys === null) order.rebuild(pane.rows.all(store));
      else order.update(keys, key => pane.rows.get(store, key));
    },
  };
};

const withRow = <Row, Value>(row: Row | undefined, use: (row: Row) => Value): Value | undefined =>
  row === undefined ? undefined : use(row);

const cellText = <Row,>(column: Column<Row>, row: Row, nowMs: number): string => {
  const cell = column.cell(row, nowMs);
  if (typeof cell === 'string') return cell;
  return 'text' in cell ? cell.text : lineText(cell);
};
