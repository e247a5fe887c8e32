import type {TouchedMetrics} from '../../store/metrics/metrics-store.ts';
import type {FigureSources, Use} from '../../store/metrics/uses.ts';
import type {Column} from '../../ui/column.ts';
import type {Line, Span} from '../../ui/span.ts';
import type {ListPane, Scope} from '../pane.ts';
import {cpuCell, memoryCell} from './use-cells.ts';

/** How the rows of a list come to figures. */
export interface Measured<Row> {
  readonly usage: (row: Row, sources: FigureSources, nowMs: number) => Use | null;
  /** Keys of the rows whose figures an intake touched. */
  readonly touched: (touched: TouchedMetrics, sources: FigureSources) => ReadonlySet<string>;
  /** Whether a row is something that uses anything; a task that has ended is not. */
  readonly isUser: (row: Row) => boolean;
  /** Figures as shares of what there is, as with nodes. */
  readonly ofLimit?: boolean;
  /** Of the two columns: where they fold away, and which letters sort by them. */
  readonly priority: number;
  readonly letters: {readonly cpu: string; readonly memory: string};
}

/** A list with what its rows use. Unknown figures sort last, and say so instead of 0. */
export const withFigures = <Row>(
  pane: ListPane<Row>,
  measured: Measured<Row>,
  sources: FigureSources,
): ListPane<Row> => {
  const {metrics} = sources;
  /** For the order, whatever is known is as new as the last look at what is too old: some time within a second. */
  const known = (row: Row) => measured.usage(row, sources, 0);
  const shown =
    (cell: typeof cpuCell) =>
    (row: Row, nowMs: number): Line | Span =>
      measured.isUser(row)
        ? cell(measured.usage(row, sources, nowMs), metrics, nowMs, measured.ofLimit)
        : {text: ''};
  const figureColumns: readonly Column<Row>[] = [
    {
      id: 'cpuUse',
      title: 'CPU',
      min: 10,
      max: 13,
      align: 'right',
      priority: measured.priority,
      sortLetter: measured.letters.cpu,
      cell: shown(cpuCell),
      sortKey: row => mostFirst(known(row)?.cpuPercent),
    },
    {
      id: 'memoryUse',
      title: 'MEM',
      min: 12,
      max: 19,
      align: 'right',
      priority: measured.priority,
      sortLetter: measured.letters.memory,
      cell: shown(memoryCell),
      sortKey: row => mostFirst(known(row)?.memoryBytes),
    },
  ];
  /** Before the age, which closes every list. */
  const join = (columns: readonly Column<Row>[]) => {
    const at = columns.findIndex(({id}) => id === 'age');
    return columns.toSpliced(at < 0 ? columns.length : at, 0, ...figureColumns);
  };
  const done = new Map<readonly Column<Row>[], readonly Column<Row>[]>();
  const joined = (columns: readonly Column<Row>[]) => {
    const same = done.get(columns) ?? join(columns);
    done.set(columns, same);
    return same;
  };
  const {columnsIn} = pane;
  return {
    ...pane,
    columns: joined(pane.columns),
    ...(columnsIn !== undefined && {columnsIn: (scope: Scope | null) => joined(columnsIn(scope))}),
    figures: {columns: ['cpuUse', 'memoryUse'], touched: touched => measured.touched(touched, sources)},
  };
};

/** Upwards, as everything sorts: what uses most comes first, and what is not known last. */
const mostFirst = (value: number | null | undefined): number => -(value ?? Number.NEGATIVE_INFINITY);
